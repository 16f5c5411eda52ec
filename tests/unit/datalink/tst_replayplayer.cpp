// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/replayplayer.h"

#include "tests/support/testprogram.h"
#include "tests/unit/datalink/recordedsession.h"

#include <QFile>

#include <numeric>

using namespace desk;
using namespace std::chrono_literals;

namespace {

Timestamp at(double seconds)
{
    return RecordedSession::at(seconds);
}

using Values = std::vector<double>;

// A player with a steady clock that only the test moves.
struct PlayedSession
{
    explicit PlayedSession(const RecordedSession &session, ReplayPlayer::Options options = {})
    {
        auto opened = ReplayPlayer::open(session.path(), options);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        player = *std::move(opened);
        head.open("test", player->span());
        if (auto begun = player->begin(head, sink); !begun)
            qFatal("%s", begun.error().message.c_str());
        settle();
    }
    // Ticks until the player has nothing to do at this moment.
    void settle()
    {
        for (int i = 0; i < 10'000; ++i) {
            const auto pause = player->tick(now);
            if (!pause)
                qFatal("%s", pause.error().message.c_str());
            if (sink.head > RecordedSession::at(-1) && sink.newest > sink.head)
                fromTheFuture = true;
            if (pause->count() > 0)
                return;
        }
        qFatal("the player does not come to rest");
    }
    void pass(std::chrono::milliseconds time)
    {
        for (; time > 0ms; time -= 10ms) {
            now += 10ms;
            settle();
        }
    }

    SteadyTime now{1s};
    ReplayHead head;
    RememberingSink sink;
    std::unique_ptr<ReplayPlayer> player;
    bool fromTheFuture = false;
};

} // namespace

class TstReplayPlayer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheFirstSampleAtTheBeginning();
    void givesNothingFromAfterTheHead();
    void standsStillWhilePaused();
    void playsAtItsSpeed_data();
    void playsAtItsSpeed();
    void loops();
    void leapsToAPictureOfThatMoment();
    void givesThePastOfChartsAfterALeap();
    void walksAShortWayForward();
    void stepsBySamples();
    void stepsBySeconds();
    void skipsLongGaps();
    void losesNothingAtFullSpeed();
    void waitsForItsConsumer();
    void givesGraphsAndLimitsWhereTheyStood();
    void givesEventsAndGapsByTheirTimes();
    void followsARecordingThatGoesOn();
    void aCommandOvertakesWhatIsBeingGiven();
    void saysWhatIsWrongWithAFile();
};

void TstReplayPlayer::showsTheFirstSampleAtTheBeginning()
{
    RecordedSession session;
    session.add(0);
    session.add(1);
    session.finish();
    PlayedSession replay(session);
    QCOMPARE(replay.head.state().head, at(0));
    QCOMPARE(replay.sink.values(), Values{0});
    QCOMPARE(replay.sink.head, at(0));
    QCOMPARE(replay.sink.restarts, 1);
    QCOMPARE(replay.sink.names, std::size_t(1));
    QVERIFY(!replay.head.state().playing);
}

void TstReplayPlayer::givesNothingFromAfterTheHead()
{
    RecordedSession session;
    for (int i = 0; i <= 50; ++i)
        session.add(i * 0.2);
    session.finish();
    PlayedSession replay(session);
    replay.head.play();
    while (!replay.head.state().ended) {
        replay.pass(10ms);
        QVERIFY(replay.sink.newest <= replay.head.state().head);
        const auto due = std::size_t(std::floor((replay.head.state().head - at(0)) / 200ms)) + 1;
        QCOMPARE(replay.sink.points.size(), due);
    }
    for (const double second : {3.3, 7.0, 0.1, 9.9, 5.05}) {
        replay.head.seek(at(second));
        replay.settle();
        QVERIFY(replay.sink.newest <= at(second));
        QCOMPARE(replay.sink.points.size(), std::size_t(std::floor(second / 0.2 + 1e-9)) + 1);
    }
    QVERIFY(!replay.fromTheFuture);
}

void TstReplayPlayer::standsStillWhilePaused()
{
    RecordedSession session;
    for (int i = 0; i <= 10; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session);
    replay.head.play();
    replay.pass(2500ms);
    replay.head.pause();
    replay.settle();
    const Timestamp stood = replay.sink.head;
    const auto shown = replay.sink.values();
    replay.pass(5s);
    QCOMPARE(replay.sink.head, stood);
    QCOMPARE(replay.sink.values(), shown);
    QCOMPARE(shown, (Values{0, 1, 2}));
    replay.head.play();
    replay.pass(1000ms);
    QCOMPARE(replay.sink.values(), (Values{0, 1, 2, 3}));
}

