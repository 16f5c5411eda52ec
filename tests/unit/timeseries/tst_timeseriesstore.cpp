// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseriesstore.h"

#include <QTest>

#include <malloc.h>

using namespace desk;
using namespace std::chrono_literals;

namespace {

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
        TimeSeriesStore store({15min, 128 * 32});
        for (int i = 0; i < 100'000; ++i)
            store.append(SeriesId{std::uint32_t(i % 4)}, i, i, Quality::good, {});
        QVERIFY(store.samplesHeld() <= 128 * 32);
        for (std::uint32_t s = 0; s < 4; ++s)
            QVERIFY(nanoseconds(store.series(SeriesId{s})->last()->generation) >= 99'996);
    }

    // memory.max_samples, 17 bytes each: what the store takes of the heap is at most 5 % more, whatever
    // comes.
    void memoryKeepsToTheBudget()
    {
        constexpr std::size_t budget = 2'000'000;
        constexpr std::uint32_t seriesCount = 300;
        const std::size_t before = heapInUse();
        TimeSeriesStore store({24h, budget});
        std::vector<EnvelopeColumn> columns;
        const auto check = [&] {
            const std::size_t used = heapInUse() - before;
            QVERIFY2(double(used) <= 1.05 * 17 * double(budget), qPrintable(QString::number(used)));
        };
        for (int i = 0; i < 20'000; ++i) { // three times the budget
            for (std::uint32_t s = 0; s < seriesCount; ++s) {
                // One in ten late: their chunks are split.
                const std::int64_t late = (i * 7 + int(s)) % 10 == 0 ? 1'500'500'000LL : 0;
                store.append(SeriesId{s}, i * 1'000'000'000LL - late, i, Quality::good, {});
            }
            if (i % 1'000 == 0) { // charts have the pyramids made
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
        QVERIFY(double(heapInUse() - before) > 0.95 * 17 * double(budget));
        QVERIFY(store.samplesHeld() > budget * 99 / 100);
    }

    void aFastSeriesDoesNotTakeTheNewestValueOfASlowOne()
    {
        TimeSeriesStore store({15min, 128 * 32});
        store.append(SeriesId{0}, 1, 42, Quality::good, {});
        for (int i = 0; i < 200'000; ++i)
            store.append(SeriesId{1}, i, i, Quality::good, {});
        QVERIFY(store.series(SeriesId{0}));
        QCOMPARE(store.series(SeriesId{0})->last()->value, 42.0);
    }

    void forgetsWhatWasReceivedBeforeTheWindow()
    {
        TimeSeriesStore store({2min, 1'000'000});
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

QTEST_GUILESS_MAIN(TstTimeSeriesStore)
#include "tst_timeseriesstore.moc"
