// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/footprint.h"
#include "tests/support/testprogram.h"
#include "widgets/topology/maptracer.h"
#include "widgets/topology/projectedplaces.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace desk;

namespace {

// 200 pixels of radius in the middle of 600 x 500.
ViewCamera globe(double latitude, double longitude)
{
    ViewCamera camera;
    camera.projection = Projection::globe;
    camera.centre = {longitude, -latitude};
    camera.scale = 200 * GlobeProjection::degree;
    camera.view = {0, 0, 600, 500};
    return camera;
}

ViewCamera plane()
{
    ViewCamera camera;
    camera.scale = 2;
    camera.view = {0, 0, 720, 360};
    return camera;
}

bool isNear(QPointF a, QPointF b, double tolerance = 0.01)
{
    return std::abs(a.x() - b.x()) < tolerance && std::abs(a.y() - b.y()) < tolerance;
}

// What is filled of it at a place.
bool isFilled(const ViewCamera &camera, std::span<const EarthRing> rings, double latitude, double longitude)
{
    QImage image(camera.view.size().toSize(), QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.fillPath(MapTracer(camera).areas(rings), Qt::white);
    painter.end();
    const QPointF at = camera.toView({longitude, -latitude});
    return image.pixelColor(at.toPoint()).lightness() > 128;
}

EarthRing circle(double latitude, double longitude, double angle)
{
    const auto points = circleAround({latitude, longitude, 0}, angle, 90);
    return earthRing(points, latitude > 0 ? 1 : -1);
}

} // namespace

class TstMapTracer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void globeShowsTheNearSideOnly();
    void pixelsAndPlacesAgreeOnTheGlobe();
    void highOnesAreSeenBesideTheRim();
    void globeTurnsUnderThePointer();
    void lineThroughTheEarthIsCut_data();
    void lineThroughTheEarthIsCut();
    void linkOverTheDateLineIsTwoEnds();
    void ringKnowsWhatLiesInIt_data();
    void ringKnowsWhatLiesInIt();
    void ringsAreFilledOnBothProjections_data();
    void ringsAreFilledOnBothProjections();
    void globeFillsWhatLiesInARingAroundItsBack();
    void lineOnTheGroundIsCutAtTheRim();
    void landIsWhereItIs_data();
    void landIsWhereItIs();
    void damagedFileGivesWhatIsGood();
};

void TstMapTracer::globeShowsTheNearSideOnly()
{
    const ViewCamera camera = globe(20, 30);
    QVERIFY(isNear(camera.toView({30, -20}), {300, 250}));
    QVERIFY(isNear(camera.toView({30, -90 - 20 + 90.0}), {300, 250}));
    QVERIFY(isNear(camera.toView({30, 70}), {300, 450})); // 90 degrees south: the rim
    QVERIFY(camera.toView({40, -20}).x() > 300 && camera.toView({30, -30}).y() < 250);
    QVERIFY(std::isnan(camera.toView({-150, 20}).x())); // the antipode
}

void TstMapTracer::pixelsAndPlacesAgreeOnTheGlobe()
{
    const ViewCamera camera = globe(-35, 170);
    for (const LayoutPoint place : {LayoutPoint{170, 35}, {-160, 10}, {120, 60}, {179, 80}}) {
        const LayoutPoint back = camera.toLayout(camera.toView(place));
        QVERIFY(std::abs(back.x - place.x) < 1e-6 && std::abs(back.y - place.y) < 1e-6);
    }
    // Beside it: a place of the rim.
    QVERIFY(isNear(camera.toView(camera.toLayout({599, 250})), {500, 250}, 0.5));
}

