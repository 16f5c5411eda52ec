// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/deviceclock.h"
#include "tests/support/testprogram.h"

#include <cmath>
#include <random>

using namespace desk;
using namespace std::chrono_literals;

namespace {

const Timestamp start = fromNanoseconds(1'700'000'000'000'000'000);

// A device that began `begun` before the first record and counts `drift` too fast, over a link that delays by
// 2 ms and, at random, up to 50 ms more.
void addRecords(DeviceClock &clock, int records, std::chrono::nanoseconds begun, double drift,
                Timestamp first = start)
{
    std::mt19937 random(5);
    std::exponential_distribution<double> delay(1.0 / 10e6);
    for (int i = 0; i < records; ++i) {
        const std::chrono::nanoseconds sent = 100ms * i;
        const auto device =
            begun + std::chrono::nanoseconds(std::llround(static_cast<double>(sent.count()) * (1 + drift)));
        const auto late = std::chrono::nanoseconds(std::llround(std::min(delay(random), 50e6)));
        clock.add(device, first + sent + 2ms + late);
    }
}

} // namespace

class TstDeviceClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsNothingBeforeTheSecondRecord();
    void findsTheOffsetBelowTheJitter();
    void findsTheDrift_data();
    void findsTheDrift();
    void saysHowFarItScatters();
    void forgetsWhatIsOlderThanTheWindow();
    void beginsAnewWhenTheDeviceDoes();
    void passesOverOneStray();
    void passesOverTimesBeyondAllBounds();
    void readsEpochs_data();
    void readsEpochs();
};

void TstDeviceClock::knowsNothingBeforeTheSecondRecord()
{
    DeviceClock clock;
    QVERIFY(!clock.estimate());
    clock.add(5s, start);
    QVERIFY(!clock.estimate());
    QVERIFY(!clock.toOurs(5s));
    clock.add(6s, start + 1s);
    QVERIFY(clock.estimate());
    QCOMPARE(clock.estimate()->records, std::size_t{2});
    QVERIFY(std::isnan(clock.estimate()->drift));
}

void TstDeviceClock::findsTheOffsetBelowTheJitter()
{
    DeviceClock clock;
    addRecords(clock, 1200, 30s, 0);
    const auto estimate = clock.estimate();
    const auto error = estimate->offset - (start.time_since_epoch() - 30s + 2ms);
    QVERIFY2(std::chrono::abs(error) < 1ms, std::to_string(error.count()).c_str());
    const auto ours = *clock.toOurs(30s + 60s);
    QVERIFY(std::chrono::abs(ours - (start + 60s + 2ms)) < 1ms);
}

void TstDeviceClock::findsTheDrift_data()
{
    QTest::addColumn<double>("drift");
    QTest::newRow("none") << 0.0;
    QTest::newRow("50 ppm fast") << 50e-6;
    QTest::newRow("200 ppm slow") << -200e-6;
}

void TstDeviceClock::findsTheDrift()
{
    QFETCH(double, drift);
    DeviceClock clock;
    addRecords(clock, 6000, 30s, drift); // 10 minutes
    QVERIFY2(std::abs(clock.estimate()->drift + drift) < 3e-6,
             std::to_string(clock.estimate()->drift * 1e6).c_str());
}

void TstDeviceClock::saysHowFarItScatters()
{
    DeviceClock steady;
    for (int i = 0; i < 1000; ++i)
        steady.add(100ms * i, start + 100ms * i + 2ms);
    QCOMPARE(steady.estimate()->uncertainty, 0ns);
    DeviceClock noisy;
    addRecords(noisy, 1000, 0s, 0);
    QVERIFY(noisy.estimate()->uncertainty > 0ns);
    QVERIFY(noisy.estimate()->uncertainty < 10ms);
}

void TstDeviceClock::forgetsWhatIsOlderThanTheWindow()
{
    DeviceClock clock(64s);
    // Its offset moves by half a second, slowly enough to be no jump.
    for (int i = 0; i < 500; ++i)
        clock.add(1s * i, start + 1s * i + 1ms * std::min(i, 300));
    const auto error = clock.estimate()->offset - (start.time_since_epoch() + 300ms);
    QVERIFY(std::chrono::abs(error) < 1ms);
    QVERIFY(clock.estimate()->span <= 66s);
    QCOMPARE(clock.jumps(), std::uint64_t{0});
}

void TstDeviceClock::beginsAnewWhenTheDeviceDoes()
{
    DeviceClock clock;
    addRecords(clock, 600, 5000s, 0);
    addRecords(clock, 600, 1s, 0, start + 70s);
    QCOMPARE(clock.jumps(), std::uint64_t{1});
    const auto error = clock.estimate()->offset - ((start + 70s).time_since_epoch() - 1s + 2ms);
    QVERIFY(std::chrono::abs(error) < 1ms);
}

void TstDeviceClock::passesOverOneStray()
{
    DeviceClock clock;
    addRecords(clock, 1200, 0s, 0);
    const auto before = clock.estimate();
    clock.add(9999s, start + 121s);
    QCOMPARE(clock.estimate(), before);
    QCOMPARE(clock.jumps(), std::uint64_t{0});
}

void TstDeviceClock::passesOverTimesBeyondAllBounds()
{
    DeviceClock clock;
    clock.add(std::chrono::nanoseconds(INT64_MAX), start);
    clock.add(std::chrono::nanoseconds(INT64_MIN), start);
    clock.add(1s, fromNanoseconds(INT64_MAX));
    QVERIFY(!clock.estimate());
    addRecords(clock, 10, 0s, 0);
    QVERIFY(!clock.toOurs(std::chrono::nanoseconds(INT64_MAX)));
}

void TstDeviceClock::readsEpochs_data()
{
    QTest::addColumn<int>("epoch");
    QTest::addColumn<qint64>("seconds");
    using Epoch = ClockDefinition::Epoch;
    // Each is 2017-01-01T00:00:00Z.
    QTest::newRow("unix") << static_cast<int>(Epoch::unix) << qint64{1'483'228'800};
    QTest::newRow("gps") << static_cast<int>(Epoch::gps) << qint64{1'167'264'018};
    QTest::newRow("tai") << static_cast<int>(Epoch::tai) << qint64{1'861'920'037};
}

void TstDeviceClock::readsEpochs()
{
    QFETCH(int, epoch);
    QFETCH(qint64, seconds);
    ClockDefinition definition;
    definition.epoch = static_cast<ClockDefinition::Epoch>(epoch);
    const auto device = deviceTimeOf(DecodedValue::ofInteger(seconds), definition);
    QCOMPARE(formatTimestamp(*utcOfDeviceTime(*device, definition), Fraction::none),
             std::string("2017-01-01T00:00:00Z"));
    definition.epoch = ClockDefinition::Epoch::start;
    QVERIFY(!utcOfDeviceTime(*device, definition));
}

DESK_TEST(TstDeviceClock)

#include "tst_deviceclock.moc"
