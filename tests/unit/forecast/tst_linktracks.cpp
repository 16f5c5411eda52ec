// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/linktracks.h"
#include "models/network/contacts.h"
#include "models/topology/elementset.h"
#include "models/topology/topology.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

namespace {

constexpr const char *issLine1 = "1 25544U 98067A   24001.50000000  .00016717  00000-0  10270-3 0  9005";
constexpr const char *issLine2 = "2 25544  51.6400 208.9163 0006317  69.9862  25.2906 15.49815350432109";

std::string checked(std::string line)
{
    int sum = 0;
    line.resize(68);
    for (const char c : line)
        sum += c >= '0' && c <= '9' ? c - '0' : c == '-' ? 1 : 0;
    return line + char('0' + sum % 10);
}

} // namespace

// Against the search for contacts, which has a method and a precision of its own.
class TstLinkTracks : public QObject
{
    Q_OBJECT

    static constexpr NodeId satellite{0};
    static constexpr NodeId station{1};
    static constexpr NodeId stray{2};
    static constexpr GeodeticPosition place{47.0, 8.0, 0.4};
    std::string m_orbit;
    std::optional<Contact> m_pass;
    TopologySnapshotPtr m_fleet;

    // A window in which one value came, so many seconds before its last.
    static std::array<double, ForecastWindow::seconds> came(std::size_t age)
    {
        std::array<double, ForecastWindow::seconds> values{};
        values.fill(std::nan(""));
        values[ForecastWindow::seconds - 1 - age] = 1;
        return values;
    }

private Q_SLOTS:
    void initTestCase()
    {
        const std::string line1 = checked(issLine1);
        const std::string line2 = checked(issLine2);
        m_orbit = "{\"line1\":\"" + line1 + "\",\"line2\":\"" + line2 + "\"}";
        auto fleet = std::make_shared<TopologySnapshot>();
        TopologyNode up;
        up.id = satellite;
        up.name = "iss";
        up.type = NodeType::satellite;
        up.orbit = std::make_shared<const std::string>(m_orbit);
        TopologyNode down;
        down.id = station;
        down.name = "gs";
        down.type = NodeType::groundStation;
        down.hasPosition = true;
        down.latitude = place.latitude;
        down.longitude = place.longitude;
        down.altitudeKm = place.altitudeKm;
        TopologyNode unknown;
        unknown.id = stray;
        unknown.name = "stray";
        unknown.type = NodeType::satellite;
        fleet->nodes = {up, down, unknown};
        m_fleet = fleet;
        const auto orbit = orbitOf(up);
        QVERIFY(orbit);
        const Timestamp day{std::chrono::sys_days{std::chrono::year{2024} / 1 / 2}};
        for (const Contact &pass :
             findContacts(std::span(orbit.get(), 1), std::span(&place, 1), {{day, day + 48h}, 25})) {
            if (pass.rise && pass.set && *pass.set - *pass.rise > 3min)
                m_pass = pass;
        }
        QVERIFY(m_pass);
    }

    void knowsWhenTheSatelliteSets()
    {
        LinkTracks tracks;
        tracks.setFleet(m_fleet);
        std::vector<LinkGeometry> geometry;
        const Timestamp end = std::chrono::floor<std::chrono::seconds>(*m_pass->rise + 30s);
        QVERIFY(tracks.read(satellite, station, end, came(0), geometry));
        const std::array<double, ForecastWindow::seconds> values{};
        const ForecastWindow window{
            .series = {}, .metric = "snr_db", .end = end, .values = values, .geometry = geometry};
        QVERIFY(window.linkEnd());
        const auto wrong = std::chrono::duration<double>(*window.linkEnd() - *m_pass->set).count();
        QVERIFY2(std::abs(wrong) <= 1.1, qPrintable(QString::number(wrong)));
        // The other way round it is the same.
        std::vector<LinkGeometry> back;
        QVERIFY(tracks.read(station, satellite, end, came(0), back));
        QCOMPARE(back[100].rangeKm, geometry[100].rangeKm);
    }

    void rangesAreThoseOfTheOrbit()
    {
        LinkTracks tracks;
        tracks.setFleet(m_fleet);
        std::vector<LinkGeometry> geometry;
        const Timestamp end = std::chrono::floor<std::chrono::seconds>(m_pass->culmination);
        QVERIFY(tracks.read(satellite, station, end, came(0), geometry));
        // Asked again later, most positions are kept ones.
        std::vector<LinkGeometry> later;
        QVERIFY(tracks.read(satellite, station, end + 47s, came(0), later));
        QCOMPARE(later[500].rangeKm, geometry[547].rangeKm);
        const auto orbit = orbitOf(m_fleet->nodes[0]);
        const Horizon horizon(place);
        for (std::size_t i = 550; i < 640; i += 7) {
            const Timestamp at = end - 600s + std::chrono::seconds(i);
            const auto look = horizon.lookAngles(
                earthFixedFromTeme(orbit->stateAt(at)->positionKm, greenwichSiderealTime(toJulianDate(at))));
            QVERIFY(std::abs(static_cast<double>(geometry[i].rangeKm) - look.rangeKm) < 0.15);
            QVERIFY(std::abs(static_cast<double>(geometry[i].elevationDegrees) - look.elevation) < 0.05);
        }
    }

    void learnsHowLowLinksGo()
    {
        LinkTracks tracks;
        tracks.setFleet(m_fleet);
        std::vector<LinkGeometry> geometry;
        const Timestamp end = std::chrono::floor<std::chrono::seconds>(*m_pass->set + 20s);
        // Its last value came while it was above 25 degrees: it is over.
        QVERIFY(tracks.read(satellite, station, end, came(25), geometry));
        QVERIFY(std::isnan(geometry[ForecastWindow::seconds].rangeKm));
        QVERIFY(std::abs(tracks.leastElevation() - 25) < 0.3F);
        // A value came just now, lower than any before: who knows how far it goes.
        QVERIFY(tracks.read(satellite, station, end, came(0), geometry));
        QVERIFY(!std::isnan(geometry[ForecastWindow::seconds].rangeKm));
        const float lowest = geometry[ForecastWindow::seconds - 1].elevationDegrees;
        QCOMPARE(tracks.leastElevation(), lowest);
        // It went no lower: it is over, and so will others be there.
        QVERIFY(tracks.read(satellite, station, end + 10s, came(10), geometry));
        QVERIFY(std::isnan(geometry[ForecastWindow::seconds].rangeKm));
        QCOMPARE(tracks.leastElevation(), lowest);
    }

    void saysNothingOfWhatItDoesNotKnow()
    {
        LinkTracks tracks;
        std::vector<LinkGeometry> geometry;
        const Timestamp end = m_pass->culmination;
        QVERIFY(!tracks.read(satellite, station, end, came(0), geometry)); // no fleet
        tracks.setFleet(m_fleet);
        QVERIFY(!tracks.read(stray, station, end, came(0), geometry));
        QVERIFY(!tracks.read(satellite, NodeId{99}, end, came(0), geometry));
        // It cannot have talked from behind the Earth: the elements are wrong.
        QVERIFY(!tracks.read(satellite, station, end + 45min, came(0), geometry));
        QVERIFY(geometry.empty());
    }
};

DESK_TEST(TstLinkTracks)
#include "tst_linktracks.moc"
