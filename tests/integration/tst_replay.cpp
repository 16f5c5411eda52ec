// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/livehour.h"

#include "models/archive/sessionreader.h"
#include "models/datalink/replayplayer.h"
#include "models/instance/recordingoverview.h"
#include "models/processing/replayprocessor.h"
#include "models/telemetry/gapsubject.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

// What a replay shows: the second processor, and what came out of it written down.
class WatchedReplay final : public ReplaySink
{
public:
    WatchedReplay()
        : m_processor({names, m_topology, m_display, m_events, m_time, m_steady})
    {
    }

    Result<void> setNames(const SessionNames &from) override { return m_processor.setNames(from); }
    void restart(ReplayPicture picture) override
    {
        shown = {};
        const auto topology = picture.topology;
        shown.gaps = picture.gaps;
        m_processor.restart(std::move(picture));
        if (topology)
            note(*topology);
    }
    void setLimits(const SessionLimits &limits) override { m_processor.setLimits(limits); }
    void setTopology(const SessionTopology &topology) override
    {
        m_processor.setTopology(topology);
        m_processor.rest(); // each of them, however many
        note(topology);
    }
    void addEvents(std::vector<Event> events) override { m_processor.addEvents(std::move(events)); }
    void addGaps(std::vector<SessionGap> gaps) override
    {
        shown.gaps.insert(shown.gaps.end(), gaps.begin(), gaps.end());
    }
    void addPoints(std::shared_ptr<SampleBatch> batch) override { m_processor.addPoints(std::move(batch)); }
    void setHead(Timestamp head) override { m_processor.setHead(head); }
    bool hasRoom() override { return m_processor.hasRoom(); }

    // What a window does.
    void drain()
    {
        for (const SampleBatchPtr &batch : m_display.take())
            shown.add(*batch);
        shown.events = m_events.changesSince(0).events;
    }

    LimitDefinitions &limits() { return m_processor.limits(); }

    SeriesDictionary names;
    ShownData shown;

private:
    // Not the text of the file: what became of it.
    void note(const SessionTopology &topology)
    {
        shown.topologies.push_back(topology);
        shown.topologies.back().json = graphText(*m_topology.latest());
    }

    Topology m_topology;
    DisplayQueue m_display;
    EventLog m_events;
    ReplayTime m_time;
    SystemTimeService m_steady;
    ReplayProcessor m_processor;
};

// Plays all of a file as fast as possible.
std::string play(const std::filesystem::path &file, WatchedReplay &sink)
{
    auto player = ReplayPlayer::open(file, {});
    if (!player)
        return player.error().message;
    ReplayHead head;
    head.open("hour", (*player)->span());
    if (auto begun = (*player)->begin(head, sink); !begun)
        return begun.error().message;
    head.setSpeed({1, true});
    head.play();
    SteadyTime now{1s};
    while (!head.state().ended) {
        now += 1ms;
        if (auto ticked = (*player)->tick(now); !ticked)
            return ticked.error().message;
        sink.drain();
    }
    sink.drain();
    return {};
}

} // namespace

class TstReplay : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<LiveHour> m_live;
    std::filesystem::path m_file;

private Q_SLOTS:
    void initTestCase();
    void twoReplaysAreEqualToWhatWasLive();
    void theFileKeepsMarksAndWhatWentOnOverARestart();
    void aLeapShowsWhatWasLiveThen_data();
    void aLeapShowsWhatWasLiveThen();
};

void TstReplay::initTestCase()
{
    const std::filesystem::path folder = m_folder.path().toStdString();
    m_file = folder / "session.desk";
    QElapsedTimer clock;
    clock.start();
    m_live = std::make_unique<LiveHour>(folder, 24);
    m_live->run(30min);
    m_live->mark("antenna <b>moved</b>");
    m_live->pauseRecording(75s);
    m_live->run(29min);
    m_live->finish();
    QVERIFY2(m_live->error.empty(), m_live->error.c_str());
    qInfo("%zu points, %zu samples, %zu graphs, %zu events in %lld ms", m_live->shown.points.points(),
          m_live->shown.points.samples(), m_live->shown.topologies.size(), m_live->shown.events.size(),
          static_cast<long long>(clock.elapsed()));
    // The hour is one in which something happens.
    QVERIFY(m_live->shown.topologies.size() > 10);
    QVERIFY(m_live->shown.events.size() > 20);
    QVERIFY(std::ranges::any_of(m_live->shown.points.quality,
                                [](Quality quality) { return has(quality, Quality::backFilled); }));
    for (const char *cause : {"link_down", "out_of_contact", "recorder_off"})
        QVERIFY2(std::ranges::any_of(m_live->shown.gaps,
                                     [cause](const SessionGap &gap) { return gap.cause == cause; }),
                 cause);
}

