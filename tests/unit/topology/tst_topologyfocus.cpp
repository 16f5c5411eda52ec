// SPDX-License-Identifier: GPL-3.0-or-later
// Filter, frame, neighbourhood, clusters and small map of the topology.
#include "tests/unit/topology/shownfleet.h"

#include "tests/support/testprogram.h"
#include "widgets/topology/filterpopup.h"
#include "widgets/topology/networkmenu.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace desk;
using namespace Qt::StringLiterals;

namespace {

NodeConditions withExpression(const QString &expression)
{
    NodeConditions conditions;
    conditions.expression = expression;
    return conditions;
}

} // namespace

class TstTopologyFocus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filterCountsAndHides();
    void filterByExpressionFollowsTheValues();
    void refusedFilterChangesNothing();
    void popupSaysWhyAFilterIsRefused();
    void frameChoosesWhatIsWithin();
    void choiceSurvivesANewVersion();
    void neighbourhoodGrowsWithItsDepth();
    void crowdIsGatheredAndClickComesCloser();
    void troubleIsNeverGathered();
    void linkInTroubleIsNeverGathered();
    void menuOfAClusterAsksTheNetworkNothing();
    void pressThatOutlivesItsGraphSelectsNothing();
    void smallMapMovesTheView();
    void seamOfTheOrbitalGridIsCut();
    void springsAreForSmallFleets();
    void nodesAreColouredByTheirFigure();
    void focusIsKept();
};

void TstTopologyFocus::filterCountsAndHides()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    QCOMPARE(shown.view.passedCount(), std::size_t(8));
    NodeConditions conditions;
    conditions.types = 1U << unsigned(NodeType::groundStation);
    QVERIFY(shown.view.setFilter(conditions, true));
    QCOMPARE(shown.view.passedCount(), std::size_t(2));
    static_cast<void>(shown.view.image());
    QVERIFY(shown.view.tipAt(shown.at("sat-1")).isEmpty()); // not there
    QVERIFY(!shown.view.tipAt(shown.at("gs-north")).isEmpty());
    QVERIFY(shown.view.setFilter(conditions, false));
    static_cast<void>(shown.view.image());
    QVERIFY(!shown.view.tipAt(shown.at("sat-1")).isEmpty()); // dimmed only
    conditions = {};
    conditions.names = u"sat-?"_s;
    QVERIFY(shown.view.setFilter(conditions, true));
    QCOMPARE(shown.view.passedCount(), std::size_t(6));
}

void TstTopologyFocus::filterByExpressionFollowsTheValues()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    QVERIFY(shown.view.setFilter(withExpression(u"utilization > 0.4 && links >= 3"_s), false));
    QCOMPARE(shown.view.passedCount(), std::size_t(2)); // sat-0 and sat-3 have a station, too
    QVERIFY(shown.view.setFilter(withExpression(u"alarms > 0"_s), false));
    QCOMPARE(shown.view.passedCount(), std::size_t(0));
    const QSignalSpy changed(&shown.view, &TopologyView::filterChanged);
    fleet.pass(fleet.entity("sat-2"), Severity::warning);
    shown.view.refresh();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(shown.view.passedCount(), std::size_t(1));
    QVERIFY(shown.view.setFilter(withExpression(u"no_such_metric > 0"_s), false));
    QCOMPARE(shown.view.passedCount(), std::size_t(0)); // unknown is not 0
}

void TstTopologyFocus::refusedFilterChangesNothing()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    QVERIFY(shown.view.setFilter(withExpression(u"links > 2"_s), true));
    const auto before = shown.view.filter();
    const auto broken = shown.view.setFilter(withExpression(u"links > (2"_s), false);
    QVERIFY(!broken);
    QCOMPARE(broken.error().field, std::string("expression"));
    QVERIFY(!shown.view.setFilter(withExpression(u"mean(links, 10 s) > 2"_s), false));
    NodeConditions planes;
    planes.planes = u"3-x"_s;
    QVERIFY(!shown.view.setFilter(planes, false));
    QCOMPARE(shown.view.filter(), before);
    QVERIFY(shown.view.hidesOthers());
}

