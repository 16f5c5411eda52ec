// SPDX-License-Identifier: GPL-3.0-or-later
// TopologyView as map and globe.
#include "models/processing/topologyrecord.h"
#include "models/topology/fleetorbits.h"
#include "models/topology/topology.h"
#include "tests/support/testprogram.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/mapoptionsbutton.h"
#include "widgets/topology/topologypanel.h"

#include <QJsonObject>
#include <QMenu>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto orbitOfIss =
    R"({"line1":"1 25544U 98067A   08264.51782528 -.00002182  00000-0 -11606-4 0  2927",)"
    R"("line2":"2 25544  51.6416 247.4627 0006703 130.5360 325.0288 15.72125391563537"})";

constexpr auto sinceTheGraph = 13h; // is known

// Stations at known places, a satellite with an orbit, and one that only says where it is; an hour after the
// orbit's epoch.
class World
{
public:
    World()
        : time(fromNanoseconds(1'221'913'540'000'000'000 + 3'600'000'000'000) - sinceTheGraph)
        , feed({queue, dictionary, [this] { return topology.latest(); }}, time, {})
    {
        FleetDefinition fleet;
        const auto add = [&](const char *id, NodeType type, double latitude, double longitude) {
            FleetNode node;
            node.id = id;
            node.type = type;
            node.position = FleetDefinition::Position{latitude, longitude, 0};
            fleet.nodes.push_back(node);
        };
        add("gs-here", NodeType::groundStation, 25, 15); // the middle of a fitted globe
        add("gs-there", NodeType::groundStation, -25, -165);
        add("gs-east", NodeType::groundStation, 10, 40);
        FleetNode iss;
        iss.id = "iss";
        iss.type = NodeType::satellite;
        iss.orbit = std::make_shared<const std::string>(orbitOfIss);
        fleet.nodes.push_back(iss);
        FleetNode shy; // nobody knows where
        shy.id = "shy";
        shy.type = NodeType::satellite;
        fleet.nodes.push_back(shy);
        FleetEdge link;
        link.target = 1;
        fleet.edges.push_back(link);
        for (const FleetNode &node : fleet.nodes) {
            const NodeId id = *dictionary.node(node.id, node.type);
            static_cast<void>(*dictionary.entity(id));
        }
        topology.replace(fleet);
        for (const FleetNode &node : fleet.nodes) {
            const NodeId id = *dictionary.findNode(node.id);
            topology.learnNode(id, *dictionary.findEntity(id), node.id, node.type);
        }
        pass();
        time.advance(sinceTheGraph);
        pass();
    }

    void pass()
    {
        time.advance(1s);
        topology.propagate(time.now());
        dictionary.publish();
        topology.publish(time.now());
        feed.drain();
    }
    // Where the orbit puts the satellite.
    GeodeticPosition issAt(Timestamp moment) const
    {
        return *FleetOrbits::read(*topology.latest())->positionsAt(moment)[3];
    }
    EntityId entity(const char *node) const { return *dictionary.findEntity(*dictionary.findNode(node)); }

    SeriesDictionary dictionary;
    Topology topology;
    DisplayQueue queue;
    SimulatedTimeService time;
    ParameterFeed feed;
    TopologyRecord record{feed};
    FleetSelection selection;
    Theme theme;
};

class ShownMap
{
public:
    ShownMap(World &world, LayoutKind kind)
        : panel(world.feed, world.selection, world.theme)
        , view(panel.view())
    {
        view.setRecord(&world.record);
        panel.restoreState({{u"layout"_s, QString::fromLatin1(layoutWord(kind))}});
        panel.resize(640, 480);
        panel.show();
        view.refresh();
        rest();
    }
    void rest()
    {
        QVERIFY(QTest::qWaitFor([this] { return view.isAtRest(); }));
        panel.repaint();
    }
    void drag(QPoint from, QPoint by)
    {
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, from);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(&view, from + by * i / 4);
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, from + by);
        panel.repaint();
    }
    MapOptionsButton &options() const { return *panel.findChild<MapOptionsButton *>(u"mapOptions"_s); }

    TopologyPanel panel;
    TopologyView &view;
};

