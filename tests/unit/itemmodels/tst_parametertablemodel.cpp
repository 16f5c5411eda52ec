// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/parametertablemodel.h"
#include "models/itemmodels/seriesmime.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using Rows = ParameterTableModel;

namespace {

// "first-last:columns" of each dataChanged, in order.
QStringList ranges(const QSignalSpy &spy)
{
    QStringList out;
    for (const QList<QVariant> &call : spy) {
        const auto from = call.at(0).toModelIndex();
        const auto to = call.at(1).toModelIndex();
        out += u"%1-%2:%3-%4"_s.arg(from.row()).arg(to.row()).arg(from.column()).arg(to.column());
    }
    return out;
}

} // namespace

class TstParameterTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_model = std::make_unique<Rows>(m_fixture->feed);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_fixture.reset();
    }

    void isEmptyWithoutSeries()
    {
        m_model->setActive(true);
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->seriesAt(0), noSeries);
        QCOMPARE(m_model->seriesAt(-1), noSeries);
        QVERIFY(!m_model->mimeData({}));
    }

    void appendsNewSeriesInOneRun()
    {
        m_model->setActive(true);
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        const EntityId sat = m_fixture->entity("sat-1");
        for (int i = 0; i < 50; ++i)
            m_fixture->series(sat, "m" + std::to_string(i));
        m_fixture->publish();
        QCOMPARE(m_model->rowCount(), 0); // not before the tick
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 50);
        QCOMPARE(inserted.size(), 1);
        m_fixture->series(sat, "late");
        m_fixture->publish();
        m_model->refresh();
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(inserted.last().at(1).toInt(), 50);
    }

    void costsNothingWhileNobodyLooks()
    {
        const SeriesId snr = m_fixture->series(m_fixture->entity("sat-1"), "snr_db");
        m_fixture->post(snr, 1);
        m_model->setActive(true);
        m_model->setActive(false);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_fixture->post(snr, 2);
        QCOMPARE(changed.size(), 0);
        m_model->setActive(true); // and then everything is looked at once
        QVERIFY(changed.size() > 0);
    }

    void announcesContiguousRunsOfChangedRowsAndColumns()
    {
        const EntityId sat = m_fixture->entity("sat-1");
        std::vector<SeriesId> all;
        for (int i = 0; i < 10; ++i)
            all.push_back(m_fixture->series(sat, "m" + std::to_string(i)));
        for (const SeriesId id : all)
            m_fixture->post(id, 0);
        m_model->setActive(true);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        for (const int i : {7, 2, 3, 4, 8, 2})
            m_fixture->post(all[std::size_t(i)], 1);
        m_model->refresh();
        QCOMPARE(ranges(changed), (QStringList{u"2-4:3-7"_s, u"7-8:3-7"_s}));
        QVERIFY(changed.first().at(2).value<QList<int>>().contains(ValueRole));
        changed.clear();
        m_model->refresh();
        QCOMPARE(ranges(changed), QStringList{});
    }

    void announcesTheStateColumnWhenTheStateChanges()
    {
        const SeriesId snr = m_fixture->series(m_fixture->entity("sat-1"), "snr_db");
        m_fixture->post(snr, 9, Severity::nominal);
        m_model->setActive(true);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_fixture->post(snr, 3, Severity::warning);
        m_model->refresh();
        QCOMPARE(ranges(changed), (QStringList{u"0-0:0-0"_s, u"0-0:3-7"_s}));
        QCOMPARE(m_model->index(0, 0).data(SeverityRole).toUInt(), quint32(Severity::warning));
    }

    void growsLateThenStaleWithoutSamples()
    {
        const SeriesId snr = m_fixture->series(m_fixture->entity("sat-1"), "snr_db");
        m_fixture->post(snr, 9);
        m_fixture->time.advance(std::chrono::seconds{1});
        m_fixture->post(snr, 9);
        m_model->setActive(true);
        QCOMPARE(m_model->freshnessAt(0), Freshness::fresh);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_fixture->time.advance(std::chrono::seconds{2});
        m_model->refresh();
        QCOMPARE(m_model->index(0, 0).data(FreshnessRole).toUInt(), quint32(Freshness::late));
        m_fixture->time.advance(std::chrono::seconds{2});
        m_model->refresh();
        QCOMPARE(m_model->freshnessAt(0), Freshness::stale);
        QCOMPARE(ranges(changed), (QStringList{u"0-0:0-0"_s, u"0-0:3-7"_s, u"0-0:0-0"_s, u"0-0:3-7"_s}));
    }

    void aLinkThatEndedIsNoFault()
    {
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1", "gs-1"), "snr_db"), 1,
                        Severity::critical);
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1"), "temperature_c"), 90,
                        Severity::critical);
        m_model->setActive(true);
        QCOMPARE(m_model->severityAt(0), Severity::critical);
        m_fixture->time.advance(std::chrono::minutes{1});
        m_model->refresh();
        QCOMPARE(m_model->index(0, 0).data(SeverityRole).toUInt(), quint32(Severity::none));
        QCOMPARE(m_model->severityAt(1), Severity::critical); // what a node said last stands
    }

    void showsNamesValuesAgesAndTimes()
    {
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1", "gs-2"), "snr_db"), 4.1,
                        Severity::warning, Quality::uncertain | Quality::simulated);
        m_fixture->time.advance(std::chrono::milliseconds{300});
        m_model->setActive(true);
        QStringList row;
        for (int column = 1; column < Rows::columnTotal; ++column)
            row += m_model->index(0, column).data().toString();
        QCOMPARE(row, (QStringList{u"sat-1 → gs-2"_s, u"snr_db"_s, u"4.10"_s, u"dB"_s, u"0.3 s"_s,
                                   u"uncertain|simulated"_s, u"14:03:07.250Z"_s, QString()}));
        QCOMPARE(m_model->index(0, Rows::valueColumn).data(ValueRole).toDouble(), 4.1);
        QCOMPARE(m_model->index(0, Rows::timeColumn).data(Qt::ToolTipRole).toString(),
                 u"2026-11-21T14:03:07.250Z"_s);
        m_model->setLocale(QLocale(QLocale::German));
        QCOMPARE(m_model->index(0, Rows::valueColumn).data().toString(), u"4,10"_s);
        m_model->setQualityWording([](const Quality &) { return u"zweifelhaft"_s; });
        QCOMPARE(m_model->index(0, Rows::qualityColumn).data().toString(), u"zweifelhaft"_s);
    }

    void showsStatesAndTextsByWord()
    {
        const EntityId sat = m_fixture->entity("sat-1");
        const SeriesId mode = m_fixture->series(sat, "mode", ValueKind::state);
        const auto code = *m_fixture->dictionary.textCode(mode, "safe");
        const SeriesId lit = m_fixture->series(sat, "in_sunlight", ValueKind::boolean);
        m_fixture->post(mode, code);
        m_fixture->post(lit, 1);
        m_model->setActive(true);
        const auto value = [&](int row) { return m_model->index(row, Rows::valueColumn).data().toString(); };
        QCOMPARE(value(0), u"safe"_s);
        QCOMPARE(value(1), u"true"_s);
        m_fixture->post(mode, 99); // a code nobody announced
        QCOMPARE(value(0), u"—"_s);
        m_fixture->post(mode, std::nan(""));
        QCOMPARE(value(0), u"—"_s);
        m_fixture->post(mode, -1e300);
        QCOMPARE(value(0), u"—"_s);
    }

    void showsADashForWhatNeverCame()
    {
        m_fixture->series(m_fixture->entity("sat-1"), "snr_db");
        m_fixture->publish();
        m_model->setActive(true);
        QCOMPARE(m_model->index(0, Rows::valueColumn).data().toString(), u"—"_s);
        QCOMPARE(m_model->index(0, Rows::ageColumn).data().toString(), u"—"_s);
        QVERIFY(!m_model->index(0, Rows::valueColumn).data(ValueRole).isValid());
        QCOMPARE(m_model->freshnessAt(0), Freshness::neverReceived);
    }

    void showsStrangeNamesAsTheyAre()
    {
        const std::string name = "\xd1\x81\xd0\xbf\xd1\x83\xd1\x82<b>\n" + std::string(300, 'x');
        m_fixture->post(m_fixture->series(m_fixture->entity(name), "täst{}"), 1);
        m_model->setActive(true);
        QCOMPARE(m_model->index(0, Rows::entityColumn).data().toString(), QString::fromStdString(name));
        QCOMPARE(m_model->index(0, Rows::metricColumn).data().toString(), u"täst{}"_s);
    }

    void showsOneEntityInScope()
    {
        const EntityId one = m_fixture->entity("sat-1");
        const EntityId two = m_fixture->entity("sat-2");
        m_fixture->post(m_fixture->series(one, "a"), 1);
        const SeriesId b = m_fixture->series(two, "b");
        m_fixture->post(b, 2);
        const SeriesId c = m_fixture->series(one, "c");
        m_fixture->post(c, 3);
        m_model->setScope(one);
        m_model->setActive(true);
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->rowOf(c), 1);
        QCOMPARE(m_model->rowOf(b), -1);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_fixture->post(b, 4);
        m_model->refresh();
        QCOMPARE(changed.size(), 0);
        m_fixture->series(one, "d");
        m_fixture->publish();
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 3);
        m_model->setScope(EntityId{4711}); // unknown
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setScope(noEntity);
        QCOMPARE(m_model->rowCount(), 4);
    }

    void dragsEachSeriesOnce()
    {
        const EntityId sat = m_fixture->entity("sat-1");
        const SeriesId a = m_fixture->series(sat, "a");
        const SeriesId b = m_fixture->series(sat, "b");
        m_fixture->publish();
        m_model->setActive(true);
        const std::unique_ptr<QMimeData> data(m_model->mimeData(
            {m_model->index(1, 3), m_model->index(0, 1), m_model->index(1, 2), m_model->index(0, 4)}));
        QVERIFY(data);
        QCOMPARE(data->formats(), m_model->mimeTypes());
        const auto series = decodeSeries(data->data(m_model->mimeTypes().first()));
        QVERIFY(std::ranges::equal(series, std::vector<SeriesId>{a, b}));
        QVERIFY(m_model->flags(m_model->index(0, 0)).testFlag(Qt::ItemIsDragEnabled));
    }

    void titlesAreSetByTheView()
    {
        QVERIFY(!m_model->headerData(0, Qt::Vertical).isValid());
        QVERIFY(m_model->setHeaderData(Rows::valueColumn, Qt::Horizontal, u"Wert"_s));
        QCOMPARE(m_model->headerData(Rows::valueColumn, Qt::Horizontal).toString(), u"Wert"_s);
        QVERIFY(!m_model->setHeaderData(99, Qt::Horizontal, u"x"_s));
        QVERIFY(!m_model->setHeaderData(-1, Qt::Horizontal, u"x"_s));
    }

    void thousandsOfRowsAreCheap()
    {
        std::vector<SeriesId> all;
        for (int n = 0; n < 200; ++n) {
            const EntityId sat = m_fixture->entity("sat-" + std::to_string(n));
            for (int m = 0; m < 32; ++m)
                all.push_back(m_fixture->series(sat, "metric_" + std::to_string(m)));
        }
        auto batch = std::make_shared<SampleBatch>();
        for (const SeriesId id : all) {
            batch->addSample(id, 1, Quality::good);
            batch->endPoint(m_fixture->dictionary.definition(id).entity, nanoseconds(m_fixture->time.now()));
        }
        batch->reception = m_fixture->time.now();
        m_tester.reset(); // it looks at every row on every signal
        m_fixture->dictionary.publish();
        m_model->setActive(true);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_fixture->queue.push(batch);
        do
            m_fixture->feed.drain(); // new ones come in slices
        while (m_fixture->feed.statistics().pendingBatches > 0);
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 6400);
        m_fixture->queue.push(batch);
        do
            m_fixture->feed.drain();
        while (m_fixture->feed.statistics().pendingBatches > 0);
        m_model->refresh();
        QCOMPARE(changed.size(), 1); // all values, in one range
        QCOMPARE(reset.size(), 0);
    }

private:
    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<Rows> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

DESK_TEST(TstParameterTableModel)
#include "tst_parametertablemodel.moc"