void TstReplayPlayer::playsAtItsSpeed_data()
{
    QTest::addColumn<double>("factor");
    QTest::addColumn<int>("points");
    QTest::newRow("a tenth") << 0.1 << 4;
    QTest::newRow("as it was") << 1.0 << 31;
    QTest::newRow("four times") << 4.0 << 121;
    QTest::newRow("32 times") << 32.0 << 961;
}

void TstReplayPlayer::playsAtItsSpeed()
{
    QFETCH(double, factor);
    QFETCH(int, points);
    RecordedSession session;
    for (int i = 0; i <= 1000; ++i)
        session.add(i * 0.1);
    session.finish();
    PlayedSession replay(session);
    replay.head.setSpeed({factor, false});
    replay.head.play();
    replay.settle(); // the first tick takes no time
    replay.pass(3s);
    QCOMPARE(int(replay.sink.points.size()), points);
    QCOMPARE(replay.sink.restarts, 1);
}

void TstReplayPlayer::loops()
{
    RecordedSession session;
    for (int i = 0; i <= 10; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session, {.history = 0s, .walk = 0s});
    replay.head.setLoop(ReplaySpan{at(2), at(4)});
    replay.head.seek(at(2));
    replay.head.play();
    replay.pass(2010ms);
    QCOMPARE(replay.sink.values(), (Values{2, 3, 4}));
    replay.pass(20ms);
    QVERIFY(replay.sink.head < at(2.5));
    QCOMPARE(replay.sink.values(), Values{2});
    replay.pass(20s);
    QVERIFY(replay.sink.newest <= at(4));
    QVERIFY(replay.head.state().playing);
}

void TstReplayPlayer::leapsToAPictureOfThatMoment()
{
    RecordedSession session;
    for (int i = 0; i <= 100; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session, {.history = 0s, .walk = 0s});
    for (const double second : {70.5, 20.5, 99.0, 0.0, 100.0}) {
        replay.head.seek(at(second));
        QCOMPARE(replay.head.state().head, at(second));
        replay.settle();
        QCOMPARE(replay.sink.head, at(second));
        if (second > 0)
            QCOMPARE(replay.sink.lastValues, Values{std::floor(second)});
        QVERIFY(replay.sink.newest <= at(second));
    }
    replay.head.toBegin();
    replay.settle();
    QCOMPARE(replay.sink.values(), Values{0});
    replay.head.toEnd();
    replay.settle();
    QCOMPARE(replay.sink.head, at(100));
}

void TstReplayPlayer::givesThePastOfChartsAfterALeap()
{
    RecordedSession session;
    for (int i = 0; i <= 100; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session, {.history = 10s, .walk = 0s});
    replay.head.seek(at(50.5));
    replay.settle();
    Values expected(10);
    std::iota(expected.begin(), expected.end(), 41);
    QCOMPARE(replay.sink.values(), expected);
    // What follows comes after it, each point once.
    replay.head.play();
    replay.pass(1010ms);
    expected.push_back(51);
    QCOMPARE(replay.sink.values(), expected);
}

void TstReplayPlayer::walksAShortWayForward()
{
    RecordedSession session;
    for (int i = 0; i <= 100; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session);
    replay.head.seek(at(20));
    replay.settle();
    QCOMPARE(replay.sink.restarts, 1);
    QCOMPARE(replay.sink.points.size(), std::size_t(21));
    replay.head.seek(at(80));
    replay.settle();
    QCOMPARE(replay.sink.restarts, 2);
    QCOMPARE(replay.sink.points.size(), std::size_t(81));
}

