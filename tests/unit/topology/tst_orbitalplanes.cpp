// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/degree.h"
#include "models/topology/orbitalplanes.h"

#include "models/topology/geodesy.h"
#include "models/topology/orbit.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <fstream>
#include <numbers>
#include <random>
#include <sstream>

using namespace desk;

namespace {

constexpr double revolutionsPerDay = 2 * std::numbers::pi / 1440;
constexpr JulianDate epoch{2461180.5, 0.25};

ElementSet inPlane(double inclination, double node, double argumentOfLatitude, double meanMotion = 15.06)
{
    ElementSet elements;
    elements.epoch = epoch;
    elements.inclination = inclination * degree;
    elements.rightAscension = std::fmod(node + 360, 360) * degree;
    elements.argumentOfPerigee = 30 * degree;
    elements.meanAnomaly = std::fmod(argumentOfLatitude - 30 + 720, 360) * degree;
    elements.meanMotion = meanMotion * revolutionsPerDay;
    return elements;
}

// A Walker pattern at 53 degrees: evenly spaced planes of evenly spaced satellites, plane by plane.
std::vector<ElementSet> walker(int planes, int perPlane, double firstNode = 0)
{
    std::vector<ElementSet> fleet;
    for (int plane = 0; plane < planes; ++plane) {
        for (int i = 0; i < perPlane; ++i)
            fleet.push_back(inPlane(53, firstNode + 360.0 * plane / planes, 360.0 * i / perPlane + plane));
    }
    return fleet;
}

std::size_t countPlaneless(const PlaneGrouping &grouping)
{
    return static_cast<std::size_t>(
        std::count_if(grouping.members.begin(), grouping.members.end(),
                      [](const PlaneMember &member) { return member.plane == PlaneMember::none; }));
}

std::vector<ElementSet> bundledFleet()
{
    std::ifstream file{DESK_SOURCE_DIR "/resources/demo/constellation.tle", std::ios::binary};
    std::stringstream text;
    text << file.rdbuf();
    const auto sets = parseElements(text.str());
    return sets ? *sets : std::vector<ElementSet>{};
}

double gapDegrees(double from, double to)
{
    return std::fmod((to - from) / degree + 720, 360);
}

} // namespace

class TstOrbitalPlanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsThePlanesOfAWalkerPattern();
    void ordersSatellitesByArgumentOfLatitude();
    void joinsAPlaneAcrossZero();
    void startsANewPlaneAtAWideGap_data();
    void startsANewPlaneAtAWideGap();
    void leavesSmallGroupsPlaneless();
    void separatesShells_data();
    void separatesShells();
    void keepsShellsApartThatClimbersConnect();
    void bringsNodesToOneEpoch();
    void knowsTheSunSynchronousOrbit();
    void agreesWithTheFullTheory();
    void knowsHeights();
    void takesTheMiddleEpoch();
    void copesWithAnEmptyFleet();
    void bundledFleetHasTenPlanesOfSixteen();
    void bundledNeighboursSeeEachOther();
};

void TstOrbitalPlanes::findsThePlanesOfAWalkerPattern()
{
    auto fleet = walker(6, 8, 10);
    std::mt19937 random{1};
    std::shuffle(fleet.begin(), fleet.end(), random);
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QCOMPARE(grouping.shells.size(), std::size_t{1});
    QCOMPARE(grouping.planes.size(), std::size_t{6});
    QCOMPARE(countPlaneless(grouping), std::size_t{0});
    QVERIFY(std::abs(grouping.shells[0].inclination / degree - 53) < 1e-9);
    for (int plane = 0; plane < 6; ++plane) {
        const OrbitalPlane &found = grouping.planes[static_cast<std::size_t>(plane)];
        QCOMPARE(grouping.shells[0].planes[static_cast<std::size_t>(plane)], plane);
        QVERIFY(std::abs(found.rightAscension / degree - (10 + 60 * plane)) < 1e-9);
        QCOMPARE(found.members.size(), std::size_t{8});
        for (const std::size_t i : found.members) {
            QCOMPARE(grouping.members[i].plane, plane);
            QVERIFY(std::abs(fleet[i].rightAscension - found.rightAscension) < 1e-9);
        }
    }
}

