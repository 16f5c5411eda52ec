// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/counterrandom.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace desk;

class TstCounterRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameNumbersForTheSameNames()
    {
        CounterRandom a(7, "gs-tokyo", "rain");
        CounterRandom b(7, "gs-tokyo", "rain");
        for (int i = 0; i < 100; ++i)
            QCOMPARE(a.bits(), b.bits());
    }

    // A change here changes every simulation there ever was.
    void keepsItsSequence()
    {
        CounterRandom random(1, "a", "b");
        const std::uint64_t first = random.bits();
        const std::uint64_t second = random.bits();
        QCOMPARE(first, std::uint64_t{12731591768214120629U});
        QCOMPARE(second, std::uint64_t{8871636227004921960U});
    }

    void differsForAnotherSeedEntityOrProcess()
    {
        const std::uint64_t first = CounterRandom(1, "a", "b").bits();
        QVERIFY(CounterRandom(2, "a", "b").bits() != first);
        QVERIFY(CounterRandom(1, "b", "b").bits() != first);
        QVERIFY(CounterRandom(1, "a", "a").bits() != first);
        QVERIFY(CounterRandom(1, "b", "a").bits() != first);
    }

    void quantileAgreesWithPublishedValues_data()
    {
        QTest::addColumn<double>("p");
        QTest::addColumn<double>("x");
        QTest::addRow("median") << 0.5 << 0.0;
        QTest::addRow("97.5 percent") << 0.975 << 1.959963984540054;
        QTest::addRow("99.9 percent") << 0.999 << 3.090232306167813;
        QTest::addRow("2.5 percent") << 0.025 << -1.959963984540054;
        QTest::addRow("AS 241, 0.001") << 0.001 << -3.090232306167813;
        QTest::addRow("AS 241, 1e-20") << 1e-20 << -9.262340089798408;
    }

    void quantileAgreesWithPublishedValues()
    {
        QFETCH(const double, p);
        QFETCH(const double, x);
        QVERIFY2(std::abs(normalQuantile(p) - x) < 1e-14 * (1 + std::abs(x) * 10),
                 qPrintable(QString::number(normalQuantile(p), 'g', 17)));
    }

    void gaussianHasMeanZeroAndVarianceOne()
    {
        CounterRandom random(3, "x", "moments");
        constexpr int count = 400'000;
        double sum = 0;
        double squares = 0;
        double cubes = 0;
        double fourths = 0;
        for (int i = 0; i < count; ++i) {
            const double x = random.gaussian();
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
        }
        QVERIFY(std::abs(sum / count) < 0.006);
        QVERIFY(std::abs(squares / count - 1) < 0.01);
        QVERIFY(std::abs(cubes / count) < 0.03);
        QVERIFY(std::abs(fourths / count - 3) < 0.08);
    }

    void paretoHasItsTail()
    {
        CounterRandom random(3, "x", "pareto");
        constexpr int count = 200'000;
        int beyond = 0;
        for (int i = 0; i < count; ++i) {
            const double x = random.pareto(2, 1.5);
            QVERIFY(x >= 2);
            beyond += x > 20 ? 1 : 0;
        }
        // (2 / 20)^1.5 = 3.16 %
        QVERIFY(std::abs(static_cast<double>(beyond) / count - 0.03162) < 0.002);
    }

    void staysBelowItsBound()
    {
        CounterRandom random(4, "x", "below");
        std::array<int, 6> seen{};
        for (int i = 0; i < 6000; ++i)
            ++seen.at(random.below(6));
        for (const int n : seen)
            QVERIFY(n > 850 && n < 1150);
    }
};

DESK_TEST(TstCounterRandom)
#include "tst_counterrandom.moc"