void TstReplayPlayer::stepsBySamples()
{
    RecordedSession session;
    for (const double second : {0.0, 0.5, 3.0, 3.25, 9.0})
        session.add(second, 3);
    session.finish();
    PlayedSession replay(session);
    const auto step = [&](int count) {
        replay.head.stepSamples(count);
        replay.settle();
        return std::chrono::duration<double>(replay.sink.head - at(0)).count();
    };
    QCOMPARE(step(1), 0.5);
    QCOMPARE(replay.sink.points.size(), std::size_t(6));
    QCOMPARE(step(2), 3.25);
    QCOMPARE(step(1), 9.0);
    QCOMPARE(step(1), 9.0);
    QCOMPARE(replay.sink.points.size(), std::size_t(15));
    QCOMPARE(step(-1), 3.25);
    QCOMPARE(replay.sink.points.size(), std::size_t(12));
    QCOMPARE(step(-2), 0.5);
    QCOMPARE(step(-9), 0.0);
    QCOMPARE(replay.sink.values(), (Values{0, 0, 0}));
    replay.head.seek(at(2));
    QCOMPARE(step(-1), 0.5);
    replay.head.play();
    QCOMPARE(step(1), 3.0);
    QVERIFY(!replay.head.state().playing);
}

void TstReplayPlayer::stepsBySeconds()
{
    RecordedSession session;
    for (int i = 0; i <= 20; ++i)
        session.add(i * 0.5);
    session.finish();
    PlayedSession replay(session);
    replay.head.stepSeconds(3);
    replay.settle();
    QCOMPARE(replay.sink.head, at(3));
    QCOMPARE(replay.sink.points.size(), std::size_t(7));
    replay.head.stepSeconds(-2);
    replay.settle();
    QCOMPARE(replay.sink.head, at(1));
    QCOMPARE(replay.sink.points.size(), std::size_t(3));
    replay.head.stepSeconds(-100);
    replay.settle();
    QCOMPARE(replay.sink.head, at(0));
}

void TstReplayPlayer::skipsLongGaps()
{
    RecordedSession session;
    for (const double second : {0.0, 1.0, 3601.0, 3602.0})
        session.add(second);
    session.finish();
    PlayedSession replay(session);
    replay.head.setSkipGaps(10s);
    replay.head.play();
    replay.pass(1500ms);
    QVERIFY(replay.sink.head >= at(3601));
    QCOMPARE(replay.sink.values(), (Values{0, 1, 3601}));
    replay.pass(1100ms);
    QCOMPARE(replay.sink.values(), (Values{0, 1, 3601, 3602}));
    QVERIFY(replay.head.state().ended);
}

void TstReplayPlayer::losesNothingAtFullSpeed()
{
    RecordedSession session;
    for (int i = 0; i < 3000; ++i)
        session.add(i * 7.0, 1 + std::size_t(i) % 50);
    session.finish();
    PlayedSession replay(session);
    replay.head.setSpeed({1, true});
    replay.head.play();
    replay.settle();
    QVERIFY(replay.head.state().ended);
    QCOMPARE(replay.sink.points.size(), std::size_t(session.next() - 1));
    for (std::size_t i = 0; i < replay.sink.points.size(); ++i)
        QCOMPARE(replay.sink.points[i].first, std::uint64_t(i + 1));
}

void TstReplayPlayer::waitsForItsConsumer()
{
    RecordedSession session;
    for (int i = 0; i < 100; ++i)
        session.add(i, 10);
    session.finish();
    PlayedSession replay(session);
    replay.sink.room = 0;
    replay.head.setSpeed({1, true});
    replay.head.play();
    for (std::size_t taken = 10; taken < 1000;) {
        replay.sink.room = 25; // a batch is never cut: three of ten
        replay.settle();
        taken = std::min<std::size_t>(taken + 30, 1000);
        QCOMPARE(replay.sink.points.size(), taken);
        QVERIFY(replay.sink.newest <= replay.head.state().head);
    }
    replay.sink.room = 25;
    replay.settle();
    replay.settle();
    QVERIFY(replay.head.state().ended);
}

void TstReplayPlayer::givesGraphsAndLimitsWhereTheyStood()
{
    RecordedSession session;
    session.log({{}, {}, {{1, at(0), 1, "A"}}, {{1, at(0), "x"}}});
    for (int i = 0; i < 10; ++i) {
        if (i == 4)
            session.log({{}, {}, {{session.next(), at(3.5), 2, "B"}}, {}});
        if (i == 6)
            session.log({{}, {}, {}, {{session.next(), at(5.5), "y"}}});
        session.add(i);
    }
    session.finish();
    PlayedSession replay(session, {.walk = 0s});
    QCOMPARE(replay.sink.log, (std::vector<std::string>{"topology A", "limits x"}));
    replay.head.setSpeed({1, true});
    replay.head.play();
    replay.settle();
    QCOMPARE(replay.sink.log,
             (std::vector<std::string>{"topology A", "limits x", "topology B after 4", "limits y"}));
    for (const auto &[second, graph] : {std::pair(3.4, "topology A"), std::pair(3.5, "topology B")}) {
        replay.head.seek(at(second));
        replay.settle();
        QCOMPARE(replay.sink.log.front(), std::string(graph));
    }
}