void TstTopologyFocus::popupSaysWhyAFilterIsRefused()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    auto *button = shown.panel.findChild<QToolButton *>(u"filter"_s);
    auto *popup = shown.panel.findChild<FilterPopup *>();
    QVERIFY(button && popup);
    button->click();
    QVERIFY(popup->isVisible());
    QVERIFY(!button->isChecked());
    auto *expression = popup->findChild<QLineEdit *>(u"filterExpression"_s);
    auto *refusal = popup->findChild<QLabel *>(u"filterRefusal"_s);
    QTest::keyClicks(expression, u"links > 2"_s);
    QVERIFY(refusal->isHidden());
    QVERIFY(button->isChecked());
    QCOMPARE(button->text(), u"2"_s);
    QTest::keyClicks(expression, u" +"_s);
    QVERIFY(!refusal->isHidden());
    QVERIFY(!refusal->text().isEmpty());
    popup->close();
}

void TstTopologyFocus::frameChoosesWhatIsWithin()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    const QPoint at = shown.at("sat-4");
    const auto drag = [&](QPoint from, QPoint to, Qt::KeyboardModifiers keys) {
        QTest::mousePress(&shown.view, Qt::LeftButton, keys, from);
        QTest::mouseMove(&shown.view, to);
        QTest::mouseRelease(&shown.view, Qt::LeftButton, keys, to);
    };
    drag(at - QPoint(8, 8), at + QPoint(8, 8), Qt::ShiftModifier);
    QCOMPARE(shown.view.chosen(), std::vector<std::string>{"sat-4"});
    const QPoint other = shown.at("gs-north");
    drag(other - QPoint(8, 8), other + QPoint(8, 8), Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(shown.view.chosen(), (std::vector<std::string>{"sat-4", "gs-north"}));
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(shown.view.chosen().empty());
    QCOMPARE(fleet.selection.selected(), noEntity);
}

void TstTopologyFocus::choiceSurvivesANewVersion()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    shown.view.choose({"sat-1", "sat-2", "nobody"});
    QCOMPARE(shown.view.chosen().size(), std::size_t(2));
    fleet.addNode("sat-9", NodeType::satellite);
    fleet.pass();
    shown.view.refresh();
    QCOMPARE(shown.view.chosen(), (std::vector<std::string>{"sat-1", "sat-2"}));
}

void TstTopologyFocus::neighbourhoodGrowsWithItsDepth()
{
    RingFleet fleet;
    FleetPicture picture(fleet.feed);
    picture.refresh();
    PictureFocus focus;
    const auto near = [&](int depth) {
        PictureFocus::Subject subject;
        subject.selected.node = 0; // sat-0: sat-1, sat-5, gs-north
        subject.depth = depth;
        focus.update(picture, subject);
        int count = 0;
        for (std::uint32_t i = 0; i < picture.nodes().size(); ++i)
            count += focus.of(i) == NodeFocus::near ? 1 : 0;
        return count;
    };
    QCOMPARE(near(1), 4);
    QCOMPARE(near(2), 6);
    QCOMPARE(near(3), 7);
    ShownFleet shown(fleet);
    shown.view.setFocus();
    QTest::keyClick(&shown.view, Qt::Key_3);
    QCOMPARE(shown.view.depth(), 3);
}

namespace {

// So many nodes without links beside each other.
void addCrowd(RingFleet &fleet, int count)
{
    for (int i = 0; i < count; ++i)
        fleet.addNode("crowd-" + std::to_string(i), NodeType::satellite);
    fleet.pass();
}

} // namespace

