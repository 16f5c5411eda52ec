// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetmatrixmodel.h"
#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/seriesmime.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using Order = FleetMatrixModel::Order;

class TstFleetMatrixModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_model = std::make_unique<FleetMatrixModel>(m_fixture->feed);
        m_model->setClock([this] { return m_clock; });
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_model->setActive(true);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_fixture.reset();
    }

    void metricsOfNodesStandBeforeThoseOfLinks()
    {
        post("sat-1", "gs-1", "snr_db", 12);
        post("sat-2", "gs-1", "snr_db", 12);
        post("sat-1", {}, "battery_percent", 80);
        post("sat-2", {}, "battery_percent", 80);
        m_model->refresh();
        post("sat-3", {}, "temperature_c", 20);
        post("sat-2", {}, "temperature_c", 20);
        m_model->refresh();
        QCOMPARE(columns(), (QStringList{u"battery_percent"_s, u"temperature_c"_s, u"→ snr_db"_s}));
        QCOMPARE(rows(), (QStringList{u"sat-1"_s, u"sat-2"_s, u"sat-3"_s}));
        QCOMPARE(text(0, 0), u"80.0"_s);
        QCOMPARE(text(2, 0), QString()); // it has no such metric
    }

    void theWorstRowsComeFirstThenThoseWithMoreOfItThenByName()
    {
        post("sat-10", {}, "a", 1, Severity::caution);
        post("sat-9", {}, "a", 1, Severity::caution);
        post("sat-8", {}, "a", 1, Severity::caution);
        post("sat-8", {}, "b", 1, Severity::caution);
        post("sat-7", {}, "a", 1, Severity::nominal);
        post("sat-11", {}, "a", 1, Severity::critical);
        m_model->refresh();
        QCOMPARE(rows(), (QStringList{u"sat-11"_s, u"sat-8"_s, u"sat-9"_s, u"sat-10"_s, u"sat-7"_s}));
        m_model->setOrder(Order::name);
        QCOMPARE(rows(), (QStringList{u"sat-7"_s, u"sat-8"_s, u"sat-9"_s, u"sat-10"_s, u"sat-11"_s}));
    }

    void aMetricOfOneNodeStandsBehindUntilAnotherHasIt()
    {
        post("sat-1", {}, "a", 1);
        post("sat-1", {}, "b", 1);
        post("sat-2", {}, "b", 1);
        post("sat-1", "gs-1", "c", 1);
        post("sat-2", "gs-1", "c", 1);
        m_model->refresh();
        QCOMPARE(columns(), (QStringList{u"b"_s, u"→ c"_s, u"a"_s}));
        post("sat-2", {}, "a", 7);
        m_model->refresh();
        QCOMPARE(columns(), (QStringList{u"a"_s, u"b"_s, u"→ c"_s}));
        QCOMPARE(cell("sat-2", u"a"_s).data().toString(), u"7"_s);
    }

    void badHealthIsSeenInItsOwnCell()
    {
        const SeriesId health = m_fixture->series(m_fixture->entity("gs-1"), "health", ValueKind::state);
        const auto code = m_fixture->dictionary.textCode(health, "failed");
        m_fixture->post(health, double(*code));
        m_fixture->graphNode("gs-1", NodeType::groundStation, Health::failed);
        m_fixture->publish();
        m_model->refresh();
        m_model->refresh();
        QCOMPARE(cell("gs-1", u"health"_s).data(SeverityRole).toUInt(), quint32(Severity::critical));
    }

    void healthOfTheFleetGraphCountsToo()
    {
        m_fixture->graphNode("gs-1", NodeType::groundStation, Health::failed);
        post("a-1", {}, "a", 1, Severity::warning);
        m_model->refresh();
        QCOMPARE(rows(), (QStringList{u"gs-1"_s, u"a-1"_s}));
    }

    void rowsMoveAtACalmPace()
    {
        post("sat-1", {}, "a", 1, Severity::nominal);
        const SeriesId second = post("sat-2", {}, "a", 1, Severity::nominal);
        m_model->refresh();
        m_fixture->post(second, 2, Severity::critical);
        m_model->refresh();
        QCOMPARE(rows().first(), u"sat-1"_s);
        QCOMPARE(m_model->index(1, 0).data(SeverityRole).toUInt(),
                 quint32(Severity::critical)); // said at once
        m_clock += FleetMatrixModel::pace;
        m_model->refresh();
        QCOMPARE(rows().first(), u"sat-2"_s);
    }

    void rowsUnderThePointerStandStillAndTheModelSaysSo()
    {
        post("sat-1", {}, "a", 1, Severity::nominal);
        const SeriesId second = post("sat-2", {}, "a", 1, Severity::nominal);
        m_model->refresh();
        m_model->setHeld(true);
        m_fixture->post(second, 2, Severity::critical);
        m_clock += FleetMatrixModel::pace;
        m_model->refresh();
        QCOMPARE(rows().first(), u"sat-1"_s);
        QVERIFY(m_model->isOverdue());
        post("sat-3", {}, "a", 1, Severity::critical); // a node that comes goes to the end
        m_model->refresh();
        QCOMPARE(rows(), (QStringList{u"sat-1"_s, u"sat-2"_s, u"sat-3"_s}));
        m_model->setHeld(false);
        m_model->refresh();
        QCOMPARE(rows(), (QStringList{u"sat-2"_s, u"sat-3"_s, u"sat-1"_s}));
        QVERIFY(!m_model->isOverdue());
    }

    void persistentIndexesFollowTheirNode()
    {
        post("sat-1", {}, "a", 1, Severity::nominal);
        post("sat-2", {}, "a", 2, Severity::warning);
        m_model->refresh();
        const QPersistentModelIndex second = m_model->index(1, 0);
        QCOMPARE(second.data().toString(), u"1"_s);
        m_model->setOrder(Order::name);
        QCOMPARE(second.row(), 0);
        m_model->setText(u"sat-2"_s);
        QVERIFY(!second.isValid());
    }

    void aCellOfLinksShowsTheWorstAndHowManyThereAre()
    {
        post("sat-1", "gs-1", "snr_db", 12, Severity::nominal);
        const SeriesId bad = post("sat-1", "gs-2", "snr_db", 3, Severity::warning);
        post("sat-1", "gs-3", "snr_db", 5, Severity::caution);
        m_model->refresh();
        const QModelIndex cell = m_model->index(0, 0);
        QCOMPARE(cell.data(SeriesRole).toUInt(), index(bad));
        QCOMPARE(cell.data().toString(), u"3.00"_s);
        QCOMPARE(cell.data(RepeatsRole).toInt(), 3);
        const std::unique_ptr<QMimeData> dragged(m_model->mimeData({cell}));
        const auto ids = decodeSeries(dragged->data(QString::fromLatin1(seriesMimeType)));
        QCOMPARE(ids.size(), std::size_t(3));
        QCOMPARE(ids.front(), bad);
    }

    void withoutAViolationACellOfLinksShowsTheirMean()
    {
        post("sat-1", "gs-1", "load", 1);
        post("sat-1", "gs-2", "load", 4);
        m_model->refresh();
        QCOMPARE(m_model->index(0, 0).data(ValueRole).toDouble(), 2.5);
    }

    void aLinkThatEndedSaysNothingButANodeThatFellSilentDoes()
    {
        post("sat-1", "gs-1", "snr_db", 3, Severity::warning);
        post("sat-2", {}, "a", 3, Severity::warning);
        m_model->refresh();
        m_fixture->time.advance(std::chrono::minutes{2});
        m_model->refresh();
        QCOMPARE(cell("sat-1", u"→ snr_db"_s).data(SeverityRole).toUInt(), quint32(Severity::none));
        QCOMPARE(cell("sat-1", u"→ snr_db"_s).data(LookRole).toUInt(), quint32(ValueLook::stale));
        QCOMPARE(cell("sat-2", u"a"_s).data(SeverityRole).toUInt(), quint32(Severity::warning));
    }

    void levelsSayWhereAFigureLiesAmongAllNodes()
    {
        post("sat-1", {}, "a", 10);
        post("sat-2", {}, "a", 20);
        post("sat-3", {}, "a", 15);
        m_model->refresh();
        QCOMPARE(level("sat-1"), 0);
        QCOMPARE(level("sat-2"), FleetMatrix::levels - 1);
        QCOMPARE(level("sat-3"), FleetMatrix::levels / 2);
    }

    void aRangeForgetsWhatIsOld()
    {
        const SeriesId low = post("sat-1", {}, "a", -1000);
        const SeriesId high = post("sat-2", {}, "a", 20);
        m_model->refresh();
        for (int i = 0; i < 3; ++i) {
            m_fixture->time.advance(FleetMatrix::rangeTime);
            m_fixture->post(low, 10);
            m_fixture->post(high, 20);
            m_model->refresh();
        }
        QCOMPARE(m_model->matrix().columns().front().low, 10.0);
    }

    void onlyOneFigureHasNoPlaceInARange()
    {
        post("sat-1", {}, "a", 10);
        m_model->refresh();
        QCOMPARE(level("sat-1"), -1);
    }

    void filtersByNamePatternLabelAndType()
    {
        m_fixture->graphNode("gs-1", NodeType::groundStation);
        post("sat-1", {}, "a", 1);
        post("sat-12", {}, "a", 1);
        m_model->setTypeWording([](NodeType type) {
            return type == NodeType::groundStation ? u"Ground station"_s : u"Satellite"_s;
        });
        m_model->refresh();
        m_model->setText(u"SAT-1"_s);
        QCOMPARE(rows().size(), 2);
        m_model->setText(u"sat-?"_s);
        QCOMPARE(rows(), QStringList{u"sat-1"_s});
        m_model->setText(u"ground"_s);
        QCOMPARE(rows(), QStringList{u"gs-1"_s});
        post("sat-3", {}, "a", 1);
        m_model->refresh();
        QCOMPARE(rows(), QStringList{u"gs-1"_s});
        m_model->setText({});
        QCOMPARE(rows().size(), 4);
    }

    void saysEachChangedCellOnce()
    {
        const SeriesId first = post("sat-1", {}, "a", 1);
        post("sat-2", {}, "a", 1);
        m_model->refresh();
        QSignalSpy changed(m_model.get(), &FleetMatrixModel::cellsChanged);
        m_fixture->post(first, 2);
        m_fixture->post(first, 3);
        m_fixture->time.advance(std::chrono::milliseconds{250}); // one that stood were a pause
        m_model->refresh();
        QCOMPARE(changed.size(), 1);
        const auto cells = changed.first().first().value<std::vector<QPoint>>();
        QCOMPARE(cells.size(), std::size_t(1));
        QCOMPARE(cells.front(), QPoint(0, m_model->rowOf(m_fixture->node("sat-1"))));
        m_fixture->time.advance(std::chrono::milliseconds{250});
        m_model->refresh();
        QCOMPARE(changed.size(), 1);
    }

    void costsNothingWhileNobodyLooks()
    {
        const SeriesId first = post("sat-1", {}, "a", 1);
        m_model->refresh();
        m_model->setActive(false);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_fixture->post(first, 2);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(text(0, 0), u"1"_s);
        m_model->setActive(true);
        QCOMPARE(text(0, 0), u"2"_s);
    }

    void statesAndTextsAreWordsAndHaveNoPlaceInARange()
    {
        const SeriesId mode = m_fixture->series(m_fixture->entity("sat-1"), "mode", ValueKind::state);
        const auto code = m_fixture->dictionary.textCode(mode, "SAFE");
        m_fixture->post(mode, double(*code));
        m_model->refresh();
        QCOMPARE(text(0, 0), u"SAFE"_s);
        QCOMPARE(level("sat-1"), -1);
    }

    void planesKeepTheirSatellitesTogether()
    {
        // Two planes, named so that neither their names nor the order they came in gives them away.
        const auto orbit = [this](std::string_view name, double node, double anomaly) {
            m_fixture->graphNode(name);
            auto next = std::make_shared<TopologySnapshot>(*m_fixture->graph);
            next->nodes.back().orbit = std::make_shared<const std::string>(
                "{\"OBJECT_NAME\":\"X\",\"OBJECT_ID\":\"2020-001A\",\"EPOCH\":\"2026-11-21T12:00:00\","
                "\"MEAN_MOTION\":15.06,\"ECCENTRICITY\":0.0001,\"INCLINATION\":53,\"RA_OF_ASC_NODE\":" +
                std::to_string(node) +
                ",\"ARG_OF_PERICENTER\":0,\"MEAN_ANOMALY\":" + std::to_string(anomaly) +
                ",\"EPHEMERIS_TYPE\":0,\"CLASSIFICATION_TYPE\":\"U\",\"NORAD_CAT_ID\":1,\"ELEMENT_SET_NO\":1,"
                "\"REV_AT_EPOCH\":1,\"BSTAR\":0,\"MEAN_MOTION_DOT\":0,\"MEAN_MOTION_DDOT\":0}");
            m_fixture->graph = next;
            post(name, {}, "a", 1);
        };
        for (int i = 0; i < 4; ++i) {
            orbit("x-" + std::to_string(2 * i), 90, 300 - 80 * i);
            orbit("x-" + std::to_string(2 * i + 1), 10, 300 - 80 * i);
        }
        m_fixture->graphNode("gs-1", NodeType::groundStation);
        post("gs-1", {}, "a", 1);
        m_model->setOrder(Order::plane);
        m_model->refresh();
        QCOMPARE(rows(), (QStringList{u"x-7"_s, u"x-5"_s, u"x-3"_s, u"x-1"_s, u"x-6"_s, u"x-4"_s, u"x-2"_s,
                                      u"x-0"_s, u"gs-1"_s}));
    }

