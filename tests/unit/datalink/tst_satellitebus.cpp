// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/satellitebus.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstSatelliteBus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dischargesInEclipseAndRecoversInTheSun()
    {
        SatelliteBus bus;
        for (int i = 0; i < 36 * 60; ++i)
            bus.advance(1, true, 5);
        const double low = bus.batteryPercent();
        const double cold = bus.temperatureC();
        QVERIFY(low > 60 && low < 95);
        for (int i = 0; i < 59 * 60; ++i)
            bus.advance(1, false, 5);
        QVERIFY(bus.batteryPercent() > low + 5);
        QVERIFY(bus.temperatureC() > cold + 10);
        QVERIFY(bus.temperatureC() < 55);
    }

    void trafficCostsEnergyAndWarms()
    {
        SatelliteBus idle;
        SatelliteBus busy;
        for (int i = 0; i < 1800; ++i) {
            idle.advance(1, true, 0);
            busy.advance(1, true, 40);
        }
        QVERIFY(busy.batteryPercent() < idle.batteryPercent());
        QVERIFY(busy.temperatureC() > idle.temperatureC());
    }

    void chargeStaysWithinItsCapacity()
    {
        SatelliteBus bus;
        bus.advance(1e6, true, 0);
        QCOMPARE(bus.batteryPercent(), 0.0);
        bus.advance(1e6, false, 0);
        QCOMPARE(bus.batteryPercent(), 100.0);
    }
};

DESK_TEST(TstSatelliteBus)
#include "tst_satellitebus.moc"
