// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/spanstatistics.h"

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
        std::uniform_real_distribution<double> step(0.01, 3);
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
        SpanStatistics span(SpanStatistics::Values::numbers, 3);
        for (const Sample &sample : {at(0, 1), at(1, 1), at(100, 5), at(102, 5)})
            span.add(sample);
        const auto figures = span.figures();
        QCOMPARE(figures.covered, 3.0);
        QCOMPARE(figures.integral, 11.0);
        QVERIFY(near(figures.mean, 11.0 / 3));
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
};

QTEST_APPLESS_MAIN(TstSpanStatistics)
#include "tst_spanstatistics.moc"