private:
    SeriesId post(std::string_view node, std::string_view dst, std::string_view metric, double value,
                  Severity severity = Severity::none)
    {
        const EntityId about = m_fixture->entity(node, dst);
        const SeriesId id = m_fixture->series(about, metric);
        m_fixture->post(id, value, severity);
        return id;
    }

    QStringList rows() const
    {
        QStringList out;
        for (int i = 0; i < m_model->rowCount(); ++i)
            out += m_model->headerData(i, Qt::Vertical).toString();
        return out;
    }

    QStringList columns() const
    {
        QStringList out;
        for (int i = 0; i < m_model->columnCount(); ++i)
            out += m_model->headerData(i, Qt::Horizontal).toString();
        return out;
    }

    QString text(int row, int column) const { return m_model->index(row, column).data().toString(); }
    QModelIndex cell(std::string_view node, const QString &column) const
    {
        return m_model->index(m_model->rowOf(m_fixture->node(node)), int(columns().indexOf(column)));
    }
    int level(std::string_view node) const
    {
        return m_model->matrix().level(m_model->placeAt(m_model->rowOf(m_fixture->node(node)), 0));
    }

    SteadyTime m_clock{std::chrono::hours{1}};
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetMatrixModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

DESK_GUI_TEST(TstFleetMatrixModel)
#include "tst_fleetmatrixmodel.moc"
