// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/eventlog.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstEventLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void repeatsAreFoldedWithACount()
    {
        EventLog log;
        const Timestamp t{};
        log.report(t, Severity::caution, EventCode::refused, "client", "first");
        const auto before = log.changesSince(0);
        log.report(t + 1s, Severity::caution, EventCode::refused, "client", "second");
        const auto after = log.changesSince(before.change);
        QCOMPARE(after.events.size(), std::size_t(1));
        QCOMPARE(after.events[0].number, before.events[0].number);
        QCOMPARE(after.events[0].repeats, 2U);
        QCOMPARE(after.events[0].detail, std::string("second"));
        log.report(t + 60s, Severity::caution, EventCode::refused, "client", "later");
        QCOMPARE(log.changesSince(0).events.size(), std::size_t(2));
    }

    void oldestGoWhenFull()
    {
        EventLog log(3);
        for (int i = 0; i < 5; ++i)
            log.report(Timestamp{}, Severity::nominal, EventCode::nodeLearned, std::to_string(i));
        const auto all = log.changesSince(0);
        QCOMPARE(all.events.size(), std::size_t(3));
        QCOMPARE(all.events.front().subject, std::string("2"));
        QCOMPARE(all.events.back().number, std::uint64_t(5));
    }

    void recordedEventsTakeThePlaceOfAll()
    {
        EventLog log;
        log.report(Timestamp{}, Severity::nominal, EventCode::linkUp, "a");
        const auto before = log.changesSince(0);
        const Event recorded{41, Timestamp(5s), Severity::warning, EventCode::linkDown, "b", "why", 1};
        log.restart({recorded});
        const auto after = log.changesSince(before.change);
        QVERIFY(after.restarted);
        QCOMPARE(after.events, std::vector<Event>{recorded});
        Event again = recorded;
        again.repeats = 7;
        log.add(again);
        const auto last = log.changesSince(after.change);
        QVERIFY(!last.restarted);
        QCOMPARE(last.events, std::vector<Event>{again});
        QCOMPARE(log.changesSince(0).events.size(), std::size_t(1));
    }
};

DESK_TEST(TstEventLog)
#include "tst_eventlog.moc"
