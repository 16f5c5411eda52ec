// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/fluidqueue.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;

class TstFluidQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void passesWhatFits()
    {
        FluidQueue queue(10);
        queue.advance(3, 5, 1);
        QCOMPARE(queue.throughputGbps(), 3.0);
        QCOMPARE(queue.backlogGbit(), 0.0);
        QCOMPARE(queue.lossRate(), 0.0);
    }

    void fillsAtTheExcessAndLosesWhenFull()
    {
        FluidQueue queue(10);
        queue.advance(7, 5, 3);
        QCOMPARE(queue.backlogGbit(), 6.0);
        QCOMPARE(queue.throughputGbps(), 5.0);
        QCOMPARE(queue.lossRate(), 0.0);
        queue.advance(7, 5, 4); // 4 more fit, 4 are lost of 28
        QCOMPARE(queue.backlogGbit(), 10.0);
        QVERIFY(std::abs(queue.lossRate() - 4.0 / 28) < 1e-12);
        QVERIFY(std::abs(queue.throughputGbps() - 5) < 1e-12);
    }

    void drainsAtFullCapacity()
    {
        FluidQueue queue(10);
        queue.advance(7, 5, 3);
        queue.advance(1, 5, 1);
        QCOMPARE(queue.backlogGbit(), 2.0);
        QCOMPARE(queue.throughputGbps(), 5.0);
        queue.advance(1, 5, 1);
        QCOMPARE(queue.backlogGbit(), 0.0);
        QCOMPARE(queue.throughputGbps(), 3.0);
        QCOMPARE(queue.passed(), 1.0);
    }

    void conservesTraffic()
    {
        FluidQueue queue(20);
        double in = 0;
        double out = 0;
        double lost = 0;
        for (int i = 0; i < 1000; ++i) {
            const double offered = 5 + 5 * std::sin(i * 0.05);
            const double capacity = 5 + 2 * std::cos(i * 0.11);
            queue.advance(offered, capacity, 0.5);
            in += offered * 0.5;
            out += queue.throughputGbps() * 0.5;
            lost += queue.lossRate() * offered * 0.5;
        }
        QVERIFY(std::abs(in - out - lost - queue.backlogGbit()) < 1e-9);
        QVERIFY(lost > 0);
    }

    void carriesNothingWithoutCapacity()
    {
        FluidQueue queue(4);
        queue.advance(2, 0, 10);
        QCOMPARE(queue.throughputGbps(), 0.0);
        QCOMPARE(queue.backlogGbit(), 4.0);
        QVERIFY(std::abs(queue.lossRate() - 0.8) < 1e-12);
    }

    void withoutTimeOnlyTheRatesChange()
    {
        FluidQueue queue(4);
        queue.advance(9, 5, 0);
        QCOMPARE(queue.throughputGbps(), 5.0);
        QCOMPARE(queue.backlogGbit(), 0.0);
    }
};

DESK_TEST(TstFluidQueue)
#include "tst_fluidqueue.moc"
