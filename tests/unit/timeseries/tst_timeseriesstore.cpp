// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseriesstore.h"
#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <malloc.h>

using namespace desk;
using namespace std::chrono_literals;

namespace {

#ifdef DESK_SANITIZED
constexpr bool heapIsTold = false; // they keep the books themselves, and mallinfo2() knows nothing
#else
constexpr bool heapIsTold = true;
#endif

std::size_t heapInUse()
{
    const auto heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
}

} // namespace

class TstTimeSeriesStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWithinTheBudgetAndKeepsTheNewest()
    {
        TimeSeriesStore store({15min, TimeSeriesStore::bytesFor(128 * 40)});
        for (int i = 0; i < 100'000; ++i)
            store.append(SeriesId{std::uint32_t(i % 4)}, i, i, Quality::good, {});
        QVERIFY(store.samplesHeld() <= 128 * 40);
        QVERIFY(store.bytesHeld() <= store.maxBytes());
        for (std::uint32_t s = 0; s < 4; ++s)
            QVERIFY(nanoseconds(store.series(SeriesId{s})->last()->generation) >= 99'996);
    }

    // memory.max_bytes: what the store takes of the heap is at most 5 % more, whatever comes.
    void memoryKeepsToTheBudget_data()
    {
        QTest::addColumn<quint32>("seriesCount");
        QTest::addColumn<int>("lateInPercent");
        QTest::newRow("few series, in order") << 10U << 0;
        QTest::newRow("many series, one in ten samples late") << 300U << 10;
        QTest::newRow("thousands of series, half of the samples late") << 4'000U << 50;
    }
    void memoryKeepsToTheBudget()
    {
        QFETCH(const quint32, seriesCount);
        QFETCH(const int, lateInPercent);
        constexpr std::size_t budget = 40'000'000;
        const std::size_t before = heapInUse();
        TimeSeriesStore store({24h, budget});
        std::vector<EnvelopeColumn> columns;
        const auto check = [&] {
            const std::size_t used = heapInUse() - before;
            QVERIFY2(double(used) <= 1.05 * double(budget), qPrintable(QString::number(used)));
            QVERIFY(store.bytesHeld() <= budget);
        };
        const int rounds = int(6'000'000 / seriesCount); // three times the budget
        for (int i = 0; i < rounds; ++i) {
            for (std::uint32_t s = 0; s < seriesCount; ++s) {
                // Chunks in which late ones come are split.
                const std::int64_t late = (i * 7 + int(s)) % 100 < lateInPercent ? 1'500'500'000LL : 0;
                store.append(SeriesId{s}, i * 1'000'000'000LL - late, i, Quality::good, {});
            }
            if (i % (rounds / 20) == 0) { // charts have the pyramids made
                for (std::uint32_t s = 0; s < seriesCount; ++s) {
                    columns.clear();
                    store.series(SeriesId{s})
                        ->envelope(
                            {fromNanoseconds(-2'000'000'000), fromNanoseconds(1'000'000'000LL * (i + 1))},
                            100, columns);
                    QVERIFY(!columns.empty());
                }
                check();
                if (QTest::currentTestFailed())
                    return;
            }
        }
        check();
        // And the budget is made use of.
        const std::size_t used = heapInUse() - before;
        if constexpr (heapIsTold)
            QVERIFY2(double(used) > 0.95 * double(budget), qPrintable(QString::number(used)));
        QVERIFY(store.bytesHeld() > budget * 99 / 100);
    }

    // Times of samples without a value are kept beside the chunks, which give them their room.
    void memoryKeepsToTheBudgetWhenNothingIsAValue()
    {
        constexpr std::size_t budget = 20'000'000;
        const std::size_t before = heapInUse();
        TimeSeriesStore store({24h, budget});
        for (int i = 0; i < 1'500; ++i) {
            for (std::uint32_t s = 0; s < 1'000; ++s)
                store.append(SeriesId{s}, i, std::nan(""), Quality::invalid, {});
        }
        const std::size_t used = heapInUse() - before;
        QVERIFY2(double(used) <= 1.05 * double(budget), qPrintable(QString::number(used)));
        QVERIFY(!store.invalidTimes(SeriesId{7}).empty());
        QCOMPARE(store.invalidTimes(SeriesId{7}).back(), std::int64_t(1'499));
    }

    void tellsHowFarBackItReachesWhereTheWindowDoesNotFit()
    {
        TimeSeriesStore store({1h, TimeSeriesStore::bytesFor(128 * 40)});
        SteadyTime now{};
        int i = 0;
        const auto bringIn = [&](int count) {
            for (const int end = i + count; i < end; ++i) {
                now += 1s;
                store.append(SeriesId{0}, i, i, Quality::good, now);
            }
        };
        bringIn(3'000);
        QVERIFY(!store.reach(now));
        bringIn(10'000); // more than a budget of about 5,000 has room for
        store.expire(now);
        QVERIFY(!store.reach(now) || *store.reach(now) < 1h);
        TimeSeriesStore tight({2h, TimeSeriesStore::bytesFor(128 * 40)});
        for (int k = 0; k < 10'000; ++k)
            tight.append(SeriesId{0}, k, k, Quality::good, now + std::chrono::seconds{k});
        const SteadyTime end = now + 10'000s;
        QVERIFY(tight.reach(end));
        QVERIFY(*tight.reach(end) > 4'000s && *tight.reach(end) < 5'500s);
        QVERIFY(!tight.reach(end + 4h)); // all that came within the window is there
        tight.clear();
        QVERIFY(!tight.reach(end));
    }

    void aFastSeriesDoesNotTakeTheNewestValueOfASlowOne()
    {
        TimeSeriesStore store({15min, TimeSeriesStore::bytesFor(128 * 40)});
        store.append(SeriesId{0}, 1, 42, Quality::good, {});
        for (int i = 0; i < 200'000; ++i)
            store.append(SeriesId{1}, i, i, Quality::good, {});
        QVERIFY(store.series(SeriesId{0}));
        QCOMPARE(store.series(SeriesId{0})->last()->value, 42.0);
    }

    void forgetsWhatWasReceivedBeforeTheWindow()
    {
        TimeSeriesStore store({2min, 16'000'000});
        const SteadyTime start{};
        for (int s = 0; s < 1'000; ++s)
            store.append(SeriesId{0}, s * 1'000'000'000LL, s, Quality::good, start + std::chrono::seconds{s});
        store.expire(start + 1'000s);
        const auto range = store.series(SeriesId{0})->range();
        QVERIFY(nanoseconds(range->start) > 600 * 1'000'000'000LL);
        QVERIFY(nanoseconds(range->start) < 880 * 1'000'000'000LL);
        store.expire(start + 10'000s); // silent for long: what it last said is kept
        QVERIFY(store.series(SeriesId{0}));
        store.clear();
        QVERIFY(!store.series(SeriesId{0}));
    }
};

DESK_TEST(TstTimeSeriesStore)
#include "tst_timeseriesstore.moc"
