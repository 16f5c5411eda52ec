// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/constellationsimulator.h"

#include "tests/support/testprogram.h"
#include "tests/unit/datalink/demofleet.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace desk;
using namespace std::chrono_literals;

namespace {

using Metric = SimulatedMetric;

ConstellationSimulator simulator(ConstellationOptions options)
{
    return ConstellationSimulator::create(std::move(options)).value();
}

std::string json(ConstellationSimulator &simulator, int seconds)
{
    TelemetryJson writer = simulator.jsonWriter();
    std::string out;
    for (int i = 0; i <= seconds; ++i) {
        for (const SimulatedPoint &point : simulator.step(demo::start + std::chrono::seconds(i)))
            writer.appendPoint(out, point, simulator.entities());
    }
    return out;
}

struct Range
{
    double least;
    double most;
};

// What the API takes.
Range rangeOf(Metric metric)
{
    switch (metric) {
    case Metric::snrDb:
        return {-20, 60};
    case Metric::utilization:
    case Metric::packetLossRate:
        return {0, 1};
    case Metric::latitude:
        return {-90, 90};
    case Metric::longitude:
        return {-180, 180};
    case Metric::altitudeKm:
        return {500, 600};
    case Metric::temperatureC:
        return {-40, 60};
    case Metric::batteryPercent:
        return {0, 100};
    case Metric::queueDepthGb:
        return {0, 8 * 16};
    case Metric::latencyMs:
        return {1.8, 25};
    default:
        return {0, 1000};
    }
}

} // namespace