void TstOrbitalPlanes::ordersSatellitesByArgumentOfLatitude()
{
    std::vector<ElementSet> fleet;
    for (const double argument : {200.0, 20.0, 320.0, 100.0, 5.0})
        fleet.push_back(inPlane(53, 77, argument));
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QCOMPARE(grouping.planes.size(), std::size_t{1});
    QCOMPARE(grouping.planes[0].members, (std::vector<std::size_t>{4, 1, 3, 0, 2}));
    QVERIFY(std::abs(grouping.members[3].argumentOfLatitude / degree - 100) < 1e-9);
}

void TstOrbitalPlanes::joinsAPlaneAcrossZero()
{
    auto fleet = walker(4, 5, 45);
    for (const double node : {359.2, 359.8, 0.4, 0.9, 358.5})
        fleet.push_back(inPlane(53, node, 50 * node));
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QCOMPARE(grouping.planes.size(), std::size_t{5});
    const int plane = grouping.members[20].plane;
    for (std::size_t i = 20; i < 25; ++i)
        QCOMPARE(grouping.members[i].plane, plane);
    const double mean = grouping.planes[static_cast<std::size_t>(plane)].rightAscension / degree;
    QVERIFY2(std::abs(std::remainder(mean - 359.76, 360)) < 0.001, std::to_string(mean).c_str());
}

void TstOrbitalPlanes::startsANewPlaneAtAWideGap_data()
{
    QTest::addColumn<double>("gap");
    QTest::addColumn<int>("planes");
    QTest::addRow("narrow") << 0.99 << 1;
    QTest::addRow("wide") << 1.01 << 2;
}

void TstOrbitalPlanes::startsANewPlaneAtAWideGap()
{
    QFETCH(double, gap);
    QFETCH(int, planes);
    std::vector<ElementSet> fleet;
    for (int i = 0; i < 4; ++i) {
        fleet.push_back(inPlane(53, 100 + 0.1 * i, 90 * i));
        fleet.push_back(inPlane(53, 100.3 + gap + 0.1 * i, 90 * i));
    }
    QCOMPARE(static_cast<int>(groupIntoPlanes(fleet, epoch).planes.size()), planes);
}

void TstOrbitalPlanes::leavesSmallGroupsPlaneless()
{
    auto fleet = walker(3, 4);
    for (int i = 0; i < 3; ++i)
        fleet.push_back(inPlane(53, 60, 120 * i));
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QCOMPARE(grouping.planes.size(), std::size_t{3});
    QCOMPARE(countPlaneless(grouping), std::size_t{3});
    for (std::size_t i = 12; i < 15; ++i) {
        QCOMPARE(grouping.members[i].plane, PlaneMember::none);
        QCOMPARE(grouping.members[i].shell, 0);
    }
    PlaneOptions options;
    options.leastMembers = 3;
    QCOMPARE(groupIntoPlanes(fleet, epoch, options).planes.size(), std::size_t{4});
}

void TstOrbitalPlanes::separatesShells_data()
{
    QTest::addColumn<double>("inclination");
    QTest::addColumn<double>("meanMotion");
    QTest::addColumn<int>("shells");
    // 15.06 revolutions a day are 551 km; 0.05 more or less are 15.3 km.
    QTest::addRow("near in both") << 53.6 << 15.02 << 1;
    QTest::addRow("other inclination") << 53.8 << 15.06 << 2;
    QTest::addRow("higher") << 53.0 << 15.00 << 2;
    QTest::addRow("lower") << 53.0 << 15.12 << 2;
}