void TstReplay::twoReplaysAreEqualToWhatWasLive()
{
    WatchedReplay first;
    WatchedReplay second;
    const std::string failed = play(m_file, first) + play(m_file, second);
    QVERIFY2(failed.empty(), failed.c_str());
    const std::string live = m_live->shown.differenceTo(first.shown);
    QVERIFY2(live.empty(), live.c_str());
    const std::string again = first.shown.differenceTo(second.shown);
    QVERIFY2(again.empty(), again.c_str());
    // Ids mean the same, and so do codes of texts.
    QCOMPARE(first.names.seriesCount(), m_live->names.seriesCount());
    for (std::uint32_t i = 0; i < first.names.seriesCount(); ++i)
        QVERIFY(first.names.definition(SeriesId{i}) == m_live->names.definition(SeriesId{i}));
    QCOMPARE(first.names.textCount(), m_live->names.textCount());
    // The limits that were in force are known, and are what they were.
    QCOMPARE(first.limits().limits()->toml(), LimitSet::parse(builtInLimits()).value().toml());
    QVERIFY(!first.limits().replace(LimitSet()));
}

void TstReplay::theFileKeepsMarksAndWhatWentOnOverARestart()
{
    auto reader = SessionReader::open(m_file);
    QVERIFY(reader);
    const auto log = (*reader)->log().gapsAndNotes();
    QVERIFY(log);
    QVERIFY(log->notes == m_live->notes);
    QVERIFY(log->gaps == m_live->shown.gaps);
    // A link that was down when the recorder went off and came back after it: one gap, not cut by the
    // restart.
    const auto off = std::ranges::find(log->gaps, std::string("recorder_off"), &SessionGap::cause);
    QVERIFY(off != log->gaps.end());
    QVERIFY(std::ranges::any_of(log->gaps, [&](const SessionGap &gap) {
        return !isWholeSource(gap.source) && gap.begin < off->begin && gap.end > off->end &&
               gap.end != SessionGap::open;
    }));
    // Each end has its begin.
    for (const SessionGap &gap : log->gaps) {
        if (gap.end == SessionGap::open || isWholeSource(gap.source))
            continue;
        QVERIFY(std::ranges::any_of(log->gaps, [&](const SessionGap &other) {
            return other.source == gap.source && other.end == SessionGap::open &&
                   (other.begin == gap.begin || other.begin == gap.end);
        }));
    }
    const auto overview = readOverview(m_file);
    QVERIFY(overview);
    QCOMPARE(overview->gaps.size(), std::size_t(1)); // that nothing at all was recorded
    QCOMPARE(overview->marks.size(), std::size_t(1));
    QCOMPARE(overview->marks[0].at, m_live->notes[0].begin);
    QCOMPARE(overview->marks[0].text, std::string("antenna <b>moved</b>"));
    std::size_t violations = 0;
    for (const Event &event : m_live->shown.events)
        violations += event.code == EventCode::limitViolated && event.severity > Severity::advisory ? 1 : 0;
    QVERIFY(violations > 0);
    QVERIFY(overview->alarms.size() >= violations);
}

void TstReplay::aLeapShowsWhatWasLiveThen_data()
{
    QTest::addColumn<int>("seconds");
    QTest::newRow("early") << 100;
    QTest::newRow("before the gap") << 1790;
    QTest::newRow("in the gap") << 1840;
    QTest::newRow("late") << 3500;
}

void TstReplay::aLeapShowsWhatWasLiveThen()
{
    QFETCH(int, seconds);
    const ShownData &live = m_live->shown;
    const Timestamp head = fromNanoseconds(live.reception.front()) + std::chrono::seconds{seconds};
    WatchedReplay sink;
    auto player = ReplayPlayer::open(m_file, {});
    QVERIFY(player);
    ReplayHead control;
    control.open("hour", (*player)->span());
    QVERIFY((*player)->begin(control, sink));
    QVERIFY((*player)->tick(SteadyTime{1s}));
    control.seek(head);
    QElapsedTimer clock;
    clock.start();
    bool isThere = false;
    while (!isThere) {
        const auto pause = (*player)->tick(SteadyTime{1s});
        QVERIFY(pause);
        isThere = pause->count() > 0;
        sink.drain();
    }
    qInfo("complete, with 15 minutes of all points, after %.1f ms", double(clock.nsecsElapsed()) * 1e-6);
    std::size_t end = 0;
    while (end < live.reception.size() && live.reception[end] <= nanoseconds(head))
        ++end;
    QCOMPARE(sink.shown.number.back(), live.number[end - 1]);
    const Timestamp from = std::max(fromNanoseconds(live.reception.front()), head - 15min);
    std::size_t first = 0;
    while (live.reception[first] < nanoseconds(from))
        ++first;
    QCOMPARE(sink.shown.number.front(), live.number[first]);
    QCOMPARE(sink.shown.number.size(), end - first);
    // Its graph is the one that was in force.
    const SessionTopology *inForce = nullptr;
    for (const SessionTopology &topology : live.topologies) {
        if (topology.reception <= head)
            inForce = &topology;
    }
    QVERIFY(inForce);
    const std::string &graph = sink.shown.topologies.back().json;
    QVERIFY2(graph == inForce->json, difference(graph, inForce->json).c_str());
    std::size_t happened = 0;
    for (const Event &event : live.events)
        happened += event.time <= head ? 1 : 0;
    QCOMPARE(sink.shown.events.size(), happened);
}

DESK_TEST(TstReplay)

#include "tst_replay.moc"