void TstTopologyFocus::crowdIsGatheredAndClickComesCloser()
{
    RingFleet fleet;
    addCrowd(fleet, 6'000);
    ShownFleet shown(fleet);
    const auto clusterTips = [&] {
        int found = 0;
        for (int y = 10; y < shown.view.height(); y += 20) {
            for (int x = 10; x < shown.view.width(); x += 20)
                found += shown.view.tipAt({x, y}).contains(u"Click to come closer"_s) ? 1 : 0;
        }
        return found;
    };
    static_cast<void>(shown.view.image());
    QVERIFY(clusterTips() > 20);
    QPoint cluster;
    for (int x = 10; cluster.isNull() && x < shown.view.width(); x += 10) {
        if (shown.view.tipAt({x, shown.view.height() / 2}).contains(u"Click to come closer"_s))
            cluster = {x, shown.view.height() / 2};
    }
    QVERIFY(!cluster.isNull());
    const QImage before = shown.view.image().copy();
    shown.click(cluster);
    QVERIFY(shown.view.image() != before);
    QCOMPARE(clusterTips(), 0); // near enough to tell them apart
    shown.view.fit();
    shown.view.setClusters(false);
    static_cast<void>(shown.view.image());
    QCOMPARE(clusterTips(), 0);
}

void TstTopologyFocus::troubleIsNeverGathered()
{
    RingFleet fleet;
    addCrowd(fleet, 6'000);
    fleet.pass(fleet.entity("crowd-777"), Severity::critical);
    ShownFleet shown(fleet);
    static_cast<void>(shown.view.image());
    const QString tip = shown.view.tipAt(shown.at("crowd-777"));
    QVERIFY2(tip.contains(u"crowd-777"_s), qPrintable(tip));
}

void TstTopologyFocus::linkInTroubleIsNeverGathered()
{
    RingFleet fleet;
    addCrowd(fleet, 6'000);
    fleet.addLink("crowd-10", "crowd-11");
    fleet.pass(fleet.entity("crowd-10", "crowd-11"), Severity::critical);
    ShownFleet shown(fleet);
    static_cast<void>(shown.view.image());
    QVERIFY(shown.view.tipAt(shown.at("crowd-10")).contains(u"crowd-10"_s));
    QVERIFY(shown.view.tipAt(shown.at("crowd-11")).contains(u"crowd-11"_s));
}

void TstTopologyFocus::menuOfAClusterAsksTheNetworkNothing()
{
    RingFleet fleet;
    FleetPicture picture(fleet.feed);
    picture.refresh();
    QMenu menu;
    QVERIFY(!addNetworkActions(menu, picture, {PictureItem::none, PictureItem::none, 0}, fleet.selection));
    QVERIFY(menu.isEmpty());
    QVERIFY(addNetworkActions(menu, picture, {0, PictureItem::none, PictureItem::none}, fleet.selection));
}

void TstTopologyFocus::pressThatOutlivesItsGraphSelectsNothing()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    const QPoint at = shown.at("gs-south");
    QTest::mousePress(&shown.view, Qt::LeftButton, Qt::NoModifier, at);
    fleet.topology.restore({}); // a recording leapt to where there was no graph
    fleet.topology.publish(fleet.time.now());
    fleet.feed.drain();
    shown.view.refresh();
    QVERIFY(shown.view.nodeCount() == 0);
    QTest::mouseRelease(&shown.view, Qt::LeftButton, Qt::NoModifier, at);
    QCOMPARE(fleet.selection.selected(), noEntity);
    QTest::keyClick(&shown.view, Qt::Key_Left);
    QCOMPARE(fleet.selection.selected(), noEntity);
}

void TstTopologyFocus::smallMapMovesTheView()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    const QPoint before = shown.at("sat-0");
    const QPoint corner(shown.view.width() - 30, shown.view.height() - 30);
    shown.click(corner); // all is seen: there is no map
    QCOMPARE(shown.at("sat-0"), before);
    shown.view.zoom(QPointF(10, 10), 6);
    const QPoint near = shown.at("sat-0");
    shown.click(corner);
    QVERIFY(shown.at("sat-0") != near);
    shown.view.setMiniMap(false);
    const QPoint still = shown.at("sat-0");
    shown.click(corner);
    QCOMPARE(shown.at("sat-0"), still);
}

// Six planes of one satellite each, the first and the last alone in the upper row: their link would cross the
// picture.
void TstTopologyFocus::seamOfTheOrbitalGridIsCut()
{
    RingFleet fleet;
    FleetPicture picture(fleet.feed);
    picture.refresh();
    std::vector<std::optional<LayoutPoint>> places(picture.nodes().size());
    std::vector<std::optional<OrbitalSlot>> slots(places.size());
    for (int i = 0; i < 6; ++i) {
        places[std::size_t(i)] = LayoutPoint{double(i), i == 0 || i == 5 ? 0.0 : 1.0};
        slots[std::size_t(i)] = OrbitalSlot{0, i, 0};
    }
    FleetPainter painter(fleet.theme);
    QImage image(600, 300, QImage::Format_RGB32);
    const MetricScale scale;
    FleetPainter::Scene scene{picture, places, scale, scale, {}, {}, {}, LayoutKind::orbital, slots};
    scene.camera.view = QRectF(0, 0, 600, 300);
    scene.camera.centre = {2.5, 0.5};
    scene.camera.scale = 90;
    painter.paint(image, scene);
    const QPoint middle = scene.camera.toView({2.5, 0}).toPoint();
    const QColor ground = fleet.theme.color(Token::plot);
    QCOMPARE(image.pixelColor(middle), ground);
    scene.layout = LayoutKind::stress;
    painter.paint(image, scene);
    QVERIFY(image.pixelColor(middle) != ground);
}

void TstTopologyFocus::springsAreForSmallFleets()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    auto *layout = shown.panel.findChild<QComboBox *>(u"layout"_s);
    const int springs = layout->findData(int(LayoutKind::kamadaKawai));
    const auto isOffered = [&] {
        return layout->model()->index(springs, 0).flags().testFlag(Qt::ItemIsEnabled);
    };
    QVERIFY(isOffered());
    layout->setCurrentIndex(springs);
    shown.rest();
    QCOMPARE(shown.view.layoutKind(), LayoutKind::kamadaKawai);
    addCrowd(fleet, 600);
    shown.view.refresh();
    shown.view.finishLayout();
    QTRY_VERIFY(!isOffered());
    QCOMPARE(shown.view.layoutKind(), LayoutKind::stress);
}

