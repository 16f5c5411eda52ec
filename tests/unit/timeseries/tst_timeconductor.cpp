// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeconductor.h"
#include "tests/support/testprogram.h"

#include <QSignalSpy>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {
const Timestamp start = *parseTimestamp("2026-11-21T14:00:00Z");
} // namespace

class TstTimeConductor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void liveBoundsEndNow()
    {
        SimulatedTimeService time(fromNanoseconds(0) + 1h);
        TimeConductor conductor(time);
        conductor.setSpan(10min);
        time.advance(5s);
        QVERIFY(conductor.bounds() ==
                (TimeRange{fromNanoseconds(0) + 50min + 5s, fromNanoseconds(0) + 1h + 5s}));
    }

    void pausedBoundsStandStill()
    {
        SimulatedTimeService time(fromNanoseconds(0) + 1h);
        TimeConductor conductor(time);
        QSignalSpy spy(&conductor, &TimeConductor::pausedChanged);
        conductor.setPaused(true);
        const TimeRange before = conductor.bounds();
        time.advance(1min);
        QVERIFY(conductor.bounds() == before);
        conductor.setPaused(true);
        QCOMPARE(spy.count(), 1);
        conductor.setPaused(false);
        QVERIFY(conductor.bounds().end == time.now());
    }

    void fixedBoundsStand()
    {
        SimulatedTimeService time(start);
        TimeConductor conductor(time);
        QSignalSpy modes(&conductor, &TimeConductor::modeChanged);
        QSignalSpy spans(&conductor, &TimeConductor::spanChanged);
        const TimeRange wanted{start - 3h, start - 2h};
        conductor.setFixed(wanted);
        QVERIFY(conductor.mode() == TimeMode::fixed);
        QCOMPARE(modes.count(), 1);
        QCOMPARE(spans.count(), 1);
        QVERIFY(conductor.span() == 1h);
        QVERIFY(conductor.isPaused());
        time.advance(1h);
        QVERIFY(conductor.bounds() == wanted);
        QVERIFY(conductor.now() == time.now()); // goes on beside it
        conductor.setSpan(10min);
        QVERIFY(conductor.bounds() == (TimeRange{start - 2h - 10min, start - 2h}));
        conductor.setPaused(false); // back to live, with the span that was set last
        QVERIFY(conductor.mode() == TimeMode::live);
        QVERIFY(conductor.bounds() == (TimeRange{time.now() - 10min, time.now()}));
    }

    void fixedTakesWhatIsShown()
    {
        SimulatedTimeService time(start);
        TimeConductor conductor(time);
        conductor.setPaused(true);
        time.advance(1h);
        const TimeRange shown = conductor.bounds();
        conductor.setMode(TimeMode::fixed);
        QVERIFY(conductor.bounds() == shown);
    }

    void fixedBoundsAlwaysHaveALength()
    {
        SimulatedTimeService time(start);
        TimeConductor conductor(time);
        conductor.setFixed({start, start - 1h});
        QVERIFY(conductor.bounds().start < conductor.bounds().end);
        conductor.setFixed({start, start});
        QVERIFY(conductor.span() == 1s);
        conductor.setFixed({Timestamp::min(), Timestamp::max()});
        QVERIFY(conductor.span() == TimeConductor::longestSpan);
    }

    void replayEndsAtThePlayHead()
    {
        SimulatedTimeService time(start);
        SimulatedTimeService head(start - 24h);
        TimeConductor conductor(time);
        conductor.setMode(TimeMode::replay);
        QVERIFY(conductor.mode() == TimeMode::live); // there is none
        conductor.setReplayTime(&head);
        conductor.setMode(TimeMode::replay);
        conductor.setSpan(5min);
        QVERIFY(conductor.bounds() == (TimeRange{start - 24h - 5min, start - 24h}));
        time.advance(1h);
        head.advance(10s);
        QVERIFY(conductor.now() == start - 24h + 10s);
        conductor.setPaused(true); // the transport stands; a step moves it
        head.advance(1s);
        QVERIFY(conductor.now() == start - 24h + 11s);
        QSignalSpy modes(&conductor, &TimeConductor::modeChanged);
        conductor.setReplayTime(nullptr);
        QVERIFY(conductor.mode() == TimeMode::live);
        QVERIFY(!conductor.isPaused());
        QCOMPARE(modes.count(), 1);
        QVERIFY(conductor.now() == time.now());
    }

    void showsAllThereIs()
    {
        SimulatedTimeService time(start);
        TimeConductor conductor(time);
        conductor.showAll();
        QVERIFY(!conductor.showsAll()); // of what?
        conductor.setExtent(TimeRange{start - 2h, start - 1h});
        conductor.showAll();
        QVERIFY(conductor.bounds() == (TimeRange{start - 2h, start}));
        time.advance(1h);
        QVERIFY(conductor.span() == 3h); // it grows
        conductor.setSpan(15min);
        QVERIFY(!conductor.showsAll());
        QVERIFY(conductor.span() == 15min);
        conductor.setMode(TimeMode::fixed);
        conductor.showAll();
        QVERIFY(conductor.bounds() == (TimeRange{start - 2h, start - 1h}));
    }

    void theCursorIsOneForAllViews()
    {
        SimulatedTimeService time(start);
        TimeConductor conductor(time);
        QSignalSpy moved(&conductor, &TimeConductor::cursorChanged);
        conductor.setCursor(start - 1min);
        conductor.setCursor(start - 1min);
        QCOMPARE(moved.count(), 1);
        QVERIFY(conductor.cursor() == start - 1min);
        conductor.setCursor(std::nullopt);
        QVERIFY(!conductor.cursor());
    }
};

DESK_TEST(TstTimeConductor)
#include "tst_timeconductor.moc"
