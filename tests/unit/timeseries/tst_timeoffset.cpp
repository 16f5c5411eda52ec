// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeoffset.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstTimeOffset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatItWrites_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](std::chrono::nanoseconds offset, const char *text) {
            QTest::addRow("%s", text) << qint64(offset.count()) << QByteArray(text);
        };
        row(0ns, "+00:00:00.000");
        row(-90'250ms, "-00:01:30.250");
        row(23h + 59min + 59s + 999ms, "+23:59:59.999");
        row(24h, "+1d 00:00:00.000");
        row(-(182 * 24h + 12h), "-182d 12:00:00.000");
        row(-1ms, "-00:00:00.001");
        row(TimeOffset::longest, "+36600d 00:00:00.000");
    }
    void readsWhatItWrites()
    {
        QFETCH(qint64, ns);
        QFETCH(QByteArray, text);
        QCOMPARE(TimeOffset::format(std::chrono::nanoseconds{ns}).c_str(), text.constData());
        const auto read = TimeOffset::parse(text.toStdString());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(qint64(read->count()), ns);
    }

    void takesWhatPeopleType_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("ns");
        const auto row = [](const char *text, std::chrono::nanoseconds offset) {
            QTest::addRow("%s", text) << QByteArray(text) << qint64(offset.count());
        };
        row("1:30", 90s);
        row("01:02:03", 1h + 2min + 3s);
        row(" -0:00:01,5 ", -1500ms);
        row("\u22122.5 s", -2500ms);
        row("250ms", 250ms);
        row("+ 3", 3s);
        row("1.5 h", 90min);
        row("2 d", 48h);
        row("2d 3:00:00", 51h);
        row("10 min", 10min);
        row("0.0000000019", 1ns); // below a nanosecond nothing counts
        row("30:00:00", 30h);
    }
    void takesWhatPeopleType()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, ns);
        const auto read = TimeOffset::parse(text.toStdString());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(qint64(read->count()), ns);
    }

    void saysWhereItIsNotUnderstood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("at");
        for (const auto &[text, at] :
             {std::pair{"", 0}, std::pair{"-", 1}, std::pair{"abc", 0}, std::pair{"1:60", 2},
              std::pair{"1:2:03", 2}, std::pair{"00:01:30.", 9}, std::pair{"00:01:30x", 8},
              std::pair{"3 weeks", 2}, std::pair{"3 s later", 4}, std::pair{"2d 3", 4}, std::pair{"1:", 2},
              std::pair{"1:00:00:00", 7}})
            QTest::addRow("<%s>", text) << QByteArray(text) << at;
    }
    void saysWhereItIsNotUnderstood()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, at);
        const auto read = TimeOffset::parse(text.toStdString());
        QVERIFY(!read);
        QCOMPARE(int(read.error().offset), at);
        QVERIFY(read.error().message.find("-00:01:30.250") != std::string::npos);
    }

    void refusesMoreThanAHundredYears()
    {
        for (const char *text : {"36601 d", "99999999999999999999", "99999999999999999999d 00:00:00",
                                 "99999999999999999999:00:00"}) {
            const auto read = TimeOffset::parse(text);
            QVERIFY2(!read, text);
            QCOMPARE(read.error().code, ErrorCode::outOfRange);
        }
    }

    void sumsStopAtTheEnds()
    {
        constexpr std::int64_t low = std::numeric_limits<std::int64_t>::min();
        constexpr std::int64_t high = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(TimeOffset::add(high, 1), high);
        QCOMPARE(TimeOffset::add(low, -1), low);
        QCOMPARE(TimeOffset::add(5, -7), std::int64_t(-2));
        QCOMPARE(TimeOffset::subtract(low, 1), low);
        QCOMPARE(TimeOffset::subtract(high, -1), high);
        QCOMPARE(TimeOffset::between(fromNanoseconds(low), fromNanoseconds(high)), TimeOffset::longest);
        QCOMPARE(TimeOffset::between(fromNanoseconds(7), fromNanoseconds(5)), -2ns);
    }
};

DESK_TEST(TstTimeOffset)
#include "tst_timeoffset.moc"
