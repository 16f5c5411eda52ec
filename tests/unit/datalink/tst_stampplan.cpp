// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/stampplan.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

const Timestamp now = *parseTimestamp("2026-11-21T14:00:00Z");

FilePoint at(Timestamp time)
{
    FilePoint point;
    point.time = time;
    return point;
}

FilePoint after(std::chrono::nanoseconds elapsed)
{
    FilePoint point;
    point.elapsed = elapsed;
    return point;
}

FileTimes timesOf(std::initializer_list<FilePoint> points)
{
    FileTimes times;
    for (const FilePoint &point : points)
        times.add(point);
    return times;
}

} // namespace

class TstStampPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesOfTodayStay()
    {
        const auto plan = StampPlan::decide({}, timesOf({at(now - 59min), at(now - 3h)}), now);
        QVERIFY(plan.stamp() == Stamp::file);
        QVERIFY(plan.timeOf(at(now - 3h)) == now - 3h);
        QVERIFY(plan.ahead() == -59min);
    }

    void oldFilesStartNowWithTheirIntervals()
    {
        const auto plan = StampPlan::decide({}, timesOf({at(now - 100h), at(now - 99h)}), now);
        QVERIFY(plan.stamp() == Stamp::shift);
        QVERIFY(plan.timeOf(at(now - 100h)) == now);
        QVERIFY(plan.timeOf(at(now - 99h)) == now + 1h);
        QVERIFY(plan.ahead() == 1h);
    }

    void filesOfTheFutureAreMovedToo()
    {
        QVERIFY(StampPlan::decide({}, timesOf({at(now + 2h)}), now).timeOf(at(now + 2h)) == now);
    }

    void whatIsAskedWins()
    {
        const auto times = timesOf({at(now - 100h)});
        QVERIFY(StampPlan::decide(Stamp::file, times, now).timeOf(at(now - 100h)) == now - 100h);
        QVERIFY(StampPlan::decide(Stamp::now, times, now).stamp() == Stamp::now);
    }

    void elapsedTimesCountFromNow()
    {
        const auto plan = StampPlan::decide(Stamp::file, timesOf({after(0s), after(10min)}), now);
        QVERIFY(plan.timeOf(after(10min)) == now + 10min);
        QVERIFY(plan.ahead() == 10min);
        QVERIFY(StampPlan::decide({}, timesOf({after(0s)}), now).stamp() == Stamp::shift);
    }

    void movedTimesCanStillBeWritten()
    {
        const Timestamp first{};
        const Timestamp last{std::chrono::sys_days{std::chrono::year{2261} / 6 / 1}};
        const auto plan = StampPlan::decide(Stamp::shift, timesOf({at(first), at(last)}), now);
        QVERIFY(plan.timeOf(at(last)) > last);
        QVERIFY(parseTimestamp(formatTimestamp(plan.timeOf(at(last)))).has_value());
    }
};

DESK_TEST(TstStampPlan)
#include "tst_stampplan.moc"
