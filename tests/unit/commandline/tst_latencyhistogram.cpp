// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/latencyhistogram.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstLatencyHistogram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentilesOfAThousandDifferentValuesAreKnownToTwoPercent()
    {
        LatencyHistogram histogram;
        for (int i = 1; i <= 1000; ++i)
            histogram.record(i * 10us);
        QCOMPARE(histogram.count(), std::uint64_t{1000});
        for (const double share : {0.01, 0.5, 0.99, 0.999}) {
            const double exact = share * 10; // ms
            QVERIFY(histogram.percentile(share) >= exact);
            QVERIFY(histogram.percentile(share) <= exact * 1.02);
        }
        QCOMPARE(histogram.max(), 10.0);
        QCOMPARE(histogram.percentile(1), 10.0);
    }

    void smallValuesAreExact()
    {
        LatencyHistogram histogram;
        histogram.record(0ns);
        histogram.record(63ns);
        histogram.record(-5ns); // a clock that went back
        QCOMPARE(histogram.percentile(0.5), 0.0);
        QCOMPARE(histogram.percentile(1), 63e-6);
    }

    void oneSlowAnswerInAThousandIsTheLastPerMille()
    {
        LatencyHistogram histogram;
        for (int i = 0; i < 998; ++i)
            histogram.record(1ms);
        histogram.record(2s);
        histogram.record(2s);
        QVERIFY(histogram.percentile(0.99) < 1.02);
        QVERIFY(histogram.percentile(0.999) > 1990);
    }

    void theLongestPossibleValueFits()
    {
        LatencyHistogram histogram;
        histogram.record(std::chrono::nanoseconds::max());
        QVERIFY(histogram.max() > 9e12);
        QVERIFY(histogram.percentile(0.5) > 9e12);
    }

    void twoTogetherCountBoth()
    {
        LatencyHistogram one;
        LatencyHistogram other;
        one.record(1ms);
        other.record(3ms);
        one.add(other);
        QCOMPARE(one.count(), std::uint64_t{2});
        QCOMPARE(one.max(), 3.0);
        QVERIFY(one.percentile(0.5) < 1.02);
    }

    void anEmptyOneIsZero() { QCOMPARE(LatencyHistogram().percentile(0.99), 0.0); }
};

DESK_TEST(TstLatencyHistogram)
#include "tst_latencyhistogram.moc"
