// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/gridlinks.h"

#include "tests/support/testprogram.h"
#include "tests/unit/datalink/demofleet.h"

#include <QtTest>

#include <map>
#include <numbers>

using namespace desk;

namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr JulianDate epoch{2461180.5, 0.25};

ElementSet satellite(double node, double argument, double meanMotion = 15.06)
{
    ElementSet elements;
    elements.epoch = epoch;
    elements.inclination = 53 * degree;
    elements.rightAscension = std::fmod(node + 360, 360) * degree;
    elements.meanAnomaly = std::fmod(argument + 720, 360) * degree;
    elements.eccentricity = 0.0001;
    elements.meanMotion = meanMotion * 2 * std::numbers::pi / 1440;
    return elements;
}

// Ten planes of sixteen, plane by plane.
std::vector<ElementSet> walker()
{
    std::vector<ElementSet> fleet;
    for (int plane = 0; plane < 10; ++plane) {
        for (int i = 0; i < 16; ++i)
            fleet.push_back(satellite(36.0 * plane, 22.5 * i + 3 * plane));
    }
    return fleet;
}

class Fleet
{
public:
    explicit Fleet(std::vector<ElementSet> elements)
        : start(toTimestamp(epoch))
        , grid(groupIntoPlanes(elements, epoch))
    {
        for (const ElementSet &one : elements)
            orbits.push_back(Orbit::fromElements(one).value());
    }

    bool moveTo(std::chrono::seconds after)
    {
        states.clear();
        for (const Orbit &orbit : orbits)
            states.push_back(orbit.stateAt(start + after).value());
        return grid.update(start + after, states);
    }

    Timestamp start;
    GridLinks grid;
    std::vector<Orbit> orbits;
    std::vector<StateVector> states;
};

} // namespace

class TstGridLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void argumentOfLatitudeFollowsTheElements()
    {
        for (const double wanted : {10.0, 95.0, 200.0, 340.0}) {
            const auto state = Orbit::fromElements(satellite(30, wanted))->stateAt(0.0);
            QVERIFY(std::abs(std::remainder(argumentOfLatitude(*state) - wanted, 360)) < 0.2);
        }
    }

    void eachSatelliteHasTwoNeighboursAlongAndAtMostOneOnEachSide()
    {
        Fleet fleet(walker());
        QVERIFY(fleet.moveTo(std::chrono::seconds(0)));
        std::map<std::uint32_t, int> along;
        std::map<std::uint32_t, std::map<int, int>> across;
        for (const GridLink &link : fleet.grid.links()) {
            QVERIFY(link.a < link.b);
            const int a = static_cast<int>(link.a / 16);
            const int b = static_cast<int>(link.b / 16);
            if (a == b) {
                ++along[link.a];
                ++along[link.b];
                continue;
            }
            const int apart = (b - a + 10) % 10;
            QVERIFY(apart == 1 || apart == 9);
            QVERIFY(++across[link.a][b] == 1);
            QVERIFY(++across[link.b][a] == 1);
        }
        QCOMPARE(along.size(), std::size_t{160});
        for (const auto &[satelliteIndex, count] : along)
            QCOMPARE(count, 2);
        QVERIFY(fleet.grid.links().size() >= 280);
    }

    void linkedSatellitesSeeEachOther()
    {
        Fleet fleet(walker());
        for (int minute = 0; minute < 100; minute += 7) {
            fleet.moveTo(std::chrono::minutes(minute));
            for (const GridLink &link : fleet.grid.links())
                QVERIFY(hasLineOfSight(fleet.states[link.a].positionKm, fleet.states[link.b].positionKm));
        }
    }

    void linksDoNotFlap()
    {
        Fleet fleet(walker());
        std::map<GridLink, int> changes;
        std::vector<GridLink> before;
        for (int second = 0; second < 6000; second += 2) {
            fleet.moveTo(std::chrono::seconds(second));
            std::vector<GridLink> changed;
            std::set_symmetric_difference(before.begin(), before.end(), fleet.grid.links().begin(),
                                          fleet.grid.links().end(), std::back_inserter(changed));
            for (const GridLink &link : changed)
                ++changes[link];
            before = fleet.grid.links();
        }
        // A revolution: at the two crossings of the equator a link may go and come.
        for (const auto &[link, count] : changes)
            QVERIFY2(count <= 6, qPrintable(QString::number(count)));
    }

    void satellitesOutsideAnyPlaneHaveNone()
    {
        auto elements = walker();
        elements.push_back(satellite(17, 0));      // between the planes
        elements.push_back(satellite(0, 5, 14.2)); // a plane's node, another height
        Fleet fleet(elements);
        fleet.moveTo(std::chrono::seconds(0));
        for (const GridLink &link : fleet.grid.links())
            QVERIFY(link.b < 160);
    }

    void twoPlanesAreJoinedOnce()
    {
        std::vector<ElementSet> elements;
        for (int i = 0; i < 16; ++i)
            elements.push_back(satellite(0, 22.5 * i));
        for (int i = 0; i < 16; ++i)
            elements.push_back(satellite(30, 22.5 * i));
        Fleet fleet(elements);
        fleet.moveTo(std::chrono::seconds(0));
        std::map<std::uint32_t, int> across;
        for (const GridLink &link : fleet.grid.links()) {
            if (link.a / 16 != link.b / 16) {
                QCOMPARE(++across[link.a], 1);
                QCOMPARE(++across[link.b], 1);
            }
        }
        QVERIFY(!across.empty());
    }

    void saysWhenNothingChanged()
    {
        Fleet fleet(walker());
        QVERIFY(fleet.moveTo(std::chrono::seconds(0)));
        QVERIFY(!fleet.moveTo(std::chrono::seconds(1)));
    }
};

DESK_TEST(TstGridLinks)
#include "tst_gridlinks.moc"
