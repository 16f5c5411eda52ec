// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timetext.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

namespace {

const Timestamp now = *parseTimestamp("2026-11-21T15:20:00.5Z");

} // namespace

class TstTimeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOperatorsWrite_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::addRow("%s", name) << QByteArray(text) << QByteArray(expected);
        };
        const char *stamp = "2026-11-21T14:03:07.000000000Z";
        row("ISO", "2026-11-21T14:03:07Z", stamp);
        row("offset", "2026-11-21T15:03:07+01:00", stamp);
        row("offset after a blank", "2026-11-21 15:03:07 +01:00", stamp);
        row("blank for T", "2026-11-21 14:03:07Z", stamp);
        row("without a zone", "2026-11-21T14:03:07", stamp);
        row("blank, without a zone", "2026-11-21 14:03:07", stamp);
        row("UTC in letters", "2026-11-21 14:03:07 UTC", stamp);
        row("without seconds", "2026-11-21 14:03", "2026-11-21T14:03:00.000000000Z");
        row("date alone", "2026-11-21", "2026-11-21T00:00:00.000000000Z");
        row("day of year", "2026-325T14:03:07Z", stamp);
        row("day of year, no zone", "2026-325T14:03:07", stamp);
        row("day of year, blank", "2026-325 14:03:07", stamp);
        row("day of year alone", "2026-325", "2026-11-21T00:00:00.000000000Z");
        row("the status bar's clock", "2026-325 T 14:03:07 Z", stamp);
        row("blanks around", "  \t2026-11-21T14:03:07Z \r\n", stamp);
        row("no-break blanks",
            "\xC2\xA0"
            "2026-11-21\xE2\x80\x89"
            "14:03:07Z",
            stamp);
        row("nanoseconds", "2026-325T14:03:07.123456789Z", "2026-11-21T14:03:07.123456789Z");
        row("fraction with a comma", "14:03:07,25", "2026-11-21T14:03:07.250000000Z");
        row("time of day", "14:03:07", stamp);
        row("time of day, Z", "14:03:07Z", stamp);
        row("one digit of hours", "9:03:07", "2026-11-21T09:03:07.000000000Z");
        row("hours and minutes", "14:03", "2026-11-21T14:03:00.000000000Z");
        row("now", " Now ", "2026-11-21T15:20:00.500000000Z");
        row("minutes ago", "-15m", "2026-11-21T15:05:00.500000000Z");
        row("minutes ago, with blanks", "- 15 min", "2026-11-21T15:05:00.500000000Z");
        row("sum", "now-1h30m", "2026-11-21T13:50:00.500000000Z");
        row("sum with a blank", "-1h 30m", "2026-11-21T13:50:00.500000000Z");
        row("days", "-1.5d", "2026-11-20T03:20:00.500000000Z");
        row("ahead", "+90s", "2026-11-21T15:21:30.500000000Z");
        row("milliseconds ago", "-250ms", "2026-11-21T15:20:00.250000000Z");
        row("epoch in s", "1795269787", stamp);
        row("epoch in s with a fraction", "1795269787.25", "2026-11-21T14:03:07.250000000Z");
        row("epoch in ms", "1795269787250", "2026-11-21T14:03:07.250000000Z");
        row("epoch in us", "1795269787250001", "2026-11-21T14:03:07.250001000Z");
        row("epoch in ns", "1795269787250000001", "2026-11-21T14:03:07.250000001Z");
        row("epoch itself", "0", "1970-01-01T00:00:00.000000000Z");
    }

    void readsWhatOperatorsWrite()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto time = parseTimeText(text.toStdString(), now);
        QVERIFY2(time, time ? "" : time.error().message.c_str());
        QCOMPARE(QByteArray::fromStdString(formatTimestamp(*time, Fraction::nano)), expected);
    }

    void namesThePlaceAndWhatIsAllowed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("offset");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *text, int offset, const char *expected) {
            QTest::addRow("%s", *text ? text : "nothing")
                << QByteArray(text) << offset << QByteArray(expected);
        };
        row("", 0, "a time");
        row("   ", 0, "a time");
        row("yesterday", 0, "now");
        row("2026-11-31T14:03:07Z", 10, "a day that exists");
        row("  2026-11-21T14:o3:07Z", 16, "hh:mm");
        row("2026-400T14:03:07Z", 8, "001-366");
        row("2025-366", 8, "001-366");
        row("14:0x", 3, "hh:mm");
        row("25:00", 5, "23:59");
        row("2026-11-21T14:03:07Zulu", 20, "the end");
        row("2026/11/21", 4, "-");
        row("3026-11-21", 0, "1970 to 2261");
        row("-15", 3, "a unit");
        row("-15 parsecs", 4, "a unit");
        row("-", 1, "a number");
        row("now 14:03", 4, "+, -");
        row("-999999d", 8, "100 years");
        row("-60000d", 7, "100 years");
        row("12345678901234567890", 19, "at most 19 digits");
        row("9999999999999999999", 18, "2262");
        row("99999999999", 0, "2262");
        row("1795269787250000001.5", 19, "the end");
        row("1795269787.", 10, "digits");
        row("1795269787 14", 10, "one number");
    }

    void namesThePlaceAndWhatIsAllowed()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, offset);
        QFETCH(QByteArray, expected);
        const auto time = parseTimeText(text.toStdString(), now);
        QVERIFY(!time);
        const std::string &message = time.error().message;
        const std::string place = "character " + std::to_string(offset + 1) + ": expected ";
        QVERIFY2(message.starts_with(place), message.c_str());
        QVERIFY2(message.find(expected.toStdString()) != std::string::npos, message.c_str());
        QVERIFY2(message.find("2026-325T14:03:07Z") != std::string::npos, message.c_str());
        QCOMPARE(time.error().offset, std::int64_t(offset));
    }

    void refusesAPastedPage()
    {
        const auto time = parseTimeText(std::string(5000, '1'), now);
        QVERIFY(!time);
        QVERIFY(time.error().code == ErrorCode::tooLarge);
    }

    void leapDaysAreCounted()
    {
        QVERIFY(*parseTimeText("2028-366", now) == *parseTimestamp("2028-12-31T00:00:00Z"));
        QVERIFY(*parseTimeText("2028-060", now) == *parseTimestamp("2028-02-29T00:00:00Z"));
    }

    void printsBothNotationsAndReadsThemBack()
    {
        const Timestamp t = *parseTimestamp("2026-11-21T14:03:07.123456789Z");
        QCOMPARE(QByteArray::fromStdString(formatTimeText(t, TimeNotation::calendar)),
                 QByteArray("2026-11-21T14:03:07Z"));
        QCOMPARE(QByteArray::fromStdString(formatTimeText(t, TimeNotation::dayOfYear)),
                 QByteArray("2026-325T14:03:07Z"));
        QCOMPARE(QByteArray::fromStdString(formatTimeText(t, TimeNotation::dayOfYear, Fraction::milli)),
                 QByteArray("2026-325T14:03:07.123Z"));
        for (const TimeNotation notation : {TimeNotation::calendar, TimeNotation::dayOfYear})
            QVERIFY(*parseTimeText(formatTimeText(t, notation, Fraction::nano), now) == t);
    }
};

DESK_TEST(TstTimeText)
#include "tst_timetext.moc"
