// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeseries.h"
#include "tests/support/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <map>

using namespace desk;

namespace {

constexpr SeriesId only{0};

TimeRange range(std::int64_t from, std::int64_t to)
{
    return {fromNanoseconds(from), fromNanoseconds(to)};
}

} // namespace

class TstTimeSeries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatStoodIsTheLastSampleUntilThen()
    {
        ChunkPool pool(100'000);
        TimeSeries series;
        QVERIFY(!series.standing(fromNanoseconds(5)));
        QRandomGenerator random(11);
        std::map<std::int64_t, double> expected;
        for (int i = 0; i < 2'000; ++i) {
            const auto t = 100 + std::int64_t(random.bounded(9'000)) * (1 + i % 3);
            expected[t] = i;
            QVERIFY(series.append(pool, only, t, i, Quality::good, {}));
        }
        QVERIFY(!series.standing(fromNanoseconds(expected.begin()->first - 1)));
        for (std::int64_t at = expected.begin()->first; at < 28'000; at += 7) {
            auto last = std::prev(expected.upper_bound(at));
            const auto standing = series.standing(fromNanoseconds(at));
            QVERIFY(standing);
            QCOMPARE(nanoseconds(standing->sample.generation), last->first);
            QCOMPARE(standing->sample.value, last->second);
            std::int64_t cadence = 0;
            for (int step = 0; step < 3 && last != expected.begin(); ++step, --last) {
                const std::int64_t gap = last->first - std::prev(last)->first;
                cadence = step == 0 ? gap : std::min(cadence, gap);
            }
            QCOMPARE(standing->cadence.count(), cadence);
        }
    }

    void keepsOrderWhateverOrderSamplesComeIn()
    {
        ChunkPool pool(100'000);
        TimeSeries series;
        QRandomGenerator random(7);
        std::map<std::int64_t, double> expected;
        for (int i = 0; i < 5'000; ++i) {
            const auto t =
                std::int64_t(random.bounded(3'000)); // many times come twice: the later value stays
            const double v = random.generateDouble();
            expected[t] = v;
            QVERIFY(series.append(pool, only, t, v, Quality::good, {}));
        }
        std::vector<Sample> held;
        series.samples(range(0, 3'000), held);
        QCOMPARE(held.size(), expected.size());
        QCOMPARE(series.size(), expected.size());
        auto it = expected.begin();
        for (const Sample &sample : held) {
            QCOMPARE(nanoseconds(sample.generation), it->first);
            QCOMPARE(sample.value, it->second);
            ++it;
        }
    }

    // An invalid value is no number.
    void envelopePassesOverWhatIsNoNumber()
    {
        ChunkPool pool(1'000'000);
        TimeSeries series;
        constexpr int count = 20'000;
        for (int i = 0; i < count; ++i) {
            const bool known = i % 5 != 0;
            QVERIFY(series.append(pool, only, i, known ? double(i % 100) : std::nan(""),
                                  known ? Quality::good : Quality::invalid, {}));
        }
        for (int i = 0; i < count; i += 777) // again, as what is known
            QVERIFY(series.append(pool, only, i, 50, Quality::good, {}));
        for (const int columns : {1, 7, 1000, 20'000}) {
            std::vector<EnvelopeColumn> found;
            series.envelope(range(0, count), columns, found);
            double low = 1e9;
            double high = -1e9;
            for (const EnvelopeColumn &column : found) {
                QVERIFY(!std::isnan(column.first + column.last + column.min + column.max));
                low = std::min(low, column.min);
                high = std::max(high, column.max);
            }
            QCOMPARE(low, 1.0);
            QCOMPARE(high, 99.0);
        }
    }

    void envelopeNeverLosesASpike()
    {
        ChunkPool pool(1'000'000);
        TimeSeries series;
        constexpr int count = 50'000;
        QRandomGenerator random(11);
        std::vector<int> spikes;
        for (int i = 0; i < 40; ++i)
            spikes.push_back(random.bounded(count));
        for (int i = 0; i < count; ++i) {
            const bool spike = std::find(spikes.begin(), spikes.end(), i) != spikes.end();
            QVERIFY(series.append(pool, only, i * 1000, spike ? 1000.0 + i : 0.0, Quality::good, {}));
        }
        for (const int columns : {1, 7, 100, 1600, 60'000}) {
            std::vector<EnvelopeColumn> envelope;
            series.envelope(range(0, count * 1000), columns, envelope);
            QVERIFY(int(envelope.size()) <= columns);
            std::uint32_t samples = 0;
            std::int32_t last = -1;
            for (const EnvelopeColumn &column : envelope) {
                QVERIFY(column.column > last);
                last = column.column;
                samples += column.count;
            }
            QCOMPARE(samples, std::uint32_t(count));
            for (const int spike : spikes) {
                const auto it = std::find_if(envelope.begin(), envelope.end(), [&](const EnvelopeColumn &c) {
                    return c.firstTime <= spike * 1000 && spike * 1000 <= c.lastTime;
                });
                QVERIFY(it != envelope.end());
                QVERIFY(it->max >= 1000.0 + spike);
            }
        }
    }

    void envelopeKeepsStrictlyToItsBounds()
    {
        ChunkPool pool(10'000);
        TimeSeries series;
        for (int i = 0; i < 1'000; ++i)
            QVERIFY(series.append(pool, only, i, i, Quality::good, {}));
        std::vector<EnvelopeColumn> envelope;
        series.envelope(range(100, 200), 10, envelope);
        QCOMPARE(envelope.size(), std::size_t(10));
        QCOMPARE(envelope.front().first, 100.0);
        QCOMPARE(envelope.back().last, 199.0);
        envelope.clear();
        series.envelope(range(5'000, 6'000), 10, envelope);
        QVERIFY(envelope.empty());
    }

    void nearestLooksBothWays()
    {
        ChunkPool pool(10'000);
        TimeSeries series;
        QVERIFY(!series.nearest(fromNanoseconds(0)));
        for (int i = 0; i < 300; ++i)
            QVERIFY(series.append(pool, only, i * 10, i, Quality::good, {}));
        QCOMPARE(series.nearest(fromNanoseconds(-5))->value, 0.0);
        QCOMPARE(series.nearest(fromNanoseconds(14))->value, 1.0);
        QCOMPARE(series.nearest(fromNanoseconds(1276))->value, 128.0); // over the border of a chunk
        QCOMPARE(series.nearest(fromNanoseconds(99'999))->value, 299.0);
    }
};

DESK_TEST(TstTimeSeries)
#include "tst_timeseries.moc"
