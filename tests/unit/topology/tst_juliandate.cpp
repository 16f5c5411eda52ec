// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/juliandate.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;

class TstJulianDate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheStandardEpoch();
    void keepsNanosecondsThereAndBack();
    void bringsAnyPartsToMidnightAndFraction();
    void measuresMinutes();
};

void TstJulianDate::knowsTheStandardEpoch()
{
    // J2000: 2000-01-01T12:00 is 2451545.0.
    const JulianDate date = toJulianDate(*parseTimestamp("2000-01-01T12:00:00Z"));
    QCOMPARE(date.day, 2451544.5);
    QCOMPARE(date.fraction, 0.5);
}

void TstJulianDate::keepsNanosecondsThereAndBack()
{
    for (const char *text :
         {"2026-05-20T21:48:46.567123456Z", "1970-01-01T00:00:00Z", "1999-12-31T23:59:59.999999999Z"}) {
        const Timestamp time = *parseTimestamp(text);
        QCOMPARE(toTimestamp(toJulianDate(time)), time);
    }
    const Timestamp before1970{std::chrono::seconds{-1}};
    QCOMPARE(toTimestamp(toJulianDate(before1970)), before1970);
    QCOMPARE(toJulianDate(before1970).day, 2440586.5);
}

void TstJulianDate::bringsAnyPartsToMidnightAndFraction()
{
    QCOMPARE(normalised(2451545.0, 0.75), (JulianDate{2451545.5, 0.25}));
    QCOMPARE(normalised(2451544.5, -0.25), (JulianDate{2451543.5, 0.75}));
    QCOMPARE(normalised(2451544.5, 3.5), (JulianDate{2451547.5, 0.5}));
}

void TstJulianDate::measuresMinutes()
{
    QCOMPARE(minutesBetween({2451544.5, 0.5}, {2451545.5, 0.25}), 1080.0);
    QCOMPARE(minutesBetween({2451545.5, 0.25}, {2451544.5, 0.5}), -1080.0);
}

DESK_TEST(TstJulianDate)
#include "tst_juliandate.moc"
