// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseriesstore.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

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
