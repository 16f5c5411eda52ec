// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/lastvaluecache.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstLastValueCache : public QObject
{
    Q_OBJECT

    static SampleBatch sample(double value, std::int64_t generationS)
    {
        SampleBatch batch;
        batch.addSample(SeriesId{3}, value, Quality::good);
        batch.endPoint(EntityId{0}, generationS * 1'000'000'000);
        batch.reception = fromNanoseconds(1'000'000'000'000);
        return batch;
    }

private Q_SLOTS:
    void aLateSampleIsNoNewsNorMakesTheOldOneFresh()
    {
        LastValueCache cache;
        cache.update(sample(1, 100), SteadyTime{});
        cache.update(sample(2, 90), SteadyTime{} + 7s);
        QCOMPARE(cache.find(SeriesId{3})->value, 1.0);
        QVERIFY(cache.find(SeriesId{3})->seen == SteadyTime{});
        QVERIFY(!cache.find(SeriesId{0}));
        QVERIFY(!cache.find(SeriesId{99}));
    }

    void aClockThatWasAheadDoesNotFreezeTheValue()
    {
        LastValueCache cache;
        SampleBatch ahead = sample(9, 5'000);
        ahead.quality[0] = Quality::clockAhead;
        cache.update(ahead, SteadyTime{});
        cache.update(sample(1, 100), SteadyTime{} + 1s);
        QCOMPARE(cache.find(SeriesId{3})->value, 1.0);
        cache.update(sample(2, 101), SteadyTime{} + 2s);
        QCOMPARE(cache.find(SeriesId{3})->value, 2.0);
        QVERIFY(cache.find(SeriesId{3})->seen == SteadyTime{} + 2s);
        QVERIFY(cache.find(SeriesId{3})->cadence < 2); // the leap back taught nothing
    }

    void freshnessFollowsTheCadence()
    {
        LastValueCache cache;
        SteadyTime now{};
        for (int i = 0; i < 20; ++i) {
            now += 4s;
            cache.update(sample(i, i * 4), now);
        }
        const LastValue *value = cache.find(SeriesId{3});
        QVERIFY(LastValueCache::freshness(value, now + 5s) == Freshness::fresh);
        QVERIFY(LastValueCache::freshness(value, now + 7s) == Freshness::late);
        QVERIFY(LastValueCache::freshness(value, now + 13s) == Freshness::stale);
        QVERIFY(LastValueCache::freshness(nullptr, now) == Freshness::neverReceived);
    }

    void countsWhatIsOutsideItsLimits()
    {
        LastValueCache cache;
        SampleBatch batch = sample(1, 1);
        batch.monitoring.push_back({Severity::warning, LimitSide::high});
        cache.update(batch, {});
        QCOMPARE(cache.violations(), std::size_t(1));
        batch = sample(1, 2);
        batch.monitoring.push_back({Severity::nominal, LimitSide::inside});
        cache.update(batch, {});
        QCOMPARE(cache.violations(), std::size_t(0));
    }
};

DESK_TEST(TstLastValueCache)
#include "tst_lastvaluecache.moc"
