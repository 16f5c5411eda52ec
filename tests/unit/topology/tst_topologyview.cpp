// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/topology/shownfleet.h"

#include "tests/support/testprogram.h"
#include "widgets/topology/labelplacer.h"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Fleet = RingFleet;
using Shown = ShownFleet;

QPoint emptyPlace()
{
    return {3, 3};
}

} // namespace

class TstTopologyView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clickSelectsNode();
    void clickOnALinkSelectsIt();
    void clickBesideEverythingClears();
    void selectionElsewhereHighlights();
    void troubleChangesThePicture();
    void hiddenViewDoesNotPaint();
    void sameDataIsNotPaintedAgain();
    void manyTicksArePaintedOnce();
    void wheelZoomsAtThePointer();
    void dragPansAndDoubleClickFits();
    void draggedNodeIsPinned();
    void linkGoingInactiveMovesNothing();
    void newNodeJoinsWithoutMovingTheOthers();
    void arrowsAndTabGoFromNodeToNode();
    void findSelectsAndCounts();
    void mapPutsNodesWhereTheyAre();
    void stateIsKept();
    void nonsenseStateIsPassedOver();
    void emptyFleetSaysSo();
    void tooltipNamesWhatIsThere();
    void newerLayoutStopsTheOlder();
    void labelsDoNotOverlap();
    void theMenuAsksTheAnalysisOfTheNetwork();
    void scaleIsRoundAndStandsStill();
};

void TstTopologyView::theMenuAsksTheAnalysisOfTheNetwork()
{
    Fleet fleet;
    Shown shown(fleet);
    QStringList asked;
    QObject::connect(&fleet.selection, &FleetSelection::networkAsked, &shown.panel,
                     [&](NetworkQuestion question, const QString &node, const QString &otherEnd) {
                         asked += u"%1 %2 %3"_s.arg(int(question)).arg(node, otherEnd);
                     });
    const auto choose = [&](QPoint at, const QString &text) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, shown.view.mapToGlobal(at));
        QApplication::sendEvent(&shown.view, &event);
        auto *menu = shown.view.findChild<QMenu *>();
        QVERIFY(menu);
        const auto actions = menu->actions();
        const auto it = std::ranges::find(actions, text, &QAction::text);
        QVERIFY2(it != actions.end(), qPrintable(text));
        (*it)->trigger();
        delete menu;
    };
    choose(shown.at("sat-2"), u"Route from here"_s);
    choose(shown.at("gs-north"), u"Route to here"_s);
    choose(shown.at("sat-2"), u"Switch off in thought"_s);
    choose(shown.between("sat-1", "sat-2"), u"Switch off in thought"_s);
    QCOMPARE(asked, (QStringList{u"0 sat-2 "_s, u"1 gs-north "_s, u"2 sat-2 "_s, u"2 sat-1 sat-2"_s}));
}

void TstTopologyView::clickSelectsNode()
{
    Fleet fleet;
    Shown shown(fleet);
    shown.click(shown.at("sat-2"));
    QCOMPARE(fleet.selection.selected(), fleet.entity("sat-2"));
    shown.click(shown.at("gs-north") + QPoint(7, 0)); // beside it, within reach
    QCOMPARE(fleet.selection.selected(), fleet.entity("gs-north"));
}

void TstTopologyView::clickOnALinkSelectsIt()
{
    Fleet fleet;
    Shown shown(fleet);
    shown.click(shown.between("sat-1", "sat-2"));
    QCOMPARE(fleet.selection.selected(), fleet.entity("sat-1", "sat-2"));
}

void TstTopologyView::clickBesideEverythingClears()
{
    Fleet fleet;
    Shown shown(fleet);
    fleet.selection.select(fleet.entity("sat-2"));
    shown.click(emptyPlace());
    QCOMPARE(fleet.selection.selected(), noEntity);
}

