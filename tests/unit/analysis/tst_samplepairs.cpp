// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/samplepairs.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

namespace {

constexpr std::int64_t second = 1'000'000'000;

Sample at(double seconds, double value, Quality quality = Quality::good)
{
    return {fromNanoseconds(std::int64_t(seconds * double(second))), value, quality};
}

ValidSamples line(int from, int to, double offset, double factor)
{
    std::vector<Sample> samples;
    for (int t = from; t < to; ++t)
        samples.push_back(at(t + offset, factor * t));
    return ValidSamples::of(samples);
}

} // namespace

class TstSamplePairs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invalidSamplesAreLeftOutAndCounted()
    {
        const std::vector<Sample> samples{at(0, 1), at(1, 2, Quality::invalid), at(2, std::nan("")), at(3, 4),
                                          at(4, 5)};
        const ValidSamples valid = ValidSamples::of(samples);
        QCOMPARE(valid.size(), std::size_t(3));
        QCOMPARE(valid.invalid, std::size_t(2));
        QCOMPARE(valid.gaps, std::size_t(1)); // over the invalid ones
        QVERIFY(!valid.at(2 * second, SampleValues::numbers));
        QCOMPARE(valid.at(3 * second + second / 2, SampleValues::numbers), std::optional(4.5));
        QCOMPARE(valid.at(3 * second + second / 2, SampleValues::states), std::optional(4.0));
    }

    void aGapIsLongerThanThreeCadences()
    {
        const std::vector<Sample> samples{at(0, 0), at(1, 1), at(2, 2), at(5, 5), at(6, 6), at(9.1, 9)};
        const ValidSamples valid = ValidSamples::of(samples);
        QCOMPARE(valid.cadence, second);
        QCOMPARE(valid.gaps, std::size_t(1));
        QVERIFY(valid.at(4 * second, SampleValues::numbers));
        QVERIFY(!valid.at(8 * second, SampleValues::numbers));
    }

    void equalTimesArePairedExactly()
    {
        const SamplePairs pairs = SamplePairs::of(line(0, 10, 0, 1), SampleValues::numbers,
                                                  line(0, 10, 0, -2), SampleValues::numbers);
        QCOMPARE(pairs.pairs.size(), std::size_t(10));
        QCOMPARE(pairs.exact, std::size_t(10));
        QCOMPARE(pairs.unpaired, std::size_t(0));
        QCOMPARE(pairs.pairs[3].x, 3.0);
        QCOMPARE(pairs.pairs[3].y, -6.0);
        QCOMPARE(*pairs.correlation, -1.0);
    }

    void theOtherValueLiesOnTheLineAndNothingIsInvented()
    {
        // The one with fewer samples gives the times; the other is half a second behind.
        const SamplePairs pairs = SamplePairs::of(line(0, 10, 0.5, 1), SampleValues::numbers,
                                                  line(0, 8, 0, 10), SampleValues::numbers);
        QCOMPARE(pairs.pairs.size(), std::size_t(7)); // before its first sample x is not known
        QCOMPARE(pairs.unpaired, std::size_t(1));
        QCOMPARE(pairs.exact, std::size_t(0));
        QCOMPARE(pairs.pairs.front().time, second);
        QCOMPARE(pairs.pairs.front().x, 0.5);
        QCOMPARE(pairs.pairs.front().y, 10.0);
    }

    void linesBreakWhereEitherHasAGap()
    {
        std::vector<Sample> holed;
        for (int t = 0; t < 30; ++t) {
            if (t < 10 || t > 15)
                holed.push_back(at(t, t));
        }
        const SamplePairs pairs = SamplePairs::of(line(0, 30, 0, 1), SampleValues::numbers,
                                                  ValidSamples::of(holed), SampleValues::numbers);
        QCOMPARE(pairs.pairs.size(), std::size_t(24));
        for (const SamplePairs::Pair &pair : pairs.pairs)
            QCOMPARE(pair.isJoined, pair.time != 0 && pair.time != 16 * second);
    }

    void aConstantHasNoCorrelation()
    {
        const SamplePairs pairs = SamplePairs::of(line(0, 10, 0, 1), SampleValues::numbers, line(0, 10, 0, 0),
                                                  SampleValues::numbers);
        QVERIFY(!pairs.correlation);
    }
};

DESK_TEST(TstSamplePairs)

#include "tst_samplepairs.moc"