// Pixels that differ.
int differences(const QImage &a, const QImage &b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y) ? 1 : 0;
    }
    return count;
}

} // namespace

class TstTopologyMap : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void globeHidesItsFarSide();
    void draggingTurnsTheGlobe();
    void keysTurnTheGlobe();
    void wheelZoomsTheGlobe();
    void selectingBehindTurnsItToTheFront();
    void nodeWithoutAPositionIsNotOnTheGlobe();
    void momentMovesSatellitesAndNothingElse();
    void nowFollowsTheFeed();
    void positionOfLaterIsNotShownEarlier();
    void momentMovesDayAndNight();
    void panningPaintsNoGroundAnew();
    void optionsChangeThePicture_data();
    void optionsChangeThePicture();
    void optionsAreOfferedForMapsOnly();
    void orientationAndOptionsAreKept();
    void tooltipSaysHowThePlaceIsKnown();
};

void TstTopologyMap::globeHidesItsFarSide()
{
    World world;
    ShownMap shown(world, LayoutKind::globe);
    QVERIFY(shown.view.positionOf("gs-here"));
    QVERIFY(!shown.view.positionOf("gs-there"));
    const QPointF middle = QRectF(shown.view.rect()).center();
    QVERIFY(QLineF(*shown.view.positionOf("gs-here"), middle).length() < 1);
    QVERIFY(shown.view.positionOf("gs-east")->x() > middle.x());
    ShownMap map(world, LayoutKind::geographic);
    QVERIFY(map.view.positionOf("gs-there"));
}

void TstTopologyMap::draggingTurnsTheGlobe()
{
    World world;
    ShownMap shown(world, LayoutKind::globe);
    const QPointF before = *shown.view.positionOf("gs-here");
    shown.drag({200, 240}, {60, 0});
    const auto after = shown.view.positionOf("gs-here");
    QVERIFY(after && std::abs(after->x() - before.x() - 60) < 6);
    for (int i = 0; i < 5; ++i)
        shown.drag({120, 240}, {240, 0});
    shown.view.fit();
    QVERIFY(QLineF(*shown.view.positionOf("gs-here"), before).length() < 0.01);
}

