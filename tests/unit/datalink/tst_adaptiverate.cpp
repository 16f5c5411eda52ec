// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/adaptiverate.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstAdaptiveRate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void carriesNothingBelowTheLowestMode()
    {
        AdaptiveRate rate(radioModes());
        QCOMPARE(rate.update(-5), 0.0);
        QVERIFY(rate.update(20) > 0);
        QCOMPARE(rate.update(-5), 0.0);
    }

    void everyModeNeedsMoreAndCarriesMoreThanTheOneBefore()
    {
        for (const auto modes : {radioModes(), laserModes()}) {
            for (std::size_t i = 1; i < modes.size(); ++i) {
                QVERIFY(modes[i].leastSnrDb > modes[i - 1].leastSnrDb);
                QVERIFY(modes[i].capacityGbps > modes[i - 1].capacityGbps);
            }
        }
    }

    void staysBelowShannon()
    {
        constexpr double carriers = 8;
        constexpr double symbolRateGHz = 0.476;
        for (const ModemMode &mode : radioModes()) {
            const double limit = carriers * symbolRateGHz * std::log2(1 + std::pow(10, mode.leastSnrDb / 10));
            QVERIFY(mode.capacityGbps < limit);
        }
    }

    void doesNotFlapOnNoiseAroundAThreshold()
    {
        AdaptiveRate rate(laserModes());
        const double threshold = laserModes().back().leastSnrDb;
        rate.update(threshold + 1);
        const double full = rate.capacityGbps();
        rate.update(threshold - 0.1);
        const double half = rate.capacityGbps();
        QVERIFY(half < full);
        for (int i = 0; i < 10; ++i) {
            QCOMPARE(rate.update(threshold + 0.1), half);
            QCOMPARE(rate.update(threshold - 0.1), half);
        }
        QCOMPARE(rate.update(threshold + 0.5), full);
    }
};

DESK_TEST(TstAdaptiveRate)
#include "tst_adaptiverate.moc"
