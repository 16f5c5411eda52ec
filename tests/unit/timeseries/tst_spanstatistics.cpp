// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/spanstatistics.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace desk;

namespace {
Sample at(double seconds, double value, Quality quality = Quality::good)
{
    return {fromNanoseconds(std::llround(seconds * 1e9)), value, quality};
}
bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}
} // namespace

class TstSpanStatistics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHasNoFigures()
    {
        const auto figures = SpanStatistics(SpanStatistics::Values::numbers, 0).figures();
        QCOMPARE(figures.count, std::uint64_t(0));
        QVERIFY(!figures.slope());
    }

    void oneSampleIsItsOwnMean()
    {
        SpanStatistics span(SpanStatistics::Values::numbers, 0);
        span.add(at(3, -4));
        const auto figures = span.figures();
        QCOMPARE(figures.mean, -4.0);
        QCOMPARE(figures.rms, 4.0);
        QCOMPARE(figures.integral, 0.0);
        QVERIFY(!figures.slope());
    }

    void equalsTheNaiveFormulas()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> value(-50, 80);
        std::uniform_real_distribution<double> step(0.5, 1.4); // never a hole
        for (int round = 0; round < 50; ++round) {
            std::vector<Sample> samples;
            double time = 1'795'269'787;
            for (int i = 0; i < 2 + round * 20; ++i)
                samples.push_back(at(time += step(random), value(random)));
            SpanStatistics span(SpanStatistics::Values::numbers, 0);
            double integral = 0;
            double squares = 0;
            double low = 1e9;
            double high = -1e9;
            for (std::size_t i = 0; i < samples.size(); ++i) {
                span.add(samples[i]);
                low = std::min(low, samples[i].value);
                high = std::max(high, samples[i].value);
                if (i == 0)
                    continue;
                const double dt =
                    std::chrono::duration<double>(samples[i].generation - samples[i - 1].generation).count();
                const double a = samples[i - 1].value;
                const double b = samples[i].value;
                integral += dt * (a + b) / 2;
                constexpr int pieces = 2000; // the square of a line, summed up
                if (round == 0) {
                    for (int k = 0; k < pieces; ++k)
                        squares += dt / pieces * std::pow(a + (b - a) * (k + 0.5) / pieces, 2);
                } else {
                    squares += dt * (a * a + a * b + b * b) / 3;
                }
            }
            const auto figures = span.figures();
            const double seconds =
                std::chrono::duration<double>(samples.back().generation - samples.front().generation).count();
            QCOMPARE(figures.count, std::uint64_t(samples.size()));
            QCOMPARE(figures.min, low);
            QCOMPARE(figures.max, high);
            QVERIFY(near(figures.covered, seconds));
            QVERIFY(near(figures.integral, integral));
            QVERIFY(near(figures.mean, integral / seconds));
            QVERIFY(std::abs(figures.rms - std::sqrt(squares / seconds)) < 1e-4);
            QVERIFY(near(*figures.slope(), (samples.back().value - samples.front().value) / seconds));
        }
    }

    void holesCountForNothing()
    {
        SpanStatistics span(SpanStatistics::Values::numbers, 1);
        for (const Sample &sample : {at(0, 1), at(1, 1), at(100, 5), at(102, 5)})
            span.add(sample);
        const auto figures = span.figures();
        QCOMPARE(figures.holes, 99.0);
        QVERIFY(!figures.covers(102) && !figures.covers(3));
        QCOMPARE(figures.covered, 3.0);
        QCOMPARE(figures.integral, 11.0);
        QVERIFY(near(figures.mean, 11.0 / 3));
    }

    // A replay does not know the cadence after a leap.
    void aHoleIsOneWithoutACadence()
    {
        for (const int after : {2, 3, 20}) {
            SpanStatistics span(SpanStatistics::Values::numbers, 0);
            for (int i = 0; i < 20; ++i)
                span.add(at(i, 2));
            for (int i = 0; i < after; ++i)
                span.add(at(3619 + i, 4));
            const auto figures = span.figures();
            QCOMPARE(figures.covered, 19.0 + after - 1);
            QCOMPARE(figures.integral, 38.0 + 4 * (after - 1));
            QVERIFY(!figures.covers(3618 + after));
        }
    }

    // What was recorded every minute is known, though the series comes every second today.
    void anOtherCadenceThanTodaysIsNoHole()
    {
        SpanStatistics span(SpanStatistics::Values::numbers, 1);
        for (int i = 0; i < 30; ++i)
            span.add(at(60 * i, i < 15 ? 1 : 3));
        for (int i = 1; i <= 30; ++i) // and then it became faster
            span.add(at(29 * 60 + i, 3));
        const auto figures = span.figures();
        QCOMPARE(figures.covered, 29 * 60.0 + 30);
        QCOMPARE(figures.integral, 14 * 60.0 + 2 * 60 + 14 * 60 * 3.0 + 90);
        QVERIFY(figures.covers(29 * 60 + 30));
    }

    void invalidSamplesBreakTheLine()
    {
        SpanStatistics span(SpanStatistics::Values::numbers, 0);
        for (const Sample &sample : {at(0, 2), at(1, 2), at(2, 900, Quality::invalid), at(3, 2),
                                     at(4, std::nan("")), at(5, 4), at(6, 4)})
            span.add(sample);
        const auto figures = span.figures();
        QCOMPARE(figures.count, std::uint64_t(5));
        QCOMPARE(figures.invalid, std::uint64_t(2));
        QCOMPARE(figures.max, 4.0);
        QCOMPARE(figures.covered, 2.0);
        QCOMPARE(figures.integral, 6.0);
    }

    void statesHold()
    {
        SpanStatistics span(SpanStatistics::Values::states, 0);
        for (const Sample &sample : {at(0, 1), at(3, 0), at(4, 1)})
            span.add(sample);
        const auto figures = span.figures();
        QCOMPARE(figures.integral, 3.0); // true for 3 s of 4
        QCOMPARE(figures.mean, 0.75);
    }

    // From the one before the span on, and up to its end.
    void statesHoldFromBeforeTheSpanToItsEnd()
    {
        SpanStatistics span(SpanStatistics::Values::states, 10);
        span.setBegin(at(15, 0).generation);
        for (const Sample &sample : {at(0, 0), at(10, 1), at(20, 0)})
            span.add(sample);
        const auto figures = span.figuresUntil(at(28, 0).generation);
        QCOMPARE(figures.count, std::uint64_t(1));
        QCOMPARE(figures.covered, 13.0);
        QCOMPARE(figures.integral, 5.0);
        QCOMPARE(figures.min, 0.0);
        QCOMPARE(figures.max, 1.0);
        QVERIFY(figures.covers(13));
        QCOMPARE(span.figuresUntil(at(500, 0).generation).covered, 5.0); // nobody knows that long
    }

    void aStateIsKnownWithoutASampleInTheSpan()
    {
        SpanStatistics span(SpanStatistics::Values::states, 10);
        span.setBegin(at(12, 0).generation);
        span.add(at(10, 1));
        const auto figures = span.figuresUntil(at(15, 0).generation);
        QCOMPARE(figures.count, std::uint64_t(0));
        QCOMPARE(figures.covered, 3.0);
        QCOMPARE(figures.mean, 1.0);
        QCOMPARE(figures.min, 1.0);
    }
};

DESK_TEST(TstSpanStatistics)
#include "tst_spanstatistics.moc"
