// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/valueformatter.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <limits>

using namespace desk;
using namespace Qt::StringLiterals;

class TstValueFormatter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void showsTheMetricsDecimals_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("text");
        QTest::addRow("dB") << 4.1 << u"snr_db"_s << u"4.10"_s;
        QTest::addRow("negative") << -131.456 << u"power_dbm"_s << u"-131.46"_s;
        QTest::addRow("no minus before zero") << -0.001 << u"snr_db"_s << u"0.00"_s;
        QTest::addRow("no decimals") << 81.6 << u"DCGM_FI_DEV_GPU_TEMP"_s << u"82"_s;
        QTest::addRow("thousands") << 1234567.891 << u"range_km"_s << u"1\u2009234\u2009567.9"_s;
        QTest::addRow("four digits") << 5412.0 << u"range_km"_s << u"5\u2009412.0"_s;
        QTest::addRow("negative thousands") << -999999.96 << u"range_km"_s << u"-1\u2009000\u2009000.0"_s;
        QTest::addRow("labels do not matter") << 4.1 << u"snr_db{band=\"ka\"}"_s << u"4.10"_s;
        QTest::addRow("six digits") << 3.14159265 << u"anything"_s << u"3.14159"_s;
        QTest::addRow("small") << 0.000123456789 << u"anything"_s << u"0.000123457"_s;
        QTest::addRow("tiny") << 1.5e-9 << u"anything"_s << u"1.5e-09"_s;
        QTest::addRow("counter") << 12345678.0 << u"anything"_s << u"12\u2009345\u2009678"_s;
        QTest::addRow("big fraction") << 1234567.89 << u"anything"_s << u"1\u2009234\u2009568"_s;
        QTest::addRow("beyond digits") << 1e300 << u"anything"_s << u"1e+300"_s;
        QTest::addRow("beyond digits of a known metric") << -1e300 << u"snr_db"_s << u"-1e+300"_s;
        QTest::addRow("zero") << 0.0 << u"anything"_s << u"0"_s;
        QTest::addRow("not a number") << std::numeric_limits<double>::quiet_NaN() << u"snr_db"_s << u"—"_s;
        QTest::addRow("infinite") << -std::numeric_limits<double>::infinity() << u"snr_db"_s << u"—"_s;
    }

    void showsTheMetricsDecimals()
    {
        QFETCH(double, value);
        QFETCH(QString, metric);
        QFETCH(QString, text);
        QCOMPARE(ValueFormatter().value(value, metric.toStdString()), text);
    }

    void decimalMarkFollowsTheLocaleAndThousandsDoNot()
    {
        const ValueFormatter german{QLocale(QLocale::German)};
        QCOMPARE(german.value(12345.678, "snr_db"), u"12\u2009345,68"_s);
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(ValueFormatter::count(3'140'000), u"3,1 M"_s);
        QCOMPARE(ValueFormatter::age(0.25), u"0.2 s"_s);
    }

    void putsTheUnitBehindTheValue()
    {
        const ValueFormatter format;
        QCOMPARE(format.valueWithUnit(4.1, "snr_db"), u"4.10 dB"_s);
        QCOMPARE(format.valueWithUnit(45, "lat"), u"45.000°"_s);
        QCOMPARE(format.valueWithUnit(21.5, "temperature_c"), u"21.5 °C"_s);
        QCOMPARE(format.valueWithUnit(0.5, "utilization"), u"0.5000"_s);
        QCOMPARE(format.valueWithUnit(std::numeric_limits<double>::quiet_NaN(), "snr_db"), u"—"_s);
    }

    void agesGrowCoarserAndAreNeverRoundedUp_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<QString>("text");
        QTest::addRow("tenths") << 0.2 << u"0.2 s"_s;
        QTest::addRow("exact tenth") << 0.3 << u"0.3 s"_s;
        QTest::addRow("cut") << 9.99 << u"9.9 s"_s;
        QTest::addRow("seconds") << 12.9 << u"12 s"_s;
        QTest::addRow("minutes") << 184.0 << u"3 m 04 s"_s;
        QTest::addRow("just below an hour") << 3599.9 << u"59 m 59 s"_s;
        QTest::addRow("hours") << 7800.0 << u"2 h 10 m"_s;
        QTest::addRow("days") << 5 * 86400.0 + 21 * 3600.0 + 3599 << u"5 d 21 h"_s;
        QTest::addRow("ahead") << -3.0 << u"0.0 s"_s;
        QTest::addRow("unknown") << std::numeric_limits<double>::quiet_NaN() << u"—"_s;
        QTest::addRow("absurd") << 1e300 << u"1157407 d 09 h"_s;
    }

    void agesGrowCoarserAndAreNeverRoundedUp()
    {
        QFETCH(double, seconds);
        QFETCH(QString, text);
        QCOMPARE(ValueFormatter::age(seconds), text);
    }

    void timesAreUtcInAnyLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        const Timestamp t = fromNanoseconds(1'795'269'787'250'999'999);
        QCOMPARE(ValueFormatter::timeOfDay(t), u"14:03:07.250Z"_s);
        QCOMPARE(ValueFormatter::timeOfDay(t, false), u"14:03:07Z"_s);
        QCOMPARE(ValueFormatter::fullTime(t), u"2026-11-21T14:03:07.250Z"_s);
    }

    void countsAreShortFromAMillionOn()
    {
        QCOMPARE(ValueFormatter::count(0), u"0"_s);
        QCOMPARE(ValueFormatter::count(5412), u"5\u2009412"_s);
        QCOMPARE(ValueFormatter::count(999'999), u"999\u2009999"_s);
        QCOMPARE(ValueFormatter::count(1'000'000), u"1.0 M"_s);
        QCOMPARE(ValueFormatter::count(3'199'999), u"3.1 M"_s);
        QCOMPARE(ValueFormatter::count(999'999'999), u"999.9 M"_s);
        QCOMPARE(ValueFormatter::count(2'000'000'000), u"2.0 G"_s);
    }

    void bytesHaveThreeDigitsAtMost()
    {
        QCOMPARE(ValueFormatter::bytes(0), u"0 B"_s);
        QCOMPARE(ValueFormatter::bytes(812), u"812 B"_s);
        QCOMPARE(ValueFormatter::bytes(999.7), u"1.0 KiB"_s);
        QCOMPARE(ValueFormatter::bytes(1434), u"1.4 KiB"_s);
        QCOMPARE(ValueFormatter::bytes(212.0 * 1024 * 1024), u"212 MiB"_s);
        QCOMPARE(ValueFormatter::bytes(-5), u"0 B"_s);
        QCOMPARE(ValueFormatter::bytes(std::numeric_limits<double>::quiet_NaN()), u"—"_s);
    }

    void ratesHaveATenthBelowTen()
    {
        QCOMPARE(ValueFormatter::rate(0), u"0"_s);
        QCOMPARE(ValueFormatter::rate(0.23), u"0.2"_s);
        QCOMPARE(ValueFormatter::rate(1204.4), u"1\u2009204"_s);
        QCOMPARE(ValueFormatter::rate(3.14e6), u"3.1 M"_s);
        QCOMPARE(ValueFormatter::rate(std::numeric_limits<double>::infinity()), u"—"_s);
    }
};

DESK_TEST(TstValueFormatter)
#include "tst_valueformatter.moc"
