// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/groundlinks.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <numbers>

using namespace desk;

namespace {

const std::vector<GroundStation> groundStations{{"gs-a", "A", {0, 0, 0}}, {"gs-b", "B", {0, 0.5, 0}}};
const std::vector<std::uint8_t> allWork{1, 1};
constexpr Timestamp firstPass = fromNanoseconds(1'000'000'000'000);

// Over the equator at 550 km, that many degrees east of the first station.
Vector3 over(double east)
{
    return earthFixedFromGeodetic({0, east, 550});
}

class Sky
{
public:
    explicit Sky(GroundLinkOptions options, std::size_t satellites = 1)
        : links(groundStations, options)
        , works(satellites, 1)
    {
    }

    bool update(std::vector<double> east, int second = -1)
    {
        m_second = second >= 0 ? second : m_second + 1;
        std::vector<Vector3> positions;
        for (const double e : east)
            positions.push_back(over(e));
        return links.update(firstPass + std::chrono::seconds(m_second), positions, works, allWork);
    }

    std::vector<std::uint32_t> satellitesOf(std::uint32_t station) const
    {
        std::vector<std::uint32_t> held;
        for (const GroundPass &pass : links.passes()) {
            if (pass.station == station)
                held.push_back(pass.satellite);
        }
        std::sort(held.begin(), held.end());
        return held;
    }

    GroundLinks links;
    std::vector<std::uint8_t> works;

private:
    int m_second = 0;
};

using Held = std::vector<std::uint32_t>;

} // namespace

class TstGroundLinks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passBeginsAboveTheLeastElevationAndEndsBelowIt()
    {
        GroundLinkOptions options;
        options.minElevationDegrees = 25;
        Sky sky(options);
        int begun = 0;
        int ended = 0;
        double highest = 0;
        bool wasSetting = false;
        for (double east = -15; east < 15; east += 0.05) {
            sky.update({east});
            begun += static_cast<int>(sky.links.begun().size());
            ended += static_cast<int>(sky.links.ended().size());
            for (const GroundPass &pass : sky.links.passes()) {
                QVERIFY(pass.look.elevation >= 25);
                if (pass.station != 0)
                    continue;
                highest = std::max(highest, pass.look.elevation);
                wasSetting = wasSetting || (!pass.rising && east > 0.1);
                QVERIFY(east < -0.1 || !pass.rising || east < 0.1);
            }
        }
        QCOMPARE(begun, 2); // one for each station
        QCOMPARE(ended, 2);
        QVERIFY(highest > 88);
        QVERIFY(wasSetting);
        QVERIFY(sky.links.passes().empty());
    }

    void takesTheHighestFirst()
    {
        GroundLinkOptions options;
        options.minElevationDegrees = 10;
        options.perStation = 2;
        Sky sky(options, 4);
        sky.update({8, 1, 5, 12});
        QCOMPARE(sky.satellitesOf(0), (Held{1, 2}));
    }

    void keepsWhatItHasUntilAnotherIsFarHigher()
    {
        GroundLinkOptions options;
        options.minElevationDegrees = 10;
        options.perStation = 1;
        options.handoverDegrees = 15;
        options.handoverEvery = std::chrono::seconds(1);
        Sky sky(options, 2);
        sky.update({2, 9});
        QCOMPARE(sky.satellitesOf(0), (Held{0}));
        sky.update({3.0, -2.8}); // a little higher
        QCOMPARE(sky.satellitesOf(0), (Held{0}));
        sky.update({6.0, -0.5}); // far higher
        QCOMPARE(sky.satellitesOf(0), (Held{1}));
        QVERIFY(!sky.links.begun().empty() && !sky.links.ended().empty());
    }

    void doesNotLeaveARisingSatellite()
    {
        GroundLinkOptions options;
        options.minElevationDegrees = 10;
        options.perStation = 1;
        options.handoverEvery = std::chrono::seconds(1);
        Sky sky(options, 2);
        sky.update({-9, 30});
        sky.update({-8.9, 30});
        sky.update({-8.8, 1});
        QCOMPARE(sky.satellitesOf(0), (Held{0}));
    }

    void satelliteServesOnlyAsManyStationsAsItHasBeams()
    {
        GroundLinkOptions options;
        options.perSatellite = 1;
        Sky sky(options);
        sky.update({0.2});
        QCOMPARE(sky.links.passes().size(), std::size_t{1});
    }

    void failedSatelliteIsLetGoAndTakenAgain()
    {
        Sky sky(GroundLinkOptions{});
        sky.update({0});
        QCOMPARE(sky.satellitesOf(0), (Held{0}));
        sky.works[0] = 0;
        QVERIFY(sky.update({0}));
        QVERIFY(sky.links.passes().empty());
        QCOMPARE(sky.links.ended().size(), std::size_t{2});
        sky.works[0] = 1;
        QVERIFY(sky.update({0}));
        QCOMPARE(sky.satellitesOf(0), (Held{0}));
    }

    void saysWhenNothingChanged()
    {
        Sky sky(GroundLinkOptions{});
        QVERIFY(sky.update({0}));
        QVERIFY(!sky.update({0.1}));
    }
};

DESK_TEST(TstGroundLinks)
#include "tst_groundlinks.moc"