void TstTopologyView::selectionElsewhereHighlights()
{
    Fleet fleet;
    Shown shown(fleet);
    const auto around = [&](const char *node) {
        return shown.view.grab(QRect(shown.at(node) - QPoint(14, 14), QSize(28, 28))).toImage();
    };
    const QImage before = around("sat-4");
    fleet.selection.select(fleet.entity("sat-4"));
    const QImage after = around("sat-4");
    QVERIFY(before != after);
    const QColor accent = fleet.theme.color(Token::accent);
    int accented = 0;
    for (int y = 0; y < after.height(); ++y) {
        for (int x = 0; x < after.width(); ++x)
            accented += after.pixelColor(x, y) == accent ? 1 : 0;
    }
    QVERIFY(accented > 20); // the halo
    fleet.selection.select(noEntity);
    QCOMPARE(around("sat-4"), before);
}

void TstTopologyView::troubleChangesThePicture()
{
    Fleet fleet;
    Shown shown(fleet);
    fleet.pass(fleet.entity("sat-5"), Severity::critical);
    shown.view.refresh();
    const QImage picture = shown.view.grab().toImage();
    QCOMPARE(picture.pixelColor(shown.at("sat-5")), fleet.theme.color(Severity::critical));
    QVERIFY(picture.pixelColor(shown.at("sat-4")) != fleet.theme.color(Severity::critical));
}

void TstTopologyView::hiddenViewDoesNotPaint()
{
    Fleet fleet;
    Shown shown(fleet);
    shown.panel.hide();
    const int painted = shown.view.paintings();
    const int looked = shown.view.refreshes();
    fleet.pass(fleet.entity("sat-5"), Severity::critical);
    QVERIFY(!QTest::qWaitFor(
        [&] { return shown.view.paintings() != painted || shown.view.refreshes() != looked; }, 1'500));
    shown.panel.show(); // and then catches up
    QTRY_VERIFY(shown.view.paintings() > painted);
    QCOMPARE(shown.view.grab().toImage().pixelColor(shown.at("sat-5")),
             fleet.theme.color(Severity::critical));
}

void TstTopologyView::sameDataIsNotPaintedAgain()
{
    Fleet fleet;
    Shown shown(fleet);
    const int before = shown.view.paintings();
    fleet.pass();
    shown.view.refresh();
    shown.panel.repaint();
    QCOMPARE(shown.view.paintings(), before);
}

void TstTopologyView::manyTicksArePaintedOnce()
{
    Fleet fleet;
    Shown shown(fleet);
    const int before = shown.view.paintings();
    for (int i = 0; i < 20; ++i)
        fleet.pass(fleet.entity("sat-5"), i % 2 == 0 ? Severity::caution : Severity::critical);
    QTRY_VERIFY(shown.view.paintings() > before);
    QCOMPARE(shown.view.paintings(), before + 1);
}

void TstTopologyView::wheelZoomsAtThePointer()
{
    Fleet fleet;
    Shown shown(fleet);
    const QPointF fixed = *shown.view.positionOf("sat-1");
    const double before = QLineF(fixed, *shown.view.positionOf("sat-4")).length();
    QWheelEvent wheel(fixed, shown.view.mapToGlobal(fixed), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&shown.view, &wheel);
    QVERIFY(QLineF(fixed, *shown.view.positionOf("sat-1")).length() < 0.01);
    QVERIFY(QLineF(fixed, *shown.view.positionOf("sat-4")).length() > 1.4 * before);
    QTest::keyClick(&shown.view, Qt::Key_0);
    QVERIFY(std::abs(QLineF(*shown.view.positionOf("sat-1"), *shown.view.positionOf("sat-4")).length() -
                     before) < 1);
}

void TstTopologyView::dragPansAndDoubleClickFits()
{
    Fleet fleet;
    Shown shown(fleet);
    const QPoint before = shown.at("sat-1");
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, emptyPlace());
    QTest::mouseMove(&shown.view, emptyPlace() + QPoint(40, 0));
    QTest::mouseMove(&shown.view, emptyPlace() + QPoint(100, 50));
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, emptyPlace() + QPoint(100, 50));
    QCOMPARE(shown.at("sat-1"), before + QPoint(100, 50));
    QCOMPARE(fleet.selection.selected(), noEntity);
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, emptyPlace());
    QCOMPARE(shown.at("sat-1"), before);
}