void TstTopologyMap::keysTurnTheGlobe()
{
    World world;
    ShownMap shown(world, LayoutKind::globe);
    const QPointF before = *shown.view.positionOf("gs-here");
    QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(shown.view.positionOf("gs-here")->x() < before.x() - 20); // one looks further east
    QTest::keyClick(&shown.view, Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(QLineF(*shown.view.positionOf("gs-here"), before).length() < 0.01);
    QCOMPARE(world.selection.selected(), noEntity);
}

void TstTopologyMap::wheelZoomsTheGlobe()
{
    World world;
    ShownMap shown(world, LayoutKind::globe);
    const QPointF middle = QRectF(shown.view.rect()).center();
    const double before = QLineF(*shown.view.positionOf("gs-east"), middle).length();
    QTest::keyClick(&shown.view, Qt::Key_Plus);
    QVERIFY(std::abs(QLineF(*shown.view.positionOf("gs-east"), middle).length() / before - 1.25) < 0.001);
}

void TstTopologyMap::selectingBehindTurnsItToTheFront()
{
    World world;
    ShownMap shown(world, LayoutKind::globe);
    world.selection.select(world.entity("gs-there"));
    QVERIFY(shown.view.positionOf("gs-there"));
    QVERIFY(!shown.view.positionOf("gs-here"));
}

void TstTopologyMap::nodeWithoutAPositionIsNotOnTheGlobe()
{
    World world;
    ShownMap globe(world, LayoutKind::globe);
    QVERIFY(!globe.view.positionOf("shy"));
    ShownMap map(world, LayoutKind::geographic);
    QVERIFY(map.view.positionOf("shy")); // in the row below
}

void TstTopologyMap::momentMovesSatellitesAndNothingElse()
{
    World world;
    ShownMap shown(world, LayoutKind::geographic);
    shown.view.pan({}); // from now on it fits nothing by itself
    const QPointF here = *shown.view.positionOf("gs-here");
    const QPointF east = *shown.view.positionOf("gs-east");
    const double scale = (east.x() - here.x()) / 25; // pixels a degree
    const Timestamp moment = world.time.now() - 20min;
    shown.view.setMoment(moment);
    shown.rest();
    const GeodeticPosition iss = world.issAt(moment);
    const QPointF expected(here.x() + scale * (iss.longitude - 15), here.y() - scale * (iss.latitude - 25));
    QVERIFY(QLineF(*shown.view.positionOf("iss"), expected).length() < 0.01);
    QCOMPARE(*shown.view.positionOf("gs-here"), here);
    shown.view.setMoment(std::nullopt);
    shown.rest();
    const GeodeticPosition now = world.issAt(world.time.now());
    QVERIFY(std::abs(shown.view.positionOf("iss")->x() - here.x() - scale * (now.longitude - 15)) < 0.1);
}

void TstTopologyMap::nowFollowsTheFeed()
{
    World world;
    ShownMap shown(world, LayoutKind::geographic);
    const QPointF before = *shown.view.positionOf("iss");
    for (int i = 0; i < 30; ++i)
        world.pass();
    shown.view.refresh();
    QVERIFY(QLineF(*shown.view.positionOf("iss"), before).length() > 1);
    const Timestamp moment = world.time.now() - 20min;
    shown.view.setMoment(moment);
    shown.rest();
    const QPointF fixed = *shown.view.positionOf("iss");
    world.pass();
    shown.view.refresh();
    shown.rest();
    QCOMPARE(*shown.view.positionOf("iss"), fixed); // the past stands still
}

void TstTopologyMap::positionOfLaterIsNotShownEarlier()
{
    World world;
    world.topology.set(world.entity("shy"), FleetAttribute::latitude, 5);
    world.topology.set(world.entity("shy"), FleetAttribute::longitude, 5);
    world.pass();
    ShownMap shown(world, LayoutKind::globe);
    QVERIFY(shown.view.positionOf("shy"));
    shown.view.setMoment(world.time.now() - 1h);
    shown.rest();
    QVERIFY(!shown.view.positionOf("shy"));
    QVERIFY(shown.view.positionOf("gs-here")); // stands
}

void TstTopologyMap::momentMovesDayAndNight()
{
    World world;
    ShownMap shown(world, LayoutKind::geographic);
    const QImage day = shown.view.grab().toImage();
    shown.view.setMoment(world.time.now() - 12h);
    shown.rest();
    const QImage night = shown.view.grab().toImage();
    // Far from everything else, the Sahara changed sides.
    const QPoint sahara = shown.view.positionOf("gs-here")->toPoint() - QPoint(14, 6);
    QVERIFY(day.pixel(sahara) != night.pixel(sahara));
}

void TstTopologyMap::panningPaintsNoGroundAnew()
{
    Theme theme;
    MapGround ground(theme);
    QPixmap screen(800, 600);
    ViewCamera camera;
    camera.view = {0, 0, 800, 600};
    camera.scale = 6; // wider than the view
    const auto paint = [&](double sunLongitude = 0) {
        QPainter painter(&screen);
        ground.paint(painter, camera, 1, {}, {10, sunLongitude, 0});
    };
    paint();
    camera.pan({40, -30});
    paint();
    QCOMPARE(ground.paintings(), 1);
    const QImage moved = screen.toImage();
    camera.pan({400, 0}); // beyond what was painted
    paint();
    QCOMPARE(ground.paintings(), 2);
    camera.pan({-400, 0});
    paint();
    // The same, but for lines that may fall between two pixels.
    QVERIFY(differences(screen.toImage(), moved) < 800 * 600 / 50);
    const int before = ground.paintings();
    paint(1);
    QCOMPARE(ground.paintings(), before + 1); // the Sun moved
    camera.projection = Projection::globe;
    paint(1);
    camera.pan({1, 0});
    paint(1);
    QCOMPARE(ground.paintings(), before + 3);
}

void TstTopologyMap::optionsChangeThePicture_data()
{
    QTest::addColumn<LayoutKind>("kind");
    QTest::addColumn<int>("option");
    for (const LayoutKind kind : {LayoutKind::geographic, LayoutKind::globe}) {
        for (int i = 0; i < 5; ++i)
            QTest::addRow("%s, option %d", layoutWord(kind).data(), i) << kind << i;
    }
}

void TstTopologyMap::optionsChangeThePicture()
{
    QFETCH(LayoutKind, kind);
    QFETCH(int, option);
    World world;
    ShownMap shown(world, kind);
    world.selection.select(world.entity("iss"));
    shown.rest();
    const QImage before = shown.view.grab().toImage();
    QList<QAction *> actions = shown.options().menu()->actions();
    actions.removeIf([](const QAction *action) { return action->isSeparator(); });
    QCOMPARE(actions.size(), 5);
    actions[option]->trigger();
    const QImage after = shown.view.grab().toImage();
    QVERIFY(differences(before, after) > 100);
    actions[option]->trigger();
    QCOMPARE(shown.view.grab().toImage(), before);
}

void TstTopologyMap::optionsAreOfferedForMapsOnly()
{
    World world;
    ShownMap shown(world, LayoutKind::circle);
    QVERIFY(!shown.options().isVisible());
    shown.panel.restoreState({{u"layout"_s, u"globe"_s}});
    QVERIFY(shown.options().isVisible());
}

void TstTopologyMap::orientationAndOptionsAreKept()
{
    World world;
    QJsonObject state;
    QPointF east;
    {
        ShownMap shown(world, LayoutKind::globe);
        shown.drag({200, 240}, {50, 30});
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        shown.options().menu()->actions().first()->trigger();
        state = shown.panel.saveState();
        east = *shown.view.positionOf("gs-east");
    }
    ShownMap again(world, LayoutKind::stress);
    again.panel.restoreState(state);
    again.rest();
    QCOMPARE(again.view.layoutKind(), LayoutKind::globe);
    QVERIFY(!again.options().options().land && again.options().options().night);
    QVERIFY(QLineF(*again.view.positionOf("gs-east"), east).length() < 0.01);
    QCOMPARE(again.panel.saveState(), state);
}

void TstTopologyMap::tooltipSaysHowThePlaceIsKnown()
{
    World world;
    ShownMap shown(world, LayoutKind::geographic);
    const auto tip = [&](const char *node) {
        return shown.view.tipAt(shown.view.positionOf(node)->toPoint());
    };
    QVERIFY(tip("iss").contains(u"by SGP4"_s));
    QVERIFY(tip("gs-here").contains(u"as defined"_s));
    std::uint32_t hint = 0;
    const auto latitude = *world.dictionary.series(world.entity("gs-east"), "lat", hint);
    auto batch = std::make_shared<SampleBatch>();
    batch->reception = world.time.now();
    batch->addSample(latitude, 10, Quality::good);
    batch->monitoring.push_back({Severity::nominal, LimitSide::inside});
    batch->endPoint(world.entity("gs-east"), nanoseconds(world.time.now()));
    world.dictionary.publish();
    world.queue.push(std::move(batch));
    world.feed.drain();
    QVERIFY(tip("gs-east").contains(u"as reported"_s));
}

DESK_GUI_TEST(TstTopologyMap)
#include "tst_topologymap.moc"