void TstOrbitalPlanes::separatesShells()
{
    QFETCH(double, inclination);
    QFETCH(double, meanMotion);
    QFETCH(int, shells);
    auto fleet = walker(2, 5);
    for (int i = 0; i < 4; ++i)
        fleet.push_back(inPlane(inclination, 90, 90 * i, meanMotion));
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QCOMPARE(static_cast<int>(grouping.shells.size()), shells);
    QCOMPARE(grouping.members[0].shell, 0); // the most populated comes first
    QCOMPARE(grouping.members[10].shell, shells - 1);
    QCOMPARE(grouping.planes.size(), std::size_t{3});
}

// A staircase of satellites on their way up, each within the tolerance of the next.
void TstOrbitalPlanes::keepsShellsApartThatClimbersConnect()
{
    auto fleet = walker(5, 10);
    for (int i = 0; i < 40; ++i)
        fleet.push_back(inPlane(53, 37 + i * 3, 100, 15.06 + 0.02 * i));
    for (int i = 0; i < 50; ++i)
        fleet.push_back(inPlane(53, 20 + 72 * (i % 5), 36.0 * i, 15.86));
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QVERIFY(grouping.members[0].shell != grouping.members[90].shell);
    for (std::size_t i = 0; i < 50; ++i) {
        QCOMPARE(grouping.members[i].shell, grouping.members[0].shell);
        QCOMPARE(grouping.members[90 + i].shell, grouping.members[90].shell);
    }
}

// One plane whose elements are of different days. The space station's node goes back 4.98 degrees a day.
void TstOrbitalPlanes::bringsNodesToOneEpoch()
{
    std::vector<ElementSet> fleet;
    for (int day = -2; day <= 2; ++day) {
        ElementSet elements = inPlane(51.64, 120 - 4.98 * day, 70 * day, 15.49);
        elements.epoch = normalised(epoch.day + day, epoch.fraction);
        fleet.push_back(elements);
    }
    const PlaneGrouping grouping = groupIntoPlanes(fleet, epoch);
    QCOMPARE(grouping.planes.size(), std::size_t{1});
    for (const PlaneMember &member : grouping.members)
        QVERIFY2(std::abs(member.rightAscension / degree - 120) < 0.1,
                 std::to_string(member.rightAscension).c_str());
}

// At 98.6 degrees and 800 km (14.276 revolutions a day) the node follows the Sun: 360 degrees a year.
void TstOrbitalPlanes::knowsTheSunSynchronousOrbit()
{
    const ElementSet elements = inPlane(98.6, 10, 0, 14.276);
    const PlaneMember later = secularPosition(elements, normalised(epoch.day + 10, epoch.fraction));
    QVERIFY(std::abs(later.rightAscension / degree - 10 - 10 * 360 / 365.2422) < 0.1);
}

// Against SGP4 over a day: the node by the orbit's normal, the argument of latitude by the position.
void TstOrbitalPlanes::agreesWithTheFullTheory()
{
    const auto fleet = bundledFleet();
    QVERIFY(!fleet.empty());
    const ElementSet &elements = fleet.front();
    const JulianDate at = normalised(elements.epoch.day + 1, elements.epoch.fraction);
    const auto state = Orbit::fromElements(elements)->stateAt(1440);
    const Vector3 &r = state->positionKm;
    const Vector3 &v = state->velocityKmPerS;
    const Vector3 normal{r.y * v.z - r.z * v.y, r.z * v.x - r.x * v.z, r.x * v.y - r.y * v.x};
    const double node = std::atan2(normal.x, -normal.y);
    const double argument =
        std::atan2(r.z / std::sin(elements.inclination), r.x * std::cos(node) + r.y * std::sin(node));
    const PlaneMember member = secularPosition(elements, at);
    const auto off = [](double a, double b) {
        return std::abs(std::remainder(a - b, 2 * std::numbers::pi)) / degree;
    };
    QVERIFY2(off(member.rightAscension, node) < 0.05,
             std::to_string(off(member.rightAscension, node)).c_str());
    // 2e of the equation of the centre and the short-period terms are in the position only.
    QVERIFY2(off(member.argumentOfLatitude, argument) < 0.15,
             std::to_string(off(member.argumentOfLatitude, argument)).c_str());
}