void TstTopologyView::draggedNodeIsPinned()
{
    Fleet fleet;
    Shown shown(fleet);
    const QPoint other = shown.at("sat-4");
    const QPoint from = shown.at("sat-1");
    const QPoint to = from + QPoint(60, 30);
    QTest::mousePress(&shown.view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&shown.view, from + QPoint(30, 10));
    QTest::mouseMove(&shown.view, to);
    QTest::mouseRelease(&shown.view, Qt::LeftButton, {}, to);
    shown.rest();
    QCOMPARE(shown.at("sat-1"), to);
    QCOMPARE(shown.at("sat-4"), other);
    QVERIFY(shown.view.saveState()["pins"_L1].toObject().contains("sat-1"_L1));
}

void TstTopologyView::linkGoingInactiveMovesNothing()
{
    Fleet fleet;
    Shown shown(fleet);
    const QPoint a = shown.at("sat-0");
    const QPoint b = shown.at("sat-3");
    fleet.topology.set(fleet.entity("sat-0", "sat-1"), FleetAttribute::active, 0);
    fleet.topology.publish(fleet.time.now());
    fleet.feed.drain();
    QSignalSpy laidOut(&shown.view, &TopologyView::placesChanged);
    shown.view.refresh();
    shown.view.finishLayout();
    QCOMPARE(laidOut.count(), 0);
    QCOMPARE(shown.at("sat-0"), a);
    QCOMPARE(shown.at("sat-3"), b);
}

void TstTopologyView::newNodeJoinsWithoutMovingTheOthers()
{
    Fleet fleet;
    Shown shown(fleet);
    // Ratios: the whole may be fitted anew so that the new one is seen.
    const auto shape = [&] {
        const QPointF a = *shown.view.positionOf("sat-0");
        const QPointF b = *shown.view.positionOf("sat-2");
        const QPointF c = *shown.view.positionOf("sat-4");
        return std::pair((b.x() - a.x()) / (c.x() - a.x()), (b.y() - a.y()) / (c.y() - a.y()));
    };
    const auto before = shape();
    fleet.addNode("gs-new", NodeType::groundStation);
    fleet.addLink("sat-4", "gs-new");
    fleet.pass();
    shown.view.refresh();
    shown.view.finishLayout();
    QTRY_VERIFY(shown.view.positionOf("gs-new").has_value());
    shown.rest();
    QVERIFY(std::abs(shape().first - before.first) < 0.01 * std::abs(before.first));
    QVERIFY(std::abs(shape().second - before.second) < 0.01 * std::abs(before.second));
    QVERIFY(shown.view.rect().contains(shown.at("gs-new")));
}

