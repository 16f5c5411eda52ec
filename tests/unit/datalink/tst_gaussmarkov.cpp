// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/gaussmarkov.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstGaussMarkov : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsVarianceOneAndItsCorrelationTime()
    {
        GaussMarkov process(10, CounterRandom(1, "x", "y"));
        constexpr int count = 300'000;
        double squares = 0;
        double products = 0;
        double before = process.value();
        for (int i = 0; i < count; ++i) {
            const double x = process.advance(5);
            squares += x * x;
            products += x * before;
            before = x;
        }
        QVERIFY(std::abs(squares / count - 1) < 0.02);
        QVERIFY(std::abs(products / count - std::exp(-0.5)) < 0.02);
    }

    void standsWhileNoTimePasses()
    {
        GaussMarkov process(10, CounterRandom(1, "x", "y"));
        const double x = process.value();
        QCOMPARE(process.advance(0), x);
        QVERIFY(process.advance(1) != x);
    }

    void forgetsEverythingInALongStep()
    {
        GaussMarkov a(10, CounterRandom(1, "x", "y"));
        for (int i = 0; i < 100; ++i)
            QVERIFY(std::abs(a.advance(1e9)) < 6);
    }
};

DESK_TEST(TstGaussMarkov)
#include "tst_gaussmarkov.moc"
