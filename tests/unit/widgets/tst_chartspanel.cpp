// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/widgets/chartfixture.h"

#include "tests/support/testprogram.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"
#include "widgets/theme/panel.h"

#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;

class TstChartsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void beginsWithTwoByTwo();
    void requestedSeriesGoToTheActiveChart();
    void seriesOnScreenIsNotAddedTwice();
    void seriesThatDoesNotFitGoesToAnEmptyChart();
    void lastChartIsEmptiedNotRemoved();
    void neverMoreThanTwelveCharts();
    void stateComesBackByName();
    void unknownSeriesAreWaitedForAndKept();
    void malformedStateIsLeftOut();
    void heldMomentIsSaid();
    void emptyChartOffersTheSelection();
    void controlsMoveIntoThePanelHeader();

private:
    std::unique_ptr<ChartFixture> m_world;
    std::unique_ptr<ChartsPanel> m_panel;
};

void TstChartsPanel::init()
{
    m_world = std::make_unique<ChartFixture>();
    m_panel =
        std::make_unique<ChartsPanel>(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
    m_panel->resize(900, 500);
    m_panel->show();
}

void TstChartsPanel::cleanup()
{
    m_panel.reset();
    m_world.reset();
}

void TstChartsPanel::beginsWithTwoByTwo()
{
    QCOMPARE(m_panel->charts().size(), std::size_t(4));
    QCOMPARE(m_panel->columns(), 2);
    QVERIFY(m_panel->isEmpty());
    QCOMPARE(m_panel->charts().at(0)->y(), m_panel->charts().at(1)->y());
    m_panel->setColumns(1);
    QTRY_VERIFY(m_panel->charts().at(1)->y() > m_panel->charts().at(0)->y());
    QCOMPARE(m_panel->charts().at(0)->x(), m_panel->charts().at(1)->x());
}

void TstChartsPanel::requestedSeriesGoToTheActiveChart()
{
    const SeriesId a = m_world->series("sat-1", "snr_db");
    const SeriesId b = m_world->series("sat-2", "snr_db");
    m_world->selection.requestChart(a);
    QVERIFY(m_panel->charts().at(0)->content().find(a));
    QTest::mouseClick(m_panel->charts().at(2), Qt::LeftButton);
    QCOMPARE(m_panel->activeChart(), m_panel->charts().at(2));
    m_world->selection.requestChart(b);
    QVERIFY(m_panel->charts().at(2)->content().find(b));
    QVERIFY(!m_panel->charts().at(0)->content().find(b));
    QVERIFY(m_panel->addSeries(a, 3));
    QVERIFY(m_panel->charts().at(3)->content().find(a));
}

void TstChartsPanel::seriesOnScreenIsNotAddedTwice()
{
    const SeriesId a = m_world->series("sat-1", "snr_db");
    m_world->selection.requestChart(a);
    QTest::mouseClick(m_panel->charts().at(1), Qt::LeftButton);
    m_world->selection.requestChart(a);
    QVERIFY(m_panel->charts().at(1)->content().isEmpty());
}

void TstChartsPanel::seriesThatDoesNotFitGoesToAnEmptyChart()
{
    for (const char *metric : {"a_db", "a_ms", "a_gbps", "a_km", "a_w"})
        QVERIFY(m_panel->addSeries(m_world->series("sat-1", metric)));
    QCOMPARE(m_panel->charts().at(0)->content().traces().size(), std::size_t(4));
    QCOMPARE(m_panel->charts().at(1)->content().traces().size(), std::size_t(1));
    QVERIFY(!m_panel->addSeries(noSeries));
}

void TstChartsPanel::lastChartIsEmptiedNotRemoved()
{
    m_panel->addSeries(m_world->series("sat-1", "snr_db"));
    while (m_panel->charts().size() > 1)
        m_panel->removeChart(m_panel->charts().back());
    QVERIFY(!m_panel->charts().front()->content().isEmpty());
    m_panel->removeChart(m_panel->charts().front());
    QCOMPARE(m_panel->charts().size(), std::size_t(1));
    QVERIFY(m_panel->isEmpty());
    QCOMPARE(m_panel->activeChart(), m_panel->charts().front());
}

void TstChartsPanel::neverMoreThanTwelveCharts()
{
    while (m_panel->addChart()) {
    }
    QCOMPARE(int(m_panel->charts().size()), ChartsPanel::maxCharts);
    m_panel->removeChart(m_panel->activeChart());
    QVERIFY(std::find(m_panel->charts().begin(), m_panel->charts().end(), m_panel->activeChart()) !=
            m_panel->charts().end());
}

void TstChartsPanel::stateComesBackByName()
{
    const SeriesId a = m_world->series("sat-1", "snr_db", "gs-1");
    const SeriesId b = m_world->series("sat-1", "battery_percent");
    m_panel->addSeries(a, 1);
    m_panel->addSeries(b, 1);
    m_panel->charts().at(1)->removeSeries(a);
    m_panel->addSeries(a, 3);
    m_panel->removeChart(m_panel->charts().at(0));
    m_panel->setColumns(1);
    const QJsonObject state = m_panel->saveState();
    QCOMPARE(state.value(u"charts"_s).toArray().size(), qsizetype(3));

    ChartsPanel other(m_world->feed, m_world->conductor, m_world->selection, m_world->theme);
    other.restoreState(state);
    QCOMPARE(other.charts().size(), std::size_t(3));
    QCOMPARE(other.columns(), 1);
    QVERIFY(other.charts().at(0)->content().find(b));
    QCOMPARE(other.charts().at(0)->content().find(b)->description().colour, 1);
    QVERIFY(other.charts().at(2)->content().find(a));
    QCOMPARE(other.saveState(), state);
}

void TstChartsPanel::unknownSeriesAreWaitedForAndKept()
{
    const QJsonObject wanted{{u"node"_s, u"sat-7"_s}, {u"dst"_s, u"gs-1"_s}, {u"metric"_s, u"snr_db"_s}};
    const QJsonObject state{
        {u"version"_s, 1},
        {u"charts"_s, QJsonArray{QJsonObject{{u"series"_s, QJsonArray{wanted}}}, QJsonObject()}}};
    m_panel->restoreState(state);
    QCOMPARE(m_panel->charts().size(), std::size_t(2));
    QVERIFY(m_panel->charts().at(0)->content().isEmpty());
    QVERIFY(!m_panel->isEmpty());
    const QJsonObject saved = m_panel->saveState(); // a window closed before anything came forgets nothing
    QCOMPARE(
        saved.value(u"charts"_s).toArray().at(0).toObject().value(u"series"_s).toArray().at(0).toObject(),
        wanted);
    m_panel->hide();
    m_world->series("sat-7", "snr_db"); // the node's own, not the link's
    QVERIFY(m_panel->charts().at(0)->content().isEmpty());
    const SeriesId id = m_world->series("sat-7", "snr_db", "gs-1");
    QVERIFY(m_panel->charts().at(0)->content().find(id));
}

void TstChartsPanel::malformedStateIsLeftOut()
{
    m_panel->addSeries(m_world->series("sat-1", "snr_db"));
    const QJsonObject before = m_panel->saveState();
    m_panel->restoreState({});
    m_panel->restoreState({{u"version"_s, 99}, {u"charts"_s, QJsonArray{QJsonObject()}}});
    m_panel->restoreState({{u"version"_s, 1}, {u"charts"_s, u"none"_s}});
    QCOMPARE(m_panel->saveState(), before);
    QJsonArray flood;
    for (int i = 0; i < 500; ++i)
        flood.append(QJsonObject{{u"series"_s, QJsonArray{1, u"x"_s, QJsonObject{{u"node"_s, 5}}}}});
    m_panel->restoreState({{u"version"_s, 1}, {u"columns"_s, -5}, {u"active"_s, 1e9}, {u"charts"_s, flood}});
    QCOMPARE(int(m_panel->charts().size()), ChartsPanel::maxCharts);
    QVERIFY(m_panel->isEmpty());
    QCOMPARE(m_panel->columns(), 1);
}

void TstChartsPanel::heldMomentIsSaid()
{
    auto *held = m_panel->findChild<QLabel *>(u"chartsHeld"_s);
    QVERIFY(!held->isVisible());
    m_world->conductor.setPaused(true);
    QVERIFY(held->isVisible());
    QCOMPARE(held->text(), u"HELD 14:03:07Z"_s);
    m_world->conductor.setPaused(false);
    QVERIFY(!held->isVisible());
    m_world->conductor.setMode(TimeMode::fixed); // stands, but nothing was held
    QVERIFY(!held->isVisible());
}

void TstChartsPanel::emptyChartOffersTheSelection()
{
    const SeriesId id = m_world->series("sat-1", "snr_db");
    m_world->series("sat-1", "confidence");
    m_world->selection.select(m_world->feed.catalogue().series(id).entity);
    auto *offer = m_panel->charts().at(2)->findChild<QPushButton *>(u"chartOffer"_s);
    QVERIFY(offer->isVisible());
    QCOMPARE(offer->text(), u"Chart sat-1"_s);
    offer->click();
    QCOMPARE(m_panel->charts().at(2)->content().traces().size(), std::size_t(1));
    QCOMPARE(m_panel->activeChart(), m_panel->charts().at(2));
}

void TstChartsPanel::controlsMoveIntoThePanelHeader()
{
    auto *content = m_panel.release();
    Panel panel(m_world->theme, u"charts"_s, content);
    content->moveControlsTo(panel);
    auto *add = panel.titleBarWidget()->findChild<QToolButton *>(u"chartsAdd"_s);
    QVERIFY(add);
    const std::size_t before = content->charts().size();
    add->click();
    QCOMPARE(content->charts().size(), before + 1);
}

DESK_GUI_TEST(TstChartsPanel)
#include "tst_chartspanel.moc"