void TstTopologyView::arrowsAndTabGoFromNodeToNode()
{
    Fleet fleet;
    Shown shown(fleet);
    fleet.selection.select(fleet.entity("sat-0"));
    const QPoint here = shown.at("sat-0");
    const QPoint there = shown.at("sat-1");
    const bool level = std::abs(there.x() - here.x()) > std::abs(there.y() - here.y());
    const Qt::Key key = level ? (there.x() > here.x() ? Qt::Key_Right : Qt::Key_Left)
                              : (there.y() > here.y() ? Qt::Key_Down : Qt::Key_Up);
    QTest::keyClick(&shown.view, key);
    QCOMPARE(fleet.selection.selected(), fleet.entity("sat-1"));
    QTest::keyClick(&shown.view, Qt::Key_Tab);
    QCOMPARE(fleet.selection.selected(), fleet.entity("sat-2"));
    QTest::keyClick(&shown.view, Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(fleet.selection.selected(), fleet.entity("sat-1"));
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QCOMPARE(fleet.selection.selected(), noEntity);
    QTest::keyClick(&shown.view, Qt::Key_Down); // starts with the one nearest to the middle
    QVERIFY(fleet.selection.selected() != noEntity);
}

void TstTopologyView::findSelectsAndCounts()
{
    Fleet fleet;
    Shown shown(fleet);
    auto *field = shown.panel.findChild<QLineEdit *>();
    QTest::keyClicks(field, u"GS"_s);
    QCOMPARE(fleet.selection.selected(), fleet.entity("gs-north"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(fleet.selection.selected(), fleet.entity("gs-south"));
    QTest::keyClick(field, Qt::Key_Return); // round again
    QCOMPARE(fleet.selection.selected(), fleet.entity("gs-north"));
    QCOMPARE(shown.view.find(u"nowhere"_s, 0), 0);
    QCOMPARE(fleet.selection.selected(), fleet.entity("gs-north"));
}

void TstTopologyView::mapPutsNodesWhereTheyAre()
{
    Fleet fleet;
    const auto place = [&](const char *node, double latitude, double longitude) {
        fleet.topology.set(fleet.entity(node), FleetAttribute::latitude, latitude);
        fleet.topology.set(fleet.entity(node), FleetAttribute::longitude, longitude);
    };
    place("sat-0", 40, -100);
    place("sat-1", 40, 100);
    place("sat-2", -40, 100);
    fleet.pass();
    Shown shown(fleet);
    shown.view.setLayoutKind(LayoutKind::geographic);
    shown.rest();
    const QPointF west = *shown.view.positionOf("sat-0");
    const QPointF east = *shown.view.positionOf("sat-1");
    const QPointF south = *shown.view.positionOf("sat-2");
    QVERIFY(east.x() > west.x());
    QVERIFY(std::abs(east.y() - west.y()) < 0.01);
    QVERIFY(std::abs(south.x() - east.x()) < 0.01);
    // One degree is as long both ways: the map is true to scale.
    QVERIFY(std::abs((east.x() - west.x()) / 200 - (south.y() - east.y()) / 80) < 0.01);
    QVERIFY(shown.view.positionOf("sat-5")->y() > south.y()); // nobody knows where: below the map
}

void TstTopologyView::stateIsKept()
{
    Fleet fleet;
    QJsonObject state;
    {
        Shown shown(fleet);
        shown.panel.restoreState({{u"layout"_s, u"circle"_s}, {u"colour"_s, u"latency"_s}});
        shown.rest();
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        state = shown.panel.saveState();
    }
    TopologyPanel panel(fleet.feed, fleet.selection, fleet.theme);
    panel.restoreState(state);
    QCOMPARE(panel.view().layoutKind(), LayoutKind::circle);
    QCOMPARE(panel.view().colouring(), LinkColouring::latency);
    QCOMPARE(panel.findChildren<QComboBox *>().at(0)->currentData().toInt(), int(LayoutKind::circle));
    QCOMPARE(panel.findChildren<QComboBox *>().at(1)->currentIndex(), 2);
    QCOMPARE(panel.saveState(), state);
}

void TstTopologyView::nonsenseStateIsPassedOver()
{
    Fleet fleet;
    TopologyPanel panel(fleet.feed, fleet.selection, fleet.theme);
    const QJsonObject before = panel.saveState();
    panel.restoreState({{u"layout"_s, u"spiral"_s},
                        {u"colour"_s, 7},
                        {u"pins"_s, QJsonObject{{u"sat-1"_s, u"left"_s}}},
                        {u"camera"_s, QJsonObject{{u"scale"_s, -1}}}});
    QCOMPARE(panel.saveState(), before);
    panel.restoreState({});
    QCOMPARE(panel.saveState(), before);
}

void TstTopologyView::emptyFleetSaysSo()
{
    SeriesDictionary dictionary;
    DisplayQueue queue;
    SimulatedTimeService time{fromNanoseconds(0)};
    ParameterFeed feed({queue, dictionary, [] { return TopologySnapshotPtr(); }}, time, {});
    FleetSelection selection;
    Theme theme;
    TopologyPanel panel(feed, selection, theme);
    panel.resize(400, 300);
    panel.show();
    const QImage picture = panel.view().grab().toImage();
    int written = 0;
    for (int x = 0; x < picture.width(); ++x) {
        for (int y = picture.height() / 3; y < 2 * picture.height() / 3; ++y)
            written += picture.pixelColor(x, y) != theme.color(Token::plot) ? 1 : 0;
    }
    QVERIFY(written > 200);
    QTest::mouseClick(&panel.view(), Qt::LeftButton);
    QTest::keyClick(&panel.view(), Qt::Key_Down);
    QTest::keyClick(&panel.view(), Qt::Key_Tab);
    panel.view().setLayoutKind(LayoutKind::geographic);
    panel.view().setColouring(LinkColouring::snr);
    QCOMPARE(selection.selected(), noEntity);
}

void TstTopologyView::tooltipNamesWhatIsThere()
{
    Fleet fleet;
    Shown shown(fleet);
    const QString node = shown.view.tipAt(shown.at("gs-north"));
    QVERIFY(node.contains(u"gs-north"_s));
    QVERIFY(node.contains(u"0.5000"_s)); // utilization
    QVERIFY(node.contains(u"ms"_s));
    const QString link = shown.view.tipAt(shown.between("sat-1", "sat-2"));
    QVERIFY(link.contains(u"sat-1 → sat-2"_s));
    QVERIFY(link.contains(u"dB"_s));
    QVERIFY(shown.view.tipAt(emptyPlace()).isEmpty());
}

void TstTopologyView::newerLayoutStopsTheOlder()
{
    LayoutRunner runner;
    QSignalSpy finished(&runner, &LayoutRunner::finished);
    std::size_t nodes = 0;
    connect(&runner, &LayoutRunner::finished, this,
            [&](const std::vector<LayoutPoint> &places) { nodes = places.size(); });
    LayoutGraph large; // seconds of work
    large.nodeCount = 200'000;
    for (std::uint32_t i = 1; i < large.nodeCount; ++i)
        large.edges.emplace_back(i / 2, i);
    LayoutGraph small;
    small.nodeCount = 3;
    runner.request(large, LayoutKind::stress, {});
    runner.request(large, LayoutKind::stress, {});
    runner.request(small, LayoutKind::stress, {});
    QVERIFY(finished.wait(60'000));
    QCOMPARE(nodes, 3U);
    QTRY_VERIFY(!runner.isRunning());
    QCOMPARE(finished.count(), 1);
    runner.request(large, LayoutKind::stress, {});
    runner.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!runner.isRunning(), 60'000);
    QCOMPARE(finished.count(), 1);
}

void TstTopologyView::labelsDoNotOverlap()
{
    LabelPlacer placer(QRectF(0, 0, 300, 200));
    std::vector<QRectF> boxes;
    for (int i = 0; i < 60; ++i) {
        const QPointF mark(20 + i * 41 % 260, 20 + i * 67 % 160);
        const QRectF box = placer.place(mark, 5, {60, 14});
        if (box.isEmpty())
            continue;
        QVERIFY(QRectF(0, 0, 300, 200).contains(box));
        for (const QRectF &other : boxes)
            QVERIFY(!other.intersects(box));
        boxes.push_back(box);
    }
    QVERIFY(boxes.size() > 10);
    QVERIFY(boxes.size() < 60);
    LabelPlacer reserved(QRectF(0, 0, 100, 100));
    reserved.reserve({0, 0, 100, 100});
    QVERIFY(reserved.place({50, 50}, 5, {20, 10}).isEmpty());
    QVERIFY(!reserved.place({50, 50}, 5, {20, 10}, true).isEmpty());
}

void TstTopologyView::scaleIsRoundAndStandsStill()
{
    const auto fit = [](MetricScale &to, std::vector<double> values) { return to.fit(values); };
    MetricScale scale;
    scale.setMetric(scaleOf(LinkColouring::snr));
    QVERIFY(!scale.isKnown());
    QVERIFY(!fit(scale, {std::nan("")}));
    QVERIFY(fit(scale, {5.3, 11, 18.7}));
    QCOMPARE(scale.low(), 5.0);
    QCOMPARE(scale.high(), 20.0);
    QVERIFY(!fit(scale, {6, 12, 17})); // still suits
    QVERIFY(fit(scale, {6, 12, 27}));
    QCOMPARE(scale.step(-100), MetricScale::steps - 1); // little SNR is bad
    QCOMPARE(scale.step(100), 0);
    scale.setMetric(scaleOf(LinkColouring::latency));
    QVERIFY(fit(scale, {7, 7, 7}));
    QVERIFY(scale.high() > scale.low());
    QCOMPARE(scale.step(100), MetricScale::steps - 1);
}

DESK_GUI_TEST(TstTopologyView)
#include "tst_topologyview.moc"