void TstTopologyFocus::nodesAreColouredByTheirFigure()
{
    RingFleet fleet;
    ShownFleet shown(fleet);
    const QImage byState = shown.view.image().copy();
    shown.view.setColouring(NodeColouring::utilisation);
    const QImage byLoad = shown.view.image().copy();
    QVERIFY(byLoad != byState);
    MetricScale scale;
    scale.setMetric(scaleOf(NodeColouring::utilisation));
    QCOMPARE(byLoad.pixelColor(shown.at("sat-1")).name(),
             MetricScale::color(fleet.theme, scale.step(0.5)).name());
    shown.view.setColouring(NodeColouring::alarms);
    fleet.pass(fleet.entity("sat-1"), Severity::caution);
    shown.view.refresh();
    QVERIFY(shown.view.image().pixelColor(shown.at("sat-1")) != byLoad.pixelColor(shown.at("sat-1")));
}

void TstTopologyFocus::focusIsKept()
{
    RingFleet fleet;
    QJsonObject state;
    {
        ShownFleet shown(fleet);
        NodeConditions conditions = withExpression(u"links > 2"_s);
        conditions.types = 1U;
        conditions.planes = u"1-3, 7"_s;
        QVERIFY(shown.view.setFilter(conditions, true));
        shown.view.setDepth(2);
        shown.view.setClusters(false);
        shown.panel.findChild<QComboBox *>(u"nodeColour"_s)->setCurrentIndex(3);
        shown.panel.findChild<QComboBox *>(u"linkColour"_s)->setCurrentIndex(4);
        state = shown.panel.saveState();
    }
    ShownFleet again(fleet);
    again.panel.restoreState(QJsonDocument::fromJson(QJsonDocument(state).toJson()).object());
    QCOMPARE(again.view.filter().expression, u"links > 2"_s);
    QCOMPARE(again.view.filter().types, 1U);
    QCOMPARE(again.view.filter().planes, u"1-3, 7"_s);
    QVERIFY(again.view.hidesOthers());
    QCOMPARE(again.view.depth(), 2);
    QVERIFY(!again.view.hasClusters());
    QCOMPARE(again.view.nodeColouring(), NodeColouring::queue);
    QCOMPARE(again.view.colouring(), LinkColouring::packetLoss);
}

DESK_GUI_TEST(TstTopologyFocus)
#include "tst_topologyfocus.moc"