void TstMapTracer::highOnesAreSeenBesideTheRim()
{
    const ViewCamera camera = globe(0, 0);
    QVERIFY(std::isnan(camera.toView({110, 0}, 100).x())); // 100 km, 20 degrees behind the rim
    QVERIFY(isNear(camera.toView({100, 0}, 6371), {300 + 400 * std::cos(10 * GlobeProjection::degree), 250}));
    QVERIFY(std::isnan(camera.toView({180, 0}, 35'786).x()));
}

void TstMapTracer::globeTurnsUnderThePointer()
{
    ViewCamera camera = globe(0, 179);
    camera.pan({-20, 0});
    QVERIFY(camera.centre.x() < -170); // further east, over the date line
    camera.pan({0, -1000});
    QCOMPARE(camera.centre.y(), 90.0); // no further than the pole
    camera = globe(10, 20);
    const QPointF pixel(340, 200);
    const LayoutPoint under = camera.toLayout(pixel);
    camera.zoomAt(pixel, 1.25);
    QVERIFY(isNear(camera.toView(under), pixel, 3));
    QCOMPARE(camera.scale, 250 * GlobeProjection::degree);
}

void TstMapTracer::lineThroughTheEarthIsCut_data()
{
    QTest::addColumn<LayoutPoint>("a");
    QTest::addColumn<LayoutPoint>("b");
    QTest::addColumn<double>("heightKm");
    QTest::addColumn<int>("parts");
    QTest::addRow("before it") << LayoutPoint{-10, 0} << LayoutPoint{10, 0} << 600.0 << 1;
    QTest::addRow("through it, near side") << LayoutPoint{-60, 0} << LayoutPoint{60, 0} << 600.0 << 2;
    QTest::addRow("wholly behind") << LayoutPoint{170, 0} << LayoutPoint{-170, 0} << 600.0 << 0;
    QTest::addRow("one end behind") << LayoutPoint{60, 0} << LayoutPoint{120, 0} << 600.0 << 1;
    QTest::addRow("beside, from behind to before")
        << LayoutPoint{80, 0} << LayoutPoint{100, 0} << 6371.0 << 1;
    QTest::addRow("both beside, Earth between") << LayoutPoint{95, 0} << LayoutPoint{-95, 0} << 6371.0 << 2;
    QTest::addRow("on the ground") << LayoutPoint{0, 0} << LayoutPoint{0, 0} << 0.0 << 1;
}

void TstMapTracer::lineThroughTheEarthIsCut()
{
    QFETCH(LayoutPoint, a);
    QFETCH(LayoutPoint, b);
    QFETCH(double, heightKm);
    QFETCH(int, parts);
    const GlobeProjection projection(globe(0, 0));
    const auto lines = projection.seenOf(projection.turned(a, heightKm), projection.turned(b, heightKm));
    QCOMPARE(int(lines.count), parts);
    for (const QLineF &line : lines)
        QVERIFY(std::isfinite(line.length()));
}

void TstMapTracer::linkOverTheDateLineIsTwoEnds()
{
    const std::vector<std::optional<LayoutPoint>> places{LayoutPoint{170, 0}, LayoutPoint{-170, 10},
                                                         std::nullopt};
    std::vector<QPointF> points(3, {std::nan(""), std::nan("")});
    ProjectedPlaces projected;
    projected.project(plane(), places, {}, true, points);
    const auto lines = projected.lines(0, 1, points);
    QCOMPARE(lines.count, std::size_t(2));
    QVERIFY(isNear(lines.pieces[0].p1(), points[1]) && isNear(lines.pieces[0].p2(), {0, 190}));
    QVERIFY(isNear(lines.pieces[1].p1(), points[0]) && isNear(lines.pieces[1].p2(), {720, 190}));
    QCOMPARE(projected.lines(0, 2, points).count, std::size_t(0));
    projected.project(plane(), places, {}, false, points); // the same numbers, but no map
    QCOMPARE(projected.lines(0, 1, points).count, std::size_t(1));
}

void TstMapTracer::ringKnowsWhatLiesInIt_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addRow("plain") << 10.0 << 20.0;
    QTest::addRow("over the date line") << -5.0 << 178.0;
    QTest::addRow("other side of it") << 30.0 << -179.0;
    QTest::addRow("around the north pole") << 80.0 << 50.0;
    QTest::addRow("around the south pole") << -85.0 << -120.0;
}

void TstMapTracer::ringKnowsWhatLiesInIt()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const EarthRing ring = circle(latitude, longitude, 20);
    QVERIFY(ring.contains({longitude, -latitude}));
    const double side = latitude > 0 ? -1 : 1;
    QVERIFY(ring.contains({longitude, -latitude - side * 18}));
    QVERIFY(!ring.contains({longitude, -latitude - side * 22}));
    QVERIFY(!ring.contains({std::remainder(longitude + 180, 360), latitude}));
}

void TstMapTracer::ringsAreFilledOnBothProjections_data()
{
    ringKnowsWhatLiesInIt_data();
}

void TstMapTracer::ringsAreFilledOnBothProjections()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const std::vector<EarthRing> rings{circle(latitude, longitude, 20)};
    const double inside = latitude > 0 ? latitude - 15 : latitude + 15;
    const double outside = latitude > 0 ? latitude - 25 : latitude + 25;
    QVERIFY(isFilled(plane(), rings, inside, longitude));
    QVERIFY(!isFilled(plane(), rings, outside, longitude));
    for (const double turned : {0.0, 40.0, 75.0}) { // at the rim a part of it is behind
        const ViewCamera camera = globe(inside, std::remainder(longitude + turned, 360));
        QVERIFY(isFilled(camera, rings, inside, longitude));
        QVERIFY(!isFilled(camera, rings, outside, longitude));
    }
}