class TstConstellationSimulator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isTheSameForASeedBitByBit()
    {
        auto with = demo::options(3);
        with.faults = parseFaults("random=20/min").value();
        auto a = simulator(with);
        auto b = simulator(with);
        const std::string text = json(a, 120);
        QVERIFY(text.size() > 1'000'000);
        QVERIFY(text == json(b, 120));
        QVERIFY(a.log().records() == b.log().records());
    }

    void isAnotherForAnotherSeed()
    {
        auto a = simulator(demo::options(3));
        auto b = simulator(demo::options(4));
        QVERIFY(json(a, 2) != json(b, 2));
    }

    void answersTheSameForTheSameTime()
    {
        auto a = simulator(demo::options());
        const auto once = a.step(demo::start + 1s);
        const std::vector<SimulatedPoint> first(once.begin(), once.end());
        const auto again = a.step(demo::start + 1s);
        // But what changed is said once.
        QCOMPARE(again.size(), first.size());
        QVERIFY(again[0] == first[0]);
    }

    void demoHasEnoughLinks()
    {
        auto sim = simulator(demo::options());
        QCOMPARE(sim.nodes().size(), std::size_t{172});
        QCOMPARE(sim.satellites(), 160U);
        QVERIFY(sim.leftOut().empty());
        QVERIFY(sim.redatedBy() > 24h * 180);
        for (int minute = 0; minute < 100; minute += 5) {
            sim.step(demo::start + std::chrono::minutes(minute));
            QVERIFY2(sim.links().size() >= 280, qPrintable(QString::number(sim.links().size())));
            QVERIFY(sim.links().size() <= 160 * 2 + 12 * 2);
            QVERIFY(sim.fleet().edges.size() >= 280);
        }
    }

    void demoHasEnoughLinksAtAnyDate_data()
    {
        QTest::addColumn<QByteArray>("date");
        for (const char *date :
             {"2026-05-20T12:00:00Z", "2026-06-10T00:00:00Z", "2027-11-21T18:00:00Z", "2035-02-03T04:05:06Z"})
            QTest::addRow("%s", date) << QByteArray(date);
    }

    void demoHasEnoughLinksAtAnyDate()
    {
        QFETCH(const QByteArray, date);
        auto with = demo::options();
        with.start = *parseTimestamp(date.toStdString());
        auto sim = simulator(with);
        QVERIFY(sim.leftOut().empty());
        QVERIFY2(sim.links().size() >= 280, qPrintable(QString::number(sim.links().size())));
    }

    void everyValueIsInRangeAndQuantisedOverAThousandSteps()
    {
        auto with = demo::options(4);
        with.faults = parseFaults("random=6/min").value();
        auto sim = simulator(with);
        std::set<Metric> seen;
        for (int i = 0; i < 1000; ++i) {
            for (const SimulatedPoint &point : sim.step(demo::start + std::chrono::seconds(i))) {
                QVERIFY(!point.isEmpty());
                const bool aboutNode = sim.entities()[point.entity].dst == SimulatedEntity::none;
                QCOMPARE(point.health.has_value(), aboutNode);
                for (std::size_t m = 0; m < simulatedMetricCount; ++m) {
                    const auto metric = static_cast<Metric>(m);
                    if (!point.has(metric))
                        continue;
                    seen.insert(metric);
                    const double value = point.value(metric);
                    const Range range = rangeOf(metric);
                    if (!(value >= range.least && value <= range.most))
                        QFAIL(qPrintable(QString::number(value) + u" of " + QString::number(m)));
                    const double steps = value * std::pow(10, definitionOf(metric).decimals);
                    if (std::abs(steps - std::round(steps)) > 1e-6)
                        QFAIL(qPrintable(QString::number(value, 'g', 17)));
                }
            }
        }
        QCOMPARE(seen.size(), simulatedMetricCount);
    }

    void resolutionsAreThoseOfTheSensors()
    {
        SimulatedPoint point;
        point.set(Metric::snrDb, 12.3456);
        point.set(Metric::latencyMs, 3.14159);
        point.set(Metric::throughputGbps, 1.23456);
        point.set(Metric::utilization, 0.123456);
        QCOMPARE(point.value(Metric::snrDb), 12.35);
        QCOMPARE(point.value(Metric::latencyMs), 3.14);
        QCOMPARE(point.value(Metric::throughputGbps), 1.235);
        QCOMPARE(point.value(Metric::utilization), 0.1235);
    }

    void passesBeginAndEndWithinTwentyMinutes()
    {
        auto sim = simulator(demo::options());
        std::map<std::uint32_t, int> up;
        std::map<std::uint32_t, int> down;
        for (int i = 0; i <= 1200; ++i) {
            for (const SimulatedPoint &point : sim.step(demo::start + std::chrono::seconds(i))) {
                if (!point.active || i == 0)
                    continue;
                const SimulatedEntity &entity = sim.entities()[point.entity];
                if (entity.node >= sim.satellites())
                    ++(*point.active ? up : down)[point.entity];
            }
        }
        QVERIFY2(up.size() >= 30, qPrintable(QString::number(up.size())));
        QVERIFY2(down.size() >= 30, qPrintable(QString::number(down.size())));
        for (const auto &[entity, times] : up)
            QVERIFY(times <= 3); // no flapping
    }

    void aLinkIsSilentAfterItsEnd()
    {
        auto sim = simulator(demo::options());
        std::set<std::uint32_t> gone;
        for (int i = 0; i <= 600; ++i) {
            for (const SimulatedPoint &point : sim.step(demo::start + std::chrono::seconds(i))) {
                if (point.active && *point.active)
                    gone.erase(point.entity);
                QVERIFY(!gone.contains(point.entity));
                if (point.active && !*point.active) {
                    QVERIFY(!point.has(Metric::snrDb));
                    gone.insert(point.entity);
                }
            }
        }
        QVERIFY(!gone.empty());
    }

    void latencyIsTheDistanceOfTheReportedPositions()
    {
        auto sim = simulator(demo::options());
        const auto points = sim.step(demo::start + 10s);
        std::vector<Vector3> positions(sim.nodes().size());
        for (std::size_t i = sim.satellites(); i < sim.nodes().size(); ++i) {
            const auto &position = *sim.nodes()[i].position;
            positions[i] =
                earthFixedFromGeodetic({position.latitude, position.longitude, position.altitudeKm});
        }
        int links = 0;
        for (const SimulatedPoint &point : points) {
            const SimulatedEntity &entity = sim.entities()[point.entity];
            if (entity.dst == SimulatedEntity::none) {
                if (entity.node < sim.satellites())
                    positions[entity.node] =
                        earthFixedFromGeodetic({point.value(Metric::latitude), point.value(Metric::longitude),
                                                point.value(Metric::altitudeKm)});
                continue;
            }
            const double km = length(positions[entity.node] - positions[entity.dst]);
            QVERIFY(std::abs(point.value(Metric::latencyMs) - propagationDelayMs(km)) < 0.02);
            ++links;
        }
        QVERIFY(links >= 560);
    }

    void groundSnrFollowsElevationInDryWeather()
    {
        auto sim = simulator(demo::options());
        int compared = 0;
        for (int i = 0; i < 300; ++i) {
            sim.step(demo::start + std::chrono::seconds(i));
            for (const GroundPass &one : sim.groundLinks().passes()) {
                for (const GroundPass &other : sim.groundLinks().passes()) {
                    if (one.station != other.station || one.look.elevation < other.look.elevation + 5)
                        continue;
                    const auto snr = [&](const GroundPass &pass) {
                        for (const SimulatedLink &link : sim.links()) {
                            if (link.ends()[0] == sim.satellites() + pass.station &&
                                link.ends()[1] == pass.satellite)
                                return link.directions[1].snrDb;
                        }
                        return std::nan("");
                    };
                    QVERIFY(snr(one) > snr(other));
                    ++compared;
                }
            }
        }
        QVERIFY(compared > 500);
    }

    void rainCellTakesSnrAndIsReported()
    {
        auto dry = simulator(demo::options());
        auto with = demo::options();
        with.faults = parseFaults("rain:gs-tokyo 20dB@+0s/200s").value();
        auto wet = simulator(with);
        const auto tokyo = [](ConstellationSimulator &sim, Metric metric, bool link) {
            for (const SimulatedPoint &point : sim.step(demo::start + 100s)) {
                const SimulatedEntity &entity = sim.entities()[point.entity];
                if (sim.nodes()[entity.node].id == "gs-tokyo" &&
                    (entity.dst != SimulatedEntity::none) == link)
                    return point.value(metric);
            }
            return std::nan("");
        };
        QVERIFY(tokyo(dry, Metric::snrDb, true) - tokyo(wet, Metric::snrDb, true) > 20);
        QVERIFY(tokyo(wet, Metric::rainAttenuationDb, false) >= 20);
        QVERIFY(tokyo(wet, Metric::rainRate, false) > 10);
        const auto &records = wet.log().records();
        QVERIFY(std::any_of(records.begin(), records.end(),
                            [](const SimulationRecord &record) { return record.node == "gs-tokyo"; }));
    }

    void failedNodeIsSilentAndItsLinksAreDown()
    {
        auto with = demo::options();
        with.faults = parseFaults("node:starlink-3209@+5s/10s").value();
        auto sim = simulator(with);
        for (int i = 0; i < 20; ++i) {
            int links = 0;
            int lost = 0;
            for (const SimulatedPoint &point : sim.step(demo::start + std::chrono::seconds(i))) {
                const SimulatedEntity &entity = sim.entities()[point.entity];
                if (sim.nodes()[entity.node].id != "starlink-3209")
                    continue;
                const bool failed = i >= 5 && i < 15;
                if (entity.dst == SimulatedEntity::none) {
                    QVERIFY(point.health == (failed ? Health::failed : Health::nominal));
                    QCOMPARE(point.has(Metric::batteryPercent), !failed);
                    QVERIFY(point.has(Metric::latitude));
                } else {
                    links += point.has(Metric::snrDb) ? 1 : 0;
                    lost += point.active && !*point.active ? 1 : 0;
                }
            }
            QCOMPARE(links > 0, i < 5 || i >= 15);
            QCOMPARE(lost > 0, i == 5);
        }
    }

    void skewedClockStampsTheNodesPoints()
    {
        auto with = demo::options();
        with.faults = parseFaults("skew:gs-tokyo=7s@+1s/5s").value();
        auto sim = simulator(with);
        sim.step(demo::start);
        int skewed = 0;
        for (const SimulatedPoint &point : sim.step(demo::start + 2s)) {
            const bool tokyo = sim.nodes()[sim.entities()[point.entity].node].id == "gs-tokyo";
            QVERIFY(point.time == demo::start + (tokyo ? 9s : 2s));
            skewed += tokyo ? 1 : 0;
        }
        QVERIFY(skewed >= 2);
    }

    void burstRaisesTheLoad()
    {
        auto with = demo::options();
        with.faults = parseFaults("burst:gs-london x8@+0s/60s").value();
        auto calm = simulator(demo::options());
        auto busy = simulator(with);
        const auto sent = [](ConstellationSimulator &sim) {
            sim.step(demo::start + 30s);
            double sum = 0;
            for (const SimulatedLink &link : sim.links()) {
                if (sim.nodes()[link.ends()[0]].id == "gs-london")
                    sum += link.directions[0].queue.offeredGbps();
            }
            return sum;
        };
        QVERIFY(sent(busy) > 6 * sent(calm));
    }

    void planelessSatellitesHaveGroundLinksOnly()
    {
        auto with = demo::options();
        // A stranger right above London's meridian, in no plane.
        ElementSet stranger = with.elements.front();
        stranger.name = "STRANGER";
        stranger.catalogNumber = 99999;
        stranger.meanMotion *= 14.0 / 15.09;
        stranger.inclination = 1.4;
        with.elements.push_back(stranger);
        with.ground.perStation = 6;
        auto sim = simulator(with);
        int ground = 0;
        for (int minute = 0; minute < 110; ++minute) {
            sim.step(demo::start + std::chrono::minutes(minute));
            for (const SimulatedLink &link : sim.links()) {
                if (link.ends()[0] != 160 && link.ends()[1] != 160)
                    continue;
                QVERIFY(link.kind() == SimulatedLink::Kind::ground);
                ++ground;
            }
        }
        QVERIFY(ground > 0);
    }

    void batteriesFollowTheSun()
    {
        auto sim = simulator(demo::options());
        std::map<std::uint32_t, std::pair<double, double>> charge;
        for (int minute = 0; minute < 100; ++minute) {
            for (const SimulatedPoint &point : sim.step(demo::start + std::chrono::minutes(minute))) {
                if (!point.has(Metric::batteryPercent))
                    continue;
                const double value = point.value(Metric::batteryPercent);
                auto &[least, most] = charge.try_emplace(point.entity, 1e9, -1e9).first->second;
                least = std::min(least, value);
                most = std::max(most, value);
            }
        }
        int deep = 0;
        for (const auto &[entity, span] : charge) {
            QVERIFY(span.second > 90);
            QVERIFY(span.first > 60);
            deep += span.second - span.first > 5 ? 1 : 0;
        }
        QVERIFY(deep > 100);
    }

    void backfillLeadsToTheSameAsWatching()
    {
        // What matters to the live part is where it starts from; one long step may differ from many, not
        // wildly.
        auto fine = simulator(demo::options());
        auto coarse = simulator(demo::options());
        for (int i = 0; i <= 900; ++i)
            fine.step(demo::start + std::chrono::seconds(i));
        for (int i = 0; i <= 900; i += 10)
            coarse.step(demo::start + std::chrono::seconds(i));
        QVERIFY(std::abs(static_cast<double>(fine.links().size()) -
                         static_cast<double>(coarse.links().size())) < 6);
        QCOMPARE(fine.time(), coarse.time());
    }

    void refusesWhatCannotBeSimulated()
    {
        ConstellationOptions nothing;
        QVERIFY(!ConstellationSimulator::create(nothing));
        auto twins = demo::options();
        twins.stations.push_back(twins.stations.front());
        QVERIFY(!ConstellationSimulator::create(twins));
        auto unknown = demo::options();
        unknown.faults = parseFaults("node:nobody@+1s").value();
        const auto refused = ConstellationSimulator::create(unknown);
        QVERIFY(!refused);
        QCOMPARE(refused.error().offset, 0);
    }

    void stationsAloneAndSatellitesAloneWork()
    {
        auto ground = demo::options();
        ground.elements.clear();
        auto a = simulator(ground);
        QCOMPARE(a.step(demo::start + 1s).size(), std::size_t{12});
        auto space = demo::options();
        space.stations.clear();
        auto b = simulator(space);
        QVERIFY(b.step(demo::start + 1s).size() > 600);
    }

    void aStepIsFast()
    {
        auto sim = simulator(demo::options());
        TelemetryJson writer = sim.jsonWriter();
        std::string buffer;
        std::size_t points = 0;
        const auto begin = std::chrono::steady_clock::now();
        constexpr int steps = 900;
        for (int i = 0; i < steps; ++i) {
            buffer.clear();
            for (const SimulatedPoint &point : sim.step(demo::start + std::chrono::seconds(i))) {
                writer.appendPoint(buffer, point, sim.entities());
                ++points;
            }
        }
        const double ms =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count() /
            steps;
        qInfo("%.3f ms a step, %.0f points, %zu bytes", ms, static_cast<double>(points) / steps,
              buffer.size());
        QVERIFY(points > steps * 700);
        // Generous, for sanitizers and busy machines; the figure above is what counts.
        QVERIFY(ms < 20);
    }
};

DESK_TEST(TstConstellationSimulator)
#include "tst_constellationsimulator.moc"
