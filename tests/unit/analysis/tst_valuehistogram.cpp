// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/valuehistogram.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace desk;

class TstValueHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownValuesHaveKnownFigures()
    {
        // 1 … 100: numpy.percentile gives 5.95, 25.75, 50.5, 75.25, 95.05; std(ddof=1) 29.011491975882016
        std::vector<double> values(100);
        std::iota(values.rbegin(), values.rend(), 1.0);
        const ValueHistogram out = ValueHistogram::of(values, SampleValues::numbers);
        QCOMPARE(out.count, std::uint64_t(100));
        QCOMPARE(out.mean, 50.5);
        QCOMPARE(out.deviation, 29.011491975882016);
        QCOMPARE(out.p5, 5.95);
        QCOMPARE(out.p25, 25.75);
        QCOMPARE(out.median, 50.5);
        QCOMPARE(out.p75, 75.25);
        QCOMPARE(out.p95, 95.05);
        // Freedman and Diaconis: 2 · 49.5 / 100^(1/3) = 21.33, so ceil(99 / 21.33) = 5 bins
        QCOMPARE(out.rule, ValueHistogram::Rule::freedmanDiaconis);
        QCOMPARE(out.bins.size(), std::size_t(5));
    }

    void binsCountEachValueOnce()
    {
        const ValueHistogram out =
            ValueHistogram::of({0, 1, 1, 2, 2.5, 3, 4, 4}, SampleValues::numbers, 4); // [0,1) … [3,4]
        QCOMPARE(out.rule, ValueHistogram::Rule::asked);
        const std::vector<ValueHistogram::Bin> expected{{0, 1, 1}, {1, 2, 2}, {2, 3, 2}, {3, 4, 3}};
        QCOMPARE(out.bins, expected);
    }

    void noSpreadBetweenTheQuartilesFallsBackToSturges()
    {
        std::vector<double> values(62, 7.0);
        values.push_back(1);
        values.push_back(9);
        const ValueHistogram out = ValueHistogram::of(values, SampleValues::numbers);
        QCOMPARE(out.rule, ValueHistogram::Rule::sturges);
        QCOMPARE(out.bins.size(), std::size_t(7)); // log2 64 + 1
    }

    void constantAndNothing()
    {
        const ValueHistogram out = ValueHistogram::of({5, 5, 5}, SampleValues::numbers);
        QCOMPARE(out.bins.size(), std::size_t(1));
        QCOMPARE(out.bins.front().count, std::uint64_t(3));
        QVERIFY(out.bins.front().low < 5 && out.bins.front().high > 5);
        QCOMPARE(out.deviation, 0.0);
        QVERIFY(ValueHistogram::of({}, SampleValues::numbers).bins.empty());
    }

    void statesHaveABinEach()
    {
        const ValueHistogram out = ValueHistogram::of({3, 0, 3, 3, 1}, SampleValues::states, 50);
        const std::vector<ValueHistogram::Bin> expected{{-0.5, 0.5, 1}, {0.5, 1.5, 1}, {2.5, 3.5, 3}};
        QCOMPARE(out.bins, expected);
        QCOMPARE(out.rule, ValueHistogram::Rule::codes);
    }
};

DESK_TEST(TstValueHistogram)

#include "tst_valuehistogram.moc"