// 120 degrees wide: more than half of the Earth, and the point behind the globe lies in it.
void TstMapTracer::globeFillsWhatLiesInARingAroundItsBack()
{
    const std::vector<EarthRing> rings{circle(-30, 170, 120)};
    const ViewCamera camera = globe(30, -10);
    QVERIFY(!isFilled(camera, rings, 30, -10));
    QVERIFY(isFilled(camera, rings, -45, -10));
    const std::vector<EarthRing> behind{circle(-30, 170, 30)};
    QVERIFY(MapTracer(camera).areas(behind).isEmpty());
}

void TstMapTracer::lineOnTheGroundIsCutAtTheRim()
{
    std::vector<GeodeticPosition> equator;
    for (int longitude = -180; longitude <= 180; longitude += 5)
        equator.push_back({0, double(longitude), 0});
    const auto seen = MapTracer(globe(0, 0)).lines(equator);
    QCOMPARE(seen.size(), std::size_t(1));
    QVERIFY(isNear(seen[0].first(), {100, 250}) && isNear(seen[0].last(), {500, 250}));
    QCOMPARE(MapTracer(globe(0, 180)).lines(equator).size(), std::size_t(2));
    QVERIFY(MapTracer(plane()).lines({}).empty());
}

void TstMapTracer::landIsWhereItIs_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::addColumn<bool>("land");
    QTest::addRow("Sahara") << 23.0 << 10.0 << true;
    QTest::addRow("Kansas") << 38.5 << -98.0 << true;
    QTest::addRow("Australia") << -25.0 << 134.0 << true;
    QTest::addRow("Chukotka, beyond the date line") << 66.5 << -176.0 << true;
    QTest::addRow("South Pole") << -89.0 << 45.0 << true;
    QTest::addRow("North Pole") << 89.0 << 0.0 << false;
    QTest::addRow("Pacific") << 0.0 << -150.0 << false;
    QTest::addRow("Caspian Sea") << 42.0 << 50.5 << false;
    QTest::addRow("Atlantic") << 30.0 << -40.0 << false;
}

void TstMapTracer::landIsWhereItIs()
{
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    QFETCH(bool, land);
    for (const bool fine : {false, true}) {
        const auto &rings = landRings(fine);
        QVERIFY(rings.size() > 100);
        const auto in = std::count_if(rings.begin(), rings.end(), [&](const EarthRing &ring) {
            return ring.contains({longitude, -latitude});
        });
        QCOMPARE(in % 2 == 1, land);
        QCOMPARE(isFilled(plane(), rings, latitude, longitude), land);
        QCOMPARE(isFilled(globe(latitude * 0.8, longitude + 30), rings, latitude, longitude), land);
    }
}

void TstMapTracer::damagedFileGivesWhatIsGood()
{
    QVERIFY(readEarthRings({}).empty());
    QVERIFY(readEarthRings(QByteArray(64, char(0xFF))).empty());
    QVERIFY(readEarthRings(QByteArray::fromHex("02000002")).empty());   // ends within the second point
    QVERIFY(readEarthRings(QByteArray::fromHex("0100000100")).empty()); // rings of one point
    const QByteArray triangle = QByteArray::fromHex("03000002000002");
    QCOMPARE(readEarthRings(triangle).size(), std::size_t(1));
    QCOMPARE(readEarthRings(triangle + QByteArray::fromHex("0300")).size(), std::size_t(1));
}

DESK_GUI_TEST(TstMapTracer)
#include "tst_maptracer.moc"