void TstOrbitalPlanes::knowsHeights()
{
    // A geostationary satellite: one revolution a sidereal day, 42164 km from the centre.
    QVERIFY(std::abs(meanAltitudeKm(inPlane(0, 0, 0, 1.00273791)) - (42164.17 - 6378.135)) < 0.1);
}

void TstOrbitalPlanes::takesTheMiddleEpoch()
{
    std::vector<ElementSet> fleet(3);
    fleet[0].epoch = {2461180.5, 0.75};
    fleet[1].epoch = {2461182.5, 0.1};
    fleet[2].epoch = {2461180.5, 0.5};
    QCOMPARE(medianEpoch(fleet), (JulianDate{2461180.5, 0.75}));
}

void TstOrbitalPlanes::copesWithAnEmptyFleet()
{
    const PlaneGrouping grouping = groupIntoPlanes({}, medianEpoch({}));
    QVERIFY(grouping.members.empty() && grouping.planes.empty() && grouping.shells.empty());
}

void TstOrbitalPlanes::bundledFleetHasTenPlanesOfSixteen()
{
    const auto fleet = bundledFleet();
    QCOMPARE(fleet.size(), std::size_t{160});
    const PlaneGrouping grouping = groupIntoPlanes(fleet, medianEpoch(fleet));
    QCOMPARE(grouping.shells.size(), std::size_t{1});
    QCOMPARE(grouping.planes.size(), std::size_t{10});
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE(grouping.planes[i].members.size(), std::size_t{16});
        const double gap =
            gapDegrees(grouping.planes[i].rightAscension, grouping.planes[(i + 1) % 10].rightAscension);
        QVERIFY2(gap > 29 && gap < 41, std::to_string(gap).c_str());
    }
    for (const ElementSet &elements : fleet) {
        QVERIFY(!elements.name.empty());
        QVERIFY(Orbit::fromElements(elements)->stateAt(0).has_value());
    }
}

// Over one revolution: always along the plane, nearly always across to the nearest argument of latitude.
void TstOrbitalPlanes::bundledNeighboursSeeEachOther()
{
    const auto fleet = bundledFleet();
    const PlaneGrouping grouping = groupIntoPlanes(fleet, medianEpoch(fleet));
    const Timestamp start = toTimestamp(grouping.epoch);
    int across = 0;
    int acrossSeen = 0;
    for (int minute = 0; minute < 96; minute += 4) {
        std::vector<Vector3> positions;
        std::vector<double> arguments;
        const Timestamp now = start + std::chrono::minutes{minute};
        for (const ElementSet &elements : fleet) {
            positions.push_back(Orbit::fromElements(elements)->stateAt(now)->positionKm);
            arguments.push_back(secularPosition(elements, toJulianDate(now)).argumentOfLatitude);
        }
        for (std::size_t p = 0; p < grouping.planes.size(); ++p) {
            const auto &members = grouping.planes[p].members;
            const auto &others = grouping.planes[(p + 1) % grouping.planes.size()].members;
            for (std::size_t i = 0; i < members.size(); ++i) {
                const std::size_t self = members[i];
                QVERIFY(hasLineOfSight(positions[self], positions[members[(i + 1) % members.size()]]));
                const auto distance = [&](std::size_t other) {
                    return std::abs(std::remainder(arguments[other] - arguments[self], 2 * std::numbers::pi));
                };
                const std::size_t nearest =
                    *std::min_element(others.begin(), others.end(), [&](std::size_t a, std::size_t b) {
                        return distance(a) < distance(b);
                    });
                ++across;
                acrossSeen += hasLineOfSight(positions[self], positions[nearest]) ? 1 : 0;
            }
        }
    }
    QVERIFY2(acrossSeen > 0.95 * across, std::to_string(acrossSeen).c_str());
}

DESK_TEST(TstOrbitalPlanes)
#include "tst_orbitalplanes.moc"
