// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/replayclock.h"

#include "models/telemetry/timeservice.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

namespace {

const Timestamp t0 = *parseTimestamp("2026-11-21T14:00:00Z");

// A replay of points at these seconds after t0: what its owner does, with a clock that stands until moved.
struct Replay
{
    std::vector<double> points;
    SimulatedTimeService steady{t0};
    ReplayClock clock;
    std::size_t shown = 0; // so many points from the front
    int jumps = 0;

    explicit Replay(std::vector<double> at)
        : points(std::move(at))
        , clock({time(0), time(points.size() - 1)})
    {
    }

    Timestamp time(std::size_t i) const
    {
        return t0 + std::chrono::nanoseconds{std::llround(points[i] * 1e9)};
    }

    // One tick so much later. Returns the head in seconds after t0.
    double tick(std::chrono::nanoseconds later = 100ms)
    {
        steady.advance(later);
        const auto firstAfter = [this](Timestamp head) {
            std::size_t i = 0;
            while (i < points.size() && time(i) <= head)
                ++i;
            return i;
        };
        const std::size_t i = firstAfter(clock.head());
        const auto tick =
            clock.advance(steady.steadyNow(), i < points.size() ? std::optional(time(i)) : std::nullopt);
        jumps += tick.jumped;
        shown = firstAfter(tick.head);
        return seconds();
    }

    double seconds() const { return std::chrono::duration<double>(clock.head() - t0).count(); }
};

} // namespace

class TstReplayClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSampleIsShownAtT0()
    {
        Replay replay({0, 1, 2});
        QCOMPARE(replay.tick(), 0.0);
        QCOMPARE(replay.shown, std::size_t(1)); // also before it plays
        replay.clock.play();
        QCOMPARE(replay.tick(), 0.0); // the first tick takes no time
        QCOMPARE(replay.shown, std::size_t(1));
        QCOMPARE(replay.tick(), 0.1);
    }

    void nothingFromTheFutureIsShown()
    {
        Replay replay({0, 1, 1.05, 2});
        replay.clock.play();
        replay.tick();
        for (int i = 1; i <= 20; ++i) {
            replay.tick();
            for (std::size_t p = 0; p < replay.shown; ++p)
                QVERIFY(replay.points[p] <= replay.seconds());
            QCOMPARE(replay.seconds(), i / 10.0);
        }
    }

    void playsAtEachSpeed_data()
    {
        QTest::addColumn<double>("asked");
        QTest::addColumn<double>("factor");
        for (const double factor : {0.1, 0.5, 1.0, 2.0, 16.0, 32.0})
            QTest::addRow("%g", factor) << factor << factor;
        QTest::addRow("too slow") << 0.001 << 0.1;
        QTest::addRow("backwards") << -1.0 << 0.1;
        QTest::addRow("too fast") << 1000.0 << 32.0;
    }

    void playsAtEachSpeed()
    {
        QFETCH(double, asked);
        QFETCH(double, factor);
        Replay replay({0, 1'000});
        QVERIFY(replay.clock.setSpeed({asked, false}));
        replay.clock.play();
        replay.tick();
        for (int i = 0; i < 100; ++i)
            replay.tick(100ms);
        QCOMPARE(replay.seconds(), 10 * factor);
    }

    void aSlowReplayLosesNothingToRounding()
    {
        Replay replay({0, 1});
        QVERIFY(replay.clock.setSpeed({0.1, false}));
        replay.clock.play();
        replay.tick();
        for (int i = 0; i < 1'000; ++i)
            replay.tick(1ns);
        QVERIFY(std::abs((replay.clock.head() - t0).count() - 100) <= 1);
    }

    void refusesASpeedThatIsNoNumber()
    {
        Replay replay({0, 1});
        const auto set = replay.clock.setSpeed({std::nan(""), false});
        QVERIFY(!set);
        QVERIFY(set.error().message.find("0.1 to 32") != std::string::npos);
        QCOMPARE(replay.clock.speed().factor, 1.0);
    }

    void stopsAtTheEndAndNeverBeyond()
    {
        Replay replay({0, 0.25});
        replay.clock.play();
        replay.tick();
        for (int i = 0; i < 3; ++i)
            replay.tick();
        QCOMPARE(replay.seconds(), 0.25);
        QCOMPARE(replay.shown, std::size_t(2)); // the last sample is shown
        replay.tick();
        QVERIFY(!replay.clock.isPlaying());
        QVERIFY(replay.clock.hasEnded());
        QCOMPARE(replay.tick(1h), 0.25);
        QCOMPARE(replay.jumps, 0);
    }

    void playAtTheEndBeginsAnew()
    {
        Replay replay({0, 1});
        replay.clock.toEnd();
        replay.clock.play();
        QCOMPARE(replay.tick(), 0.0);
        QCOMPARE(replay.jumps, 1);
        QCOMPARE(replay.tick(), 0.1);
        QVERIFY(!replay.clock.hasEnded());
    }

    void aPausedHeadStandsAndMissesNothing()
    {
        Replay replay({0, 10});
        replay.clock.play();
        replay.tick();
        replay.tick();
        replay.clock.pause();
        QCOMPARE(replay.tick(1h), 0.1);
        replay.clock.play();
        QCOMPARE(replay.tick(1h), 0.1); // the pause does not count
        QCOMPARE(replay.tick(), 0.2);
    }

    void aSuspendedMachineCountsForOneTickOnly()
    {
        Replay replay({0, 100'000});
        replay.clock.play();
        replay.tick();
        QCOMPARE(replay.tick(8h), 0.25);
        QVERIFY(replay.clock.setSpeed({32, false}));
        QCOMPARE(replay.tick(8h), 8.25);
    }

    void aSteadyClockThatGoesBackMovesNothing()
    {
        Replay replay({0, 100});
        replay.clock.play();
        replay.tick();
        replay.tick();
        QCOMPARE(replay.tick(-5s), 0.1);
        QCOMPARE(replay.tick(), 0.2);
    }

    void theWallClockDoesNotMatter()
    {
        Replay replay({0, 100});
        replay.clock.play();
        replay.tick();
        replay.steady.step(2h);
        QCOMPARE(replay.tick(), 0.1);
        replay.steady.step(-48h);
        QCOMPARE(replay.tick(), 0.2);
    }

    void seeksWithinTheSessionOnly()
    {
        Replay replay({0, 10});
        replay.clock.seek(t0 + 4s);
        QCOMPARE(replay.tick(), 4.0);
        QCOMPARE(replay.jumps, 1);
        replay.clock.seek(t0 - 1h);
        QCOMPARE(replay.tick(), 0.0);
        replay.clock.seek(t0 + 1h);
        QCOMPARE(replay.tick(), 10.0);
        replay.clock.seek(t0 + 1h);
        replay.tick();
        QCOMPARE(replay.jumps, 3); // it stood there already
        replay.clock.play();
        replay.clock.seek(t0 + 5s);
        QVERIFY(replay.clock.isPlaying());
        replay.tick();
        QCOMPARE(replay.tick(), 5.1);
    }

    void stepsBySecondsBothWaysAndPauses()
    {
        Replay replay({0, 2.5});
        replay.clock.play();
        replay.clock.stepBy(1s);
        QVERIFY(!replay.clock.isPlaying());
        QCOMPARE(replay.seconds(), 1.0);
        replay.clock.stepBy(1s);
        replay.clock.stepBy(1s);
        QCOMPARE(replay.seconds(), 2.5);
        replay.clock.stepBy(-1s);
        QCOMPARE(replay.seconds(), 1.5);
        replay.clock.stepBy(-1s);
        replay.clock.stepBy(-1s);
        QCOMPARE(replay.seconds(), 0.0);
        replay.clock.stepBy(std::chrono::nanoseconds::max());
        QCOMPARE(replay.seconds(), 2.5);
        replay.clock.stepBy(std::chrono::nanoseconds::min());
        QCOMPARE(replay.seconds(), 0.0);
    }

    void stepsToASample()
    {
        Replay replay({0, 1.5, 2});
        replay.clock.play();
        replay.clock.stepTo(replay.time(1));
        QVERIFY(!replay.clock.isPlaying());
        replay.tick();
        QCOMPARE(replay.shown, std::size_t(2));
        replay.clock.stepTo(replay.time(0));
        replay.tick();
        QCOMPARE(replay.shown, std::size_t(1));
    }

    void loopsFromAToB()
    {
        Replay replay({0, 1, 2, 3});
        QVERIFY(replay.clock.setLoop(ReplaySpan{t0 + 1s, t0 + 1200ms}));
        replay.clock.seek(t0 + 950ms);
        replay.clock.play();
        std::vector<double> heads;
        for (int i = 0; i < 9; ++i)
            heads.push_back(replay.tick());
        QCOMPARE(heads, (std::vector<double>{0.95, 1.05, 1.15, 1.2, 1.0, 1.1, 1.2, 1.0, 1.1}));
        QCOMPARE(replay.jumps, 3);  // the seek, then twice anew
        replay.clock.seek(t0 + 2s); // behind it: begins at A
        QCOMPARE(replay.tick(), 1.0);
        QVERIFY(replay.clock.setLoop(std::nullopt));
        for (int i = 0; i < 30; ++i)
            replay.tick();
        QCOMPARE(replay.seconds(), 3.0);
    }

    void aLoopIsCutToTheSession()
    {
        Replay replay({0, 10});
        QVERIFY(replay.clock.setLoop(ReplaySpan{t0 - 1h, t0 + 1h}));
        QVERIFY(replay.clock.loop() == (ReplaySpan{t0, t0 + 10s}));
        for (const auto &wrong : {ReplaySpan{t0 + 2s, t0 + 2s}, ReplaySpan{t0 + 3s, t0 + 2s},
                                  ReplaySpan{t0 + 1h, t0 + 2h}, ReplaySpan{t0 - 2h, t0 - 1h}})
            QVERIFY(!replay.clock.setLoop(wrong));
        QVERIFY(replay.clock.loop() == (ReplaySpan{t0, t0 + 10s}));
        replay.clock.toEnd();
        replay.clock.play();
        QCOMPARE(replay.tick(), 0.0);
    }

    void skipsGapsThatAreLongerThanWanted()
    {
        Replay replay({0, 0.1, 5, 5.1, 65, 65.1});
        QVERIFY(replay.clock.setSkipGaps(10s));
        replay.clock.play();
        replay.tick();
        for (int i = 0; i < 51; ++i) // 4.9 s are played
            replay.tick();
        QCOMPARE(replay.seconds(), 5.1);
        QCOMPARE(replay.tick(), 65.0); // 59.9 s are not
        QCOMPARE(replay.shown, std::size_t(5));
        QCOMPARE(replay.tick(), 65.1);
        QCOMPARE(replay.jumps, 0); // everything on the way was shown
        QVERIFY(!replay.clock.setSkipGaps(0s));
    }

    void aGapIsNotSkippedOutOfALoop()
    {
        Replay replay({0, 1, 100});
        QVERIFY(replay.clock.setSkipGaps(2s));
        QVERIFY(replay.clock.setLoop(ReplaySpan{t0, t0 + 50s}));
        replay.clock.seek(t0 + 1s);
        replay.clock.play();
        QCOMPARE(replay.tick(), 50.0);
        QCOMPARE(replay.tick(), 0.0);
    }

    void asFastAsPossibleGoesFromPointToPoint()
    {
        Replay replay({0, 0.001, 500, 500, 90'000});
        QVERIFY(replay.clock.setSpeed({1, true}));
        replay.clock.play();
        QCOMPARE(replay.tick(0ns), 0.001);
        QCOMPARE(replay.tick(0ns), 500.0);
        QCOMPARE(replay.shown, std::size_t(4)); // all of one moment at once
        QCOMPARE(replay.tick(0ns), 90'000.0);
        QVERIFY(replay.clock.isPlaying());
        replay.tick(0ns);
        QVERIFY(replay.clock.hasEnded());
        QVERIFY(replay.clock.setSpeed({2, false}));
        QVERIFY(!replay.clock.speed().unlimited);
    }

    void aNextPointThatIsWrongDoesNotLeadOutOfTheSession()
    {
        ReplayClock clock({t0, t0 + 10s});
        QVERIFY(clock.setSpeed({1, true}));
        clock.play();
        QVERIFY(clock.advance(SteadyTime{}, t0 - 1h).head == t0);
        QVERIFY(clock.advance(SteadyTime{}, t0 + 1h).head == t0 + 10s);
    }

    void aSessionThatIsStillRecordedGetsLonger()
    {
        Replay replay({0, 0.1});
        replay.clock.play();
        for (int i = 0; i < 4; ++i)
            replay.tick();
        QVERIFY(replay.clock.hasEnded());
        replay.clock.extendTo(t0 + 1s);
        replay.clock.extendTo(t0 + 500ms); // never shorter
        QVERIFY(replay.clock.session() == (ReplaySpan{t0, t0 + 1s}));
        replay.clock.play(); // goes on where it stood
        replay.tick();
        QCOMPARE(replay.tick(), 0.2);
        QCOMPARE(replay.jumps, 0);
    }

    void oneSampleIsASession()
    {
        Replay replay({0});
        QCOMPARE(replay.tick(), 0.0);
        replay.clock.play();
        replay.tick();
        QVERIFY(replay.clock.hasEnded());
        QCOMPARE(replay.shown, std::size_t(1));
    }
};

DESK_TEST(TstReplayClock)
#include "tst_replayclock.moc"