void TstReplayPlayer::givesEventsAndGapsByTheirTimes()
{
    RecordedSession session;
    SessionLog log;
    for (std::uint64_t i = 0; i < 10; ++i)
        log.events.push_back({i + 1, at(double(i) + 0.5), Severity::warning, EventCode::linkDown,
                              "n" + std::to_string(i), "", 1});
    log.gaps.push_back({"link", at(4), at(6), 1, 0, "link_down"});
    session.log(log);
    for (int i = 0; i <= 10; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session, {.events = 3});
    QVERIFY(replay.sink.events.empty());
    replay.head.play();
    replay.pass(2600ms);
    QCOMPARE(replay.sink.events, std::vector<Event>(log.events.begin(), log.events.begin() + 3));
    QVERIFY(replay.sink.gaps.empty());
    replay.head.setSpeed({1, true});
    replay.settle();
    QCOMPARE(replay.sink.events, log.events);
    QCOMPARE(replay.sink.gaps, log.gaps);
    replay.head.seek(at(6.5)); // back: the last three until then
    replay.settle();
    QCOMPARE(replay.sink.events, std::vector<Event>(log.events.begin() + 4, log.events.begin() + 7));
    QCOMPARE(replay.sink.gaps, log.gaps);
}

void TstReplayPlayer::followsARecordingThatGoesOn()
{
    RecordedSession session;
    for (int i = 0; i <= 5; ++i)
        session.add(i);
    session.finish();
    PlayedSession replay(session);
    replay.head.setSpeed({1, true});
    replay.head.play();
    replay.settle();
    QVERIFY(replay.head.state().ended);
    QCOMPARE(replay.sink.points.size(), std::size_t(6));
    session.goOn();
    for (int i = 6; i <= 9; ++i)
        session.add(i);
    session.log({{}, {{1, at(7.5), Severity::warning, EventCode::linkDown, "n", "", 1}}, {}, {}});
    session.finish();
    replay.pass(1s);
    QCOMPARE(replay.head.state().session.end, at(9));
    replay.head.play();
    replay.settle();
    QCOMPARE(replay.sink.values(), (Values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(replay.sink.events.size(), std::size_t(1));
    QCOMPARE(replay.sink.restarts, 1);
}

void TstReplayPlayer::aCommandOvertakesWhatIsBeingGiven()
{
    RecordedSession session;
    for (int i = 0; i <= 100; ++i)
        session.add(i, 10);
    session.finish();
    PlayedSession replay(session, {.walk = 0s});
    replay.sink.room = 50;
    replay.head.seek(at(90)); // the past of its charts does not fit
    replay.settle();
    QVERIFY(replay.sink.points.size() < 100);
    replay.head.seek(at(3));
    replay.settle();
    QCOMPARE(replay.sink.restarts, 3);
    replay.sink.room = 1000;
    replay.settle();
    QCOMPARE(replay.sink.points.size(), std::size_t(40));
    QCOMPARE(replay.sink.head, at(3));
}

void TstReplayPlayer::saysWhatIsWrongWithAFile()
{
    QTemporaryDir folder;
    const auto path = [&](const char *name) {
        return std::filesystem::path(folder.filePath(QLatin1String(name)).toStdString());
    };
    const auto complaint = [](const std::filesystem::path &file) {
        const auto opened = ReplayPlayer::open(file, {});
        return opened ? QString() : QString::fromStdString(opened.error().message);
    };
    const QString missing = complaint(path("none.desk"));
    QVERIFY2(missing.contains(u"none.desk") && missing.contains(u"give the path"), qPrintable(missing));
    QFile text(folder.filePath(QStringLiteral("text.desk")));
    QVERIFY(text.open(QFile::WriteOnly));
    text.write(QByteArray(10'000, 'x'));
    text.close();
    const QString foreign = complaint(path("text.desk"));
    QVERIFY2(foreign.contains(u"text.desk") && foreign.contains(u"constellation verify"),
             qPrintable(foreign));
    RecordedSession empty;
    empty.finish();
    const QString none = complaint(empty.path());
    QVERIFY2(none.contains(u"holds no points"), qPrintable(none));
}

DESK_TEST(TstReplayPlayer)

#include "tst_replayplayer.moc"
