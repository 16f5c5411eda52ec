// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointtime.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstPointTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected"); // empty = refused
        const auto row = [](const char *text, const char *expected) {
            QTest::addRow("%s", text) << QByteArray(text) << QByteArray(expected);
        };
        row("2026-11-21T14:03:07.250Z", "2026-11-21T14:03:07.250000000Z");
        row("2026-11-21T14:03:07+02:00", "2026-11-21T12:03:07.000000000Z");
        row("2026-11-21 14:03:07", "2026-11-21T13:03:07.000000000Z");
        row(" 2026/11/21 14:03 ", "2026-11-21T13:03:00.000000000Z");
        row("2026-11-21", "2026-11-20T23:00:00.000000000Z");
        row("1763733787", "2025-11-21T14:03:07.000000000Z");
        row("1763733787.25", "2025-11-21T14:03:07.250000000Z");
        row("1763733787250", "2025-11-21T14:03:07.250000000Z");
        row("1763733787250001", "2025-11-21T14:03:07.250001000Z");
        row("1763733787250001002", "2025-11-21T14:03:07.250001002Z");
        row("12", "");
        row("-1763733787", "");
        row("99999999999999999999", "");
        row("21.11.2026 14:03", "");
        row("", "");
    }

    void readsTimes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto time = parsePointTime(text.toStdString(), 1h);
        QCOMPARE(QByteArray::fromStdString(time ? formatTimestamp(*time, Fraction::nano) : std::string()),
                 expected);
    }

    void readsZones()
    {
        QCOMPARE(parseZone("UTC")->count(), 0);
        QCOMPARE(parseZone("+02:00")->count(), 120);
        QCOMPARE(parseZone("-0330")->count(), -210);
        for (const char *wrong : {"", "CET", "02:00", "+2", "+25:00", "+02:00x"})
            QVERIFY2(!parseZone(wrong), wrong);
    }

    void knowsUnitsByName()
    {
        QVERIFY(elapsedUnit("minute") == 1min);
        QVERIFY(elapsedUnit("Minutes") == 1min);
        QVERIFY(elapsedUnit("time_ms") == 1ms);
        QVERIFY(elapsedUnit("t [us]") == 1us);
        QVERIFY(elapsedUnit("elapsed (s)") == 1s);
        QVERIFY(!elapsedUnit("latency_ms"));
        QVERIFY(!elapsedUnit("time"));
        QVERIFY(!elapsedUnit("value"));
    }

    void knowsTimeColumnsByName()
    {
        for (const char *name :
             {"timestamp", "Time", "time_utc", "Time (UTC)", "epoch_ms", "created_at", "TS"})
            QVERIFY2(isTimeName(name), name);
        for (const char *name : {"value", "timeout", "uptime", "lifetime_ms", ""})
            QVERIFY2(!isTimeName(name), name);
    }
};

DESK_TEST(TstPointTime)
#include "tst_pointtime.moc"
