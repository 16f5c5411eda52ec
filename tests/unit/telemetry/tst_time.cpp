// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/time.h"
#include "models/telemetry/timeservice.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;

class TstTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatClientsSend_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ns");
        QTest::addRow("zulu") << QByteArray("2026-11-21T14:03:07Z") << qint64(1795269787) * 1'000'000'000;
        QTest::addRow("millis") << QByteArray("2026-11-21T14:03:07.250Z")
                                << qint64(1795269787250) * 1'000'000;
        QTest::addRow("nanos") << QByteArray("1970-01-01T00:00:00.000000001Z") << qint64(1);
        QTest::addRow("more digits are cut") << QByteArray("1970-01-01T00:00:00.0000000019Z") << qint64(1);
        QTest::addRow("offset") << QByteArray("1970-01-01T01:30:00+01:30") << qint64(0);
        QTest::addRow("basic offset")
            << QByteArray("1969-12-31T19:00:00-0500").replace("1969-12-31T19", "1970-01-01T00")
            << qint64(5 * 3600) * 1'000'000'000;
        QTest::addRow("day of year") << QByteArray("2026-325T14:03:07Z")
                                     << qint64(1795269787) * 1'000'000'000;
        QTest::addRow("leap second") << QByteArray("2016-12-31T23:59:60Z")
                                     << qint64(1483228800) * 1'000'000'000;
        QTest::addRow("space and lower case") << QByteArray("1970-01-01 00:00:01z") << qint64(1'000'000'000);
    }
    void readsWhatClientsSend()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ns);
        const auto time = parseTimestamp(std::string_view(text.data(), size_t(text.size())));
        QVERIFY2(time, time ? "" : time.error().message.c_str());
        QCOMPARE(qint64(nanoseconds(*time)), ns);
    }

    void refusesWhatHasNoZoneOrIsNoTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "2026-11-21", "2026-11-21T14:03:07", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z",
              "2026-11-21T24:00:00Z", "2026-11-21T14:60:00Z", "2026-11-21T14:03:07.Z",
              "2026-11-21T14:03:07Zx", "2025-366T00:00:00Z", "1969-12-31T23:59:59Z", "99999-01-01T00:00:00Z",
              "2026-11-21T14:03:07+25:00", "1763733787"})
            QTest::addRow("%s", text) << QByteArray(text);
    }
    void refusesWhatHasNoZoneOrIsNoTime()
    {
        QFETCH(QByteArray, text);
        const auto time = parseTimestamp(std::string_view(text.data(), size_t(text.size())));
        QVERIFY(!time);
        QVERIFY(!time.error().message.empty());
    }

    void writesWhatItReads()
    {
        const Timestamp t = fromNanoseconds(1795269787'123'456'789);
        QCOMPARE(QByteArray(formatTimestamp(t, Fraction::nano).c_str()),
                 QByteArray("2026-11-21T14:03:07.123456789Z"));
        QCOMPARE(QByteArray(formatTimestamp(t).c_str()), QByteArray("2026-11-21T14:03:07.123Z"));
        QCOMPARE(QByteArray(formatDayOfYear(t).c_str()), QByteArray("2026-325T14:03:07Z"));
        QCOMPARE(*parseTimestamp(formatTimestamp(t, Fraction::nano)), t);
    }

    void steppingTheWallClockLeavesTheSteadyOneAlone()
    {
        SimulatedTimeService time(fromNanoseconds(0));
        const SteadyTime before = time.steadyNow();
        time.step(std::chrono::hours{1});
        QVERIFY(time.steadyNow() == before);
        time.advance(std::chrono::seconds{2});
        QVERIFY(time.steadyNow() - before == std::chrono::seconds{2});
        QVERIFY(time.now() == fromNanoseconds(0) + std::chrono::hours{1} + std::chrono::seconds{2});
    }
};

DESK_TEST(TstTime)
#include "tst_time.moc"
