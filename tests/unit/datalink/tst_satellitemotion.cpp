// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/satellitemotion.h"

#include "tests/support/testprogram.h"
#include "tests/unit/datalink/demofleet.h"

#include <QtTest>

using namespace desk;

class TstSatelliteMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysWithinFiveCentimetresOfTheOrbit()
    {
        const auto orbit = Orbit::fromElements(demo::elements().front());
        QVERIFY(orbit);
        SatelliteMotion motion(*orbit);
        const Timestamp start = orbit->epoch();
        double worst = 0;
        double worstSpeed = 0;
        for (int i = 0; i < 6000; ++i) {
            const Timestamp time = start + std::chrono::milliseconds(i * 970);
            QVERIFY(motion.moveTo(time));
            const auto state = orbit->stateAt(time);
            worst = std::max(worst, length(motion.position() - state->positionKm));
            worstSpeed = std::max(worstSpeed, length(motion.velocity() - state->velocityKmPerS));
        }
        QVERIFY2(worst < 5e-5, qPrintable(QString::number(worst)));
        QVERIFY2(worstSpeed < 1e-4, qPrintable(QString::number(worstSpeed)));
    }

    void doesNotDependOnTheWayThere()
    {
        const auto orbit = Orbit::fromElements(demo::elements().front());
        SatelliteMotion a(*orbit);
        SatelliteMotion b(*orbit);
        const Timestamp time = orbit->epoch() + std::chrono::milliseconds(123'456);
        for (int i = 0; i < 100; ++i)
            a.moveTo(orbit->epoch() + std::chrono::seconds(i));
        a.moveTo(time);
        b.moveTo(time);
        QVERIFY(a.position() == b.position());
        QVERIFY(a.velocity() == b.velocity());
    }

    void standsWhereItsOrbitEnds()
    {
        ElementSet elements = demo::elements().front();
        elements.bstar = 0.5; // falls within days
        SatelliteMotion motion(*Orbit::fromElements(elements));
        QVERIFY(motion.moveTo(toTimestamp(elements.epoch)));
        const Vector3 last = motion.position();
        QVERIFY(!motion.moveTo(toTimestamp(elements.epoch) + std::chrono::hours(24 * 3000)));
        QVERIFY(motion.position() == last);
    }
};

DESK_TEST(TstSatelliteMotion)
#include "tst_satellitemotion.moc"
