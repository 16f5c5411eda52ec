// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/nodelinksmodel.h"
#include "tests/support/testprogram.h"
#include "tests/unit/itemmodels/feedfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using Model = NodeLinksModel;

class TstNodeLinksModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<FeedFixture>();
        m_model = std::make_unique<Model>(m_fixture->feed);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_fixture->graphNode("sat-1");
        m_fixture->graphNode("gs-10", NodeType::groundStation);
        m_fixture->graphNode("gs-9", NodeType::groundStation);
        m_fixture->graphNode("sat-2");
        m_fixture->graphEdge(0, 1);
        m_fixture->graphEdge(2, 0);
        m_fixture->graphEdge(0, 3, false);
        m_fixture->graphEdge(1, 3);
        m_fixture->publish();
    }

    void cleanup()
    {
        m_tester.reset();
        m_model.reset();
        m_fixture.reset();
    }

    void listsTheLinksOfTheNodeActiveOnesFirst()
    {
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setNode(m_fixture->entity("sat-1"));
        QCOMPARE(column(Model::neighbourColumn), (QStringList{u"gs-9"_s, u"gs-10"_s, u"sat-2"_s}));
        QVERIFY(!m_model->index(2, 0).data(ActiveRole).toBool());
        QCOMPARE(m_model->entityAt(0), m_fixture->entity("sat-1", "gs-9"));
        m_model->setNode(noEntity);
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setNode(m_fixture->entity("sat-1", "gs-10")); // a link is no node
        QCOMPARE(m_model->rowCount(), 0);
        m_model->setNode(EntityId{123'456});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void showsTheWorseOfBothDirections()
    {
        m_model->setNode(m_fixture->entity("sat-1"));
        m_model->setActive(true);
        const EntityId away = m_fixture->entity("sat-1", "gs-9");
        const EntityId towards = m_fixture->entity("gs-9", "sat-1");
        const SeriesId snr = m_fixture->series(away, "snr_db");
        m_fixture->post(snr, 9);
        m_fixture->post(m_fixture->series(towards, "snr_db"), 4.1, Severity::warning);
        m_fixture->post(m_fixture->series(towards, "latency_ms"), 12);
        m_fixture->post(m_fixture->series(away, "utilization"), 0.25);
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->refresh();
        QCOMPARE(changed.size(), 1);
        QCOMPARE(column(Model::snrColumn), (QStringList{u"4.10 dB"_s, u"—"_s, u"—"_s}));
        QCOMPARE(column(Model::latencyColumn).first(), u"12.00 ms"_s);
        QCOMPARE(column(Model::utilizationColumn).first(), u"25 %"_s);
        QCOMPARE(m_model->index(0, 0).data(SeverityRole).toUInt(), quint32(Severity::warning));
        m_model->refresh();
        QCOMPARE(changed.size(), 1);
        // Silence: figures of the past are no figures.
        m_fixture->time.advance(std::chrono::minutes{2});
        m_fixture->post(snr, 8);
        m_model->refresh();
        QCOMPARE(column(Model::snrColumn).first(), u"8.00 dB"_s);
        QCOMPARE(column(Model::latencyColumn).first(), u"—"_s);
        QCOMPARE(m_model->index(0, 0).data(SeverityRole).toUInt(), quint32(Severity::none));
    }

    void linksComeAndGo()
    {
        m_model->setNode(m_fixture->entity("gs-9"));
        m_model->setActive(true);
        QCOMPARE(m_model->rowCount(), 1);
        m_fixture->graphEdge(2, 3);
        m_fixture->publish();
        m_model->refresh();
        QCOMPARE(column(Model::neighbourColumn), (QStringList{u"sat-1"_s, u"sat-2"_s}));
        m_fixture->graph = std::make_shared<TopologySnapshot>();
        m_fixture->graph->version = 99;
        m_fixture->publish();
        m_model->refresh();
        QCOMPARE(m_model->rowCount(), 0);
    }

private:
    QStringList column(int at) const
    {
        QStringList out;
        for (int row = 0; row < m_model->rowCount(); ++row)
            out += m_model->index(row, at).data().toString();
        return out;
    }

    std::unique_ptr<FeedFixture> m_fixture;
    std::unique_ptr<Model> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

DESK_TEST(TstNodeLinksModel)
#include "tst_nodelinksmodel.moc"
