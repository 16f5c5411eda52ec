// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/contacts.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <fstream>
#include <sstream>

using namespace desk;
using namespace std::chrono_literals;

namespace {

std::vector<ElementSet> demoElements()
{
    std::ifstream file(DESK_SOURCE_DIR "/resources/demo/constellation.tle", std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return parseElements(text.str()).value_or(std::vector<ElementSet>());
}

std::vector<Orbit> orbitsOf(std::span<const ElementSet> elements)
{
    std::vector<Orbit> orbits;
    for (const ElementSet &one : elements)
        orbits.push_back(*Orbit::fromElements(one));
    return orbits;
}

ElementSet elementSet(double revolutionsADay, double eccentricity, double inclinationDegrees)
{
    constexpr double pi = 3.14159265358979;
    ElementSet set;
    set.epoch = toJulianDate(*parseTimestamp("2026-05-20T00:00:00Z"));
    set.meanMotion = revolutionsADay * 2 * pi / 1440;
    set.eccentricity = eccentricity;
    set.inclination = inclinationDegrees * pi / 180;
    set.argumentOfPerigee = 270 * pi / 180;
    set.rightAscension = 1;
    return set;
}

double elevation(const Orbit &orbit, const GeodeticPosition &station, Timestamp time)
{
    const auto state = orbit.stateAt(time);
    if (!state)
        return -90;
    return Horizon(station)
        .lookAngles(earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(time))))
        .elevation;
}

struct Pass
{
    std::optional<Timestamp> rise;
    std::optional<Timestamp> set;
    double highest = -90;
};

// By looking every two seconds; times to that.
std::vector<Pass> seenByLooking(const Orbit &orbit, const GeodeticPosition &station, TimeRange range,
                                double least)
{
    std::vector<Pass> passes;
    bool up = false;
    Timestamp last = range.start - 30min;
    for (Timestamp time = last; time <= range.end + 30min; last = time, time += 2s) {
        const double now = elevation(orbit, station, time);
        if (now >= least && !up)
            passes.emplace_back().rise = time == last ? std::nullopt : std::optional(time);
        if (now < least && up)
            passes.back().set = time;
        up = now >= least;
        if (up)
            passes.back().highest = std::max(passes.back().highest, now);
    }
    std::erase_if(passes, [&](const Pass &pass) {
        return (pass.set && *pass.set <= range.start) || (pass.rise && *pass.rise >= range.end);
    });
    return passes;
}

const Timestamp noon = *parseTimestamp("2026-05-20T12:00:00Z");
const std::vector<GeodeticPosition> places{{35.7, 139.7, 0}, {-33.9, 18.4, 0.1}, {69.7, 19, 0}, {0, -180, 0}};

} // namespace

class TstContacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatLookingEveryTwoSecondsFinds_data()
    {
        QTest::addColumn<double>("revolutions");
        QTest::addColumn<double>("eccentricity");
        QTest::addColumn<double>("inclination");
        QTest::addColumn<double>("least");
        QTest::addRow("low") << 15.5 << 0.0001 << 53.0 << 25.0;
        QTest::addRow("low, at the horizon") << 15.5 << 0.001 << 53.0 << 0.0;
        QTest::addRow("low, polar, steep") << 15.2 << 0.001 << 97.6 << 60.0;
        QTest::addRow("very low") << 16.2 << 0.0005 << 70.0 << 10.0;
        QTest::addRow("middle") << 2.005 << 0.01 << 55.0 << 5.0;
        QTest::addRow("eccentric, low perigee") << 2.006 << 0.74 << 63.4 << 5.0;
        QTest::addRow("eccentric transfer") << 4.5 << 0.6 << 20.0 << 1.0;
        QTest::addRow("stationary") << 1.0027 << 0.0002 << 0.05 << 0.0;
        QTest::addRow("synchronous, inclined") << 1.0027 << 0.2 << 50.0 << 30.0;
    }
    void findsWhatLookingEveryTwoSecondsFinds()
    {
        QFETCH(double, revolutions);
        QFETCH(double, eccentricity);
        QFETCH(double, inclination);
        QFETCH(double, least);
        const auto orbit = Orbit::fromElements(elementSet(revolutions, eccentricity, inclination));
        QVERIFY(orbit);
        const TimeRange range{noon, noon + 24h};
        const auto found = findContacts(std::span(&*orbit, 1), places, {range, least});
        std::size_t expectedContacts = 0;
        for (std::uint32_t station = 0; station < places.size(); ++station) {
            const auto expected = seenByLooking(*orbit, places[station], range, least);
            std::vector<Contact> contacts;
            std::ranges::copy_if(found, std::back_inserter(contacts),
                                 [&](const Contact &contact) { return contact.station == station; });
            // Looking may miss a pass of less than two seconds.
            std::erase_if(contacts,
                          [](const Contact &c) { return c.rise && c.set && *c.set - *c.rise < 2s; });
            QCOMPARE(contacts.size(), expected.size());
            expectedContacts += expected.size();
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(contacts[i].rise.has_value(), expected[i].rise.has_value());
                QCOMPARE(contacts[i].set.has_value(), expected[i].set.has_value());
                if (contacts[i].rise) {
                    QVERIFY(*expected[i].rise - *contacts[i].rise >= -2ms);
                    QVERIFY(*expected[i].rise - *contacts[i].rise <= 2s + 2ms);
                    QVERIFY(std::abs(contacts[i].riseLook.elevation - least) < 1e-3);
                }
                if (contacts[i].set) {
                    QVERIFY(*expected[i].set - *contacts[i].set >= -2ms);
                    QVERIFY(*expected[i].set - *contacts[i].set <= 2s + 2ms);
                    QVERIFY(std::abs(contacts[i].setLook.elevation - least) < 1e-3);
                }
                QVERIFY(contacts[i].highest.elevation >= expected[i].highest - 1e-3);
                QVERIFY(contacts[i].highest.elevation <= expected[i].highest + 2);
                QVERIFY(!contacts[i].rise || contacts[i].culmination >= *contacts[i].rise);
                QVERIFY(!contacts[i].set || contacts[i].culmination <= *contacts[i].set);
            }
        }
        QVERIFY(revolutions < 1.1 || expectedContacts > 2);
    }

    void theDemoFleetIsSeenAsByLooking()
    {
        const auto orbits = orbitsOf(demoElements());
        QCOMPARE(orbits.size(), std::size_t{160});
        const TimeRange range{noon, noon + 2h};
        const auto found = findContacts(orbits, std::span(places).first(1), {range, 25});
        std::size_t expected = 0;
        for (const Orbit &orbit : orbits) {
            for (const Pass &pass : seenByLooking(orbit, places[0], range, 25))
                expected += pass.highest > 25.05 ? 1 : 0;
        }
        QVERIFY(expected > 30);
        QCOMPARE(std::ranges::count_if(found, [](const Contact &c) { return c.highest.elevation > 25.05; }),
                 std::ptrdiff_t(expected));
        QVERIFY(std::ranges::is_sorted(found, {}, [](const Contact &c) { return *c.rise; }));
    }

    void aContactThatReachesIntoTheRangeIsWhole()
    {
        const auto orbit = Orbit::fromElements(elementSet(15.5, 0.0001, 53));
        const auto all = findContacts(std::span(&*orbit, 1), places, {{noon, noon + 24h}, 25});
        QVERIFY(!all.empty());
        const Contact first = all.front();
        // Asked for from its middle on, for a second.
        const auto part =
            findContacts(std::span(&*orbit, 1), places, {{first.culmination, first.culmination + 1s}, 25});
        QCOMPARE(part.size(), std::size_t{1});
        QVERIFY(part[0].rise && part[0].set);
        QVERIFY(std::chrono::abs(*part[0].rise - *first.rise) < 2ms);
        QVERIFY(std::chrono::abs(*part[0].set - *first.set) < 2ms);
    }

    void nothingIsAskedNothingIsFound()
    {
        const auto orbits = orbitsOf(demoElements());
        QVERIFY(findContacts({}, places, {{noon, noon + 1h}, 25}).empty());
        QVERIFY(findContacts(orbits, {}, {{noon, noon + 1h}, 25}).empty());
        QVERIFY(findContacts(orbits, places, {{noon, noon}, 25}).empty());
        QVERIFY(findContacts(orbits, places, {{noon, noon - 1h}, 25}).empty());
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(findContacts(orbits, places, {{noon, noon + 1h}, 25}, stop.get_token()).empty());
    }

    void anOrbitThatEndsHasNoContactsAfterwards()
    {
        ElementSet elements = elementSet(16.5, 0.0005, 53);
        elements.bstar = 0.003; // falls within hours
        const auto orbit = Orbit::fromElements(elements);
        QVERIFY(orbit);
        QVERIFY(!orbit->stateAt(noon + 48h));
        const auto found = findContacts(std::span(&*orbit, 1), places, {{noon - 12h, noon + 48h}, 0});
        QVERIFY(!found.empty());
        for (const Contact &contact : found)
            QVERIFY(orbit->stateAt(contact.culmination));
    }
};

DESK_TEST(TstContacts)
#include "tst_contacts.moc"
