// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/causewatcher.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

namespace {

const std::vector<std::string> nodes{"sat-a", "sat-b", "gs-x"};
const std::vector<GroundStation> stations{{"gs-x", "X", {0, 0, 0}}};
const std::vector<SimulatedEntity> entities{
    {0, SimulatedEntity::none}, {1, SimulatedEntity::none}, {2, SimulatedEntity::none}, {0, 1}, {1, 0}};
constexpr Timestamp start = fromNanoseconds(1'000'000'000'000);

} // namespace

class TstCauseWatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesDownAFillingQueueUntilItIsEmptyOrGone()
    {
        CauseWatcher watcher(nodes, 2);
        SimulationLog log;
        const GroundLinks ground(stations, {});
        std::vector<SimulatedLink> links;
        links.emplace_back(SimulatedLink::Kind::laser, std::array{0U, 1U}, 1U, "x");
        links[0].directions[0].entity = 3;
        links[0].directions[1].entity = 4;
        const auto at = [](int second) { return start + std::chrono::seconds(second); };
        links[0].directions[0].queue.advance(linkBufferGbit * 0.2, 0, 1);
        watcher.observe(at(1), {}, ground, links, entities, log);
        links[0].directions[0].queue.advance(linkBufferGbit * 0.3, 0, 1);
        watcher.observe(at(2), {}, ground, links, entities, log);
        QCOMPARE(log.records().size(), std::size_t{1});
        QCOMPARE(log.records()[0].node, std::string("sat-a"));
        QCOMPARE(log.records()[0].dst, std::string("sat-b"));
        QVERIFY(std::abs(log.records()[0].magnitude - 0.5) < 1e-9);
        QVERIFY(!log.records()[0].end);
        links[0].directions[0].queue.advance(0, linkBufferGbit, 1);
        watcher.observe(at(3), {}, ground, links, entities, log);
        QVERIFY(log.records()[0].end == at(3));
        links[0].directions[1].queue.advance(linkBufferGbit, 0, 1);
        watcher.observe(at(4), {}, ground, links, entities, log);
        watcher.observe(at(5), {}, ground, {}, entities, log);
        QVERIFY(log.records()[1].end == at(5));
    }

    void writesDownAPassFromItsHighestPointToItsEnd()
    {
        CauseWatcher watcher(nodes, 2);
        SimulationLog log;
        GroundLinks ground(stations, {});
        const std::vector<std::uint8_t> works{1, 1};
        int second = 0;
        for (double east = -10; east < 10; east += 0.05, ++second) {
            const std::vector<Vector3> positions{earthFixedFromGeodetic({0, east, 550}),
                                                 earthFixedFromGeodetic({0, 180, 550})};
            ground.update(start + std::chrono::seconds(second), positions, works, works);
            watcher.observe(start + std::chrono::seconds(second), {}, ground, {}, entities, log);
        }
        QCOMPARE(log.records().size(), std::size_t{1});
        const SimulationRecord &record = log.records()[0];
        QVERIFY(record.cause == SimulationCause::settingPass);
        QCOMPARE(record.node, std::string("gs-x"));
        QCOMPARE(record.dst, std::string("sat-a"));
        QVERIFY(record.start > start + std::chrono::seconds(196) &&
                record.start < start + std::chrono::seconds(204));
        QVERIFY(record.end);
        QVERIFY(record.magnitude > 85);
    }

    void writesDownRain()
    {
        CauseWatcher watcher(nodes, 2);
        SimulationLog log;
        const GroundLinks ground(stations, {});
        std::vector<RainFade> rain{RainFade(rainClimateAt({1, 100, 0}), 3, "gs-x")};
        double peak = 0;
        std::size_t wet = 0;
        for (int i = 0; i < 20'000; ++i) {
            rain[0].advance(60);
            watcher.observe(start + std::chrono::minutes(i), rain, ground, {}, entities, log);
            wet += rain[0].attenuationDb() >= 1 ? 1 : 0;
            peak = std::max(peak, rain[0].attenuationDb());
        }
        QVERIFY(wet > 100);
        QVERIFY(log.records().size() > 3);
        double most = 0;
        for (const SimulationRecord &record : log.records()) {
            QCOMPARE(record.node, std::string("gs-x"));
            QVERIFY(record.magnitude >= 1);
            most = std::max(most, record.magnitude);
        }
        QCOMPARE(most, peak);
    }
};

DESK_TEST(TstCauseWatcher)
#include "tst_causewatcher.moc"
