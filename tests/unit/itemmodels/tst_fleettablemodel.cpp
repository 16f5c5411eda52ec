// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetfiltermodel.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using FleetModel = FleetTableModel;

class TstFleetTableModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_model = std::make_unique<FleetModel>(m_fixture->feed);
        m_filter = std::make_unique<FleetFilterModel>(*m_model);
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest));
        m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
            m_filter.get(), QAbstractItemModelTester::FailureReportingMode::QtTest));
    }

    void cleanup()
    {
        m_testers.clear();
        m_filter.reset();
        m_model.reset();
        m_fixture.reset();
    }

    void isEmptyWithoutAFleet()
    {
        m_model->setActive(true);
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(m_model->rowOf(noEntity), -1);
    }

    void showsEachNodeWithItsActiveLinks()
    {
        fill();
        QCOMPARE(text(), (QStringList{u"sat-1|satellite|nominal|1"_s, u"sat-2|satellite|nominal|0"_s,
                                      u"gs-1|ground_station|nominal|1"_s}));
    }

    void nodesComeAndGoInPlace()
    {
        fill();
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_fixture->graphNode("sat-3");
        refresh();
        QCOMPARE(m_model->rowCount(), 4);
        auto without = std::make_shared<TopologySnapshot>(*m_fixture->graph);
        without->edges.clear();
        without->nodes.erase(without->nodes.begin(), without->nodes.begin() + 2);
        ++without->version;
        m_fixture->graph = without;
        refresh();
        QCOMPARE(text(), (QStringList{u"gs-1|ground_station|nominal|0"_s, u"sat-3|satellite|nominal|0"_s}));
        m_fixture->graph = std::make_shared<TopologySnapshot>();
        m_fixture->graph->version = 99;
        refresh();
        QCOMPARE(m_model->rowCount(), 0);
        QCOMPARE(reset.size(), 0);
    }

    void takesTheWorstOfItsSeries()
    {
        fill();
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1"), "temperature_c"), 60,
                        Severity::caution);
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-1", "gs-1"), "snr_db"), 1,
                        Severity::critical);
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-2"), "temperature_c"), 20,
                        Severity::nominal);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->refresh();
        QCOMPARE(m_model->severityAt(0), Severity::critical);
        QCOMPARE(m_model->severityAt(1), Severity::nominal);
        QCOMPARE(m_model->severityAt(2), Severity::nominal);
        QVERIFY(changed.size() > 0);
        // The pass is over: no fault. What the node said of itself still counts.
        m_fixture->time.advance(std::chrono::minutes{5});
        m_model->refresh();
        QCOMPARE(m_model->severityAt(0), Severity::caution);
        QCOMPARE(m_model->index(0, 0).data(FreshnessRole).toUInt(), quint32(Freshness::stale));
        changed.clear();
        m_model->refresh();
        QCOMPARE(changed.size(), 0);
    }

    void healthCountsToo()
    {
        fill();
        m_fixture->graphNode("sat-4", NodeType::satellite, Health::failed);
        m_fixture->graphNode("sat-5", NodeType::satellite, Health::maintenance);
        refresh();
        QCOMPARE(m_model->severityAt(3), Severity::critical);
        QCOMPARE(m_model->severityAt(4), Severity::none);
    }

    void findsNodesByTheirLinksToo()
    {
        fill();
        QCOMPARE(m_model->rowOf(m_fixture->entity("gs-1")), 2);
        QCOMPARE(m_model->rowOf(m_fixture->entity("sat-1", "gs-1")), 0);
    }

    void filtersByWords()
    {
        fill();
        m_filter->setText(u"ground"_s);
        QCOMPARE(filtered(), QStringList{u"gs-1"_s});
        m_filter->setText(u"SAT satel"_s);
        QCOMPARE(filtered(), (QStringList{u"sat-1"_s, u"sat-2"_s}));
        m_filter->setText(u"["_s);
        QCOMPARE(filtered(), QStringList{});
        m_filter->setText({});
        QCOMPARE(filtered().size(), 3);
    }

    void standsWorstFirst()
    {
        fill();
        m_filter->settle();
        QCOMPARE(filtered(), (QStringList{u"gs-1"_s, u"sat-1"_s, u"sat-2"_s}));
        m_fixture->post(m_fixture->series(m_fixture->entity("sat-2"), "temperature_c"), 60,
                        Severity::caution);
        m_model->refresh();
        m_filter->setWorstFirst(true);
        QCOMPARE(filtered(), (QStringList{u"sat-2"_s, u"gs-1"_s, u"sat-1"_s}));
    }

    void aBrokenGraphDoesNoHarm()
    {
        fill();
        auto bad = std::make_shared<TopologySnapshot>(*m_fixture->graph);
        TopologyEdge edge;
        edge.source = 77;
        edge.target = 0;
        bad->edges.push_back(edge);
        bad->nodes.push_back(bad->nodes.front()); // the same id again
        ++bad->version;
        m_fixture->graph = bad;
        refresh();
        QCOMPARE(m_model->rowCount(), 3);
    }

private:
    void fill()
    {
        const auto sat = m_fixture->graphNode("sat-1");
        m_fixture->graphNode("sat-2");
        const auto station = m_fixture->graphNode("gs-1", NodeType::groundStation);
        m_fixture->graphEdge(sat, station);
        m_fixture->graphEdge(1, station, false);
        m_fixture->publish();
        m_model->setActive(true);
    }

    void refresh()
    {
        m_fixture->publish();
        m_model->refresh();
    }

    QStringList text() const
    {
        QStringList out;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const auto at = [&](int column) { return m_model->index(row, column).data().toString(); };
            out += at(FleetModel::nameColumn) + u'|' + at(FleetModel::typeColumn) + u'|' +
                   at(FleetModel::healthColumn) + u'|' + at(FleetModel::linksColumn);
        }
        return out;
    }

    QStringList filtered() const
    {
        QStringList out;
        for (int row = 0; row < m_filter->rowCount(); ++row)
            out += m_filter->index(row, FleetModel::nameColumn).data().toString();
        return out;
    }

    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<FleetModel> m_model;
    std::unique_ptr<FleetFilterModel> m_filter;
    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
};

DESK_TEST(TstFleetTableModel)
#include "tst_fleettablemodel.moc"
