// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/replayplayer.h"

#include "models/archive/sessionreader.h"

#include <algorithm>
#include <future>
#include <utility>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::nanoseconds instant{1};
constexpr std::chrono::nanoseconds frame = 8ms;      // the head moves more often than a screen shows
constexpr std::chrono::nanoseconds untilRoom = 1ms;  // a consumer that is busy is asked again
constexpr std::chrono::nanoseconds logWindow = 60s;  // of the log, read ahead
constexpr std::chrono::nanoseconds lateCommit = 10s; // what a recorder writes may be so old
constexpr std::size_t batchesOfTick = 64;

Error explained(Error error, const std::filesystem::path &path)
{
    if (error.code == ErrorCode::notFound)
        error.message += "; give the path of a session file (.desk) that can be read";
    else if (error.code == ErrorCode::parseError)
        error.message = path.string() + " is damaged or no session file (" + error.message +
                        "); constellation verify " + path.string() +
                        " --repair-to FILE brings what is left into a new file";
    else if (error.code == ErrorCode::unsupported && error.message.find("format") == std::string::npos)
        error.message += "; give a file that Constellation Desk recorded (.desk), or import this one first";
    return error;
}

} // namespace

ReplayPlayer::ReplayPlayer(std::unique_ptr<SessionCursor> cursor, std::unique_ptr<SessionReader> reader,
                           Options options)
    : m_cursor(std::move(cursor))
    , m_reader(std::move(reader))
    , m_options(options)
{
}

ReplayPlayer::~ReplayPlayer() = default;

Result<std::unique_ptr<ReplayPlayer>> ReplayPlayer::open(const std::filesystem::path &path, Options options)
{
    auto cursor = SessionCursor::open(path);
    if (!cursor)
        return tl::unexpected(explained(cursor.error(), path));
    auto reader = SessionReader::open(path);
    if (!reader)
        return tl::unexpected(explained(reader.error(), path));
    const auto extent = (*cursor)->extent();
    if (!extent)
        return tl::unexpected(explained(extent.error(), path));
    if (extent->first > extent->last)
        return failure(ErrorCode::notFound,
                       path.string() + " holds no points; give a recording that has some");
    std::unique_ptr<ReplayPlayer> player(new ReplayPlayer(*std::move(cursor), *std::move(reader), options));
    player->m_span = {extent->begin, std::max(extent->begin, extent->end)};
    player->m_last = extent->last;
    return player;
}

Result<void> ReplayPlayer::begin(ReplayHead &head, ReplaySink &sink)
{
    m_control = &head;
    m_sink = &sink;
    if (auto named = setNames(); !named)
        return named;
    return restart(head.state().head);
}

Result<void> ReplayPlayer::setNames()
{
    m_revision = m_cursor->revision();
    return m_sink->setNames(m_cursor->names());
}

// What a recorder wrote since.
Result<void> ReplayPlayer::lookAgain(SteadyTime now)
{
    if (now - m_looked < m_options.lookAgain && m_looked != SteadyTime{})
        return {};
    m_looked = now;
    const auto more = m_cursor->refresh();
    if (!more)
        return tl::unexpected(more.error());
    if (!*more)
        return {};
    const auto extent = m_cursor->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    m_last = extent->last;
    m_span.end = std::max(m_span.end, extent->end);
    m_control->extendTo(m_span.end);
    m_logTo = std::min(m_logTo, m_head + instant); // what was read ahead may be more now
    return loadLog();
}

// From the head to the reception of the next or previous point, so many times.
Result<void> ReplayPlayer::walkSteps()
{
    int steps = m_control->takeSteps();
    if (steps == 0)
        return {};
    Timestamp at = m_control->state().head;
    for (; steps > 0; --steps) {
        const auto next = m_cursor->sequenceAt(at + instant);
        if (!next)
            return tl::unexpected(next.error());
        if (*next > m_last)
            break;
        const auto reception = m_cursor->receptionOf(*next);
        if (!reception)
            return tl::unexpected(reception.error());
        at = std::max(at, *reception);
    }
    for (; steps < 0; ++steps) {
        const auto here = m_cursor->sequenceAt(at);
        if (!here)
            return tl::unexpected(here.error());
        const auto before = m_cursor->receptionBefore(*here);
        if (!before)
            return tl::unexpected(before.error());
        if (!*before)
            break;
        at = std::min(at, **before);
    }
    m_control->stepTo(at);
    return {};
}

bool ReplayPlayer::isDue(const SampleBatch &batch) const
{
    return batch.reception <= m_head || m_head >= m_span.end;
}

// The sink begins anew at that moment; points of the time before it follow as if they were new.
Result<void> ReplayPlayer::restart(Timestamp head)
{
    m_head = head;
    const auto end = m_cursor->sequenceAt(head + instant);
    const auto begin = m_cursor->sequenceAt(head - std::min(m_options.history, head - m_span.begin));
    if (!end || !begin)
        return tl::unexpected(end ? begin.error() : end.error());
    ReplayPicture picture;
    picture.head = head;
    auto logged = std::async(std::launch::async, [this, head] { // its own connection
        return m_reader->log().before(head + instant, m_options.events);
    });
    // At the beginning nothing had come before what is given next.
    auto points = head > m_span.begin ? m_cursor->lastPoints(*end) : std::vector<SampleBatchPtr>();
    auto log = logged.get();
    if (!log || !points)
        return tl::unexpected(log ? points.error() : log.error());
    picture.lastPoints = *std::move(points);
    if (!log->topologies.empty())
        picture.topology = std::move(log->topologies.back());
    if (!log->limits.empty())
        picture.limits = std::move(log->limits.back());
    picture.events = std::move(log->events);
    picture.gaps = std::move(log->gaps);
    m_lastEvent = picture.events.empty() ? 0 : picture.events.back().number;
    m_sink->restart(std::move(picture));
    m_cursor->seek(*begin);
    m_next.reset();
    m_behind = true;
    m_log = {};
    m_topologies = m_limits = m_events = m_gaps = 0;
    m_logTo = head + instant;
    return {};
}

Result<void> ReplayPlayer::peek()
{
    if (m_next)
        return {};
    auto batch = m_cursor->next(m_options.batchPoints);
    if (!batch)
        return tl::unexpected(batch.error());
    m_next = *std::move(batch);
    return m_cursor->revision() == m_revision ? Result<void>{} : setNames();
}

// The log until the head at least, and a little further.
Result<void> ReplayPlayer::loadLog()
{
    if (m_logTo > m_head)
        return {};
    const Timestamp end = std::max(m_head, m_logTo) + logWindow;
    auto log = m_reader->log().between(m_logTo - lateCommit, end);
    if (!log)
        return tl::unexpected(log.error());
    const auto known = [from = m_logTo](const auto &one) { return one.reception < from; };
    std::erase_if(log->topologies, known);
    std::erase_if(log->limits, known);
    std::erase_if(log->gaps, [from = m_logTo, end](const SessionGap &gap) {
        return gap.known() < from || gap.known() >= end;
    });
    std::ranges::stable_sort(log->gaps, {}, &SessionGap::known);
    std::erase_if(log->events,
                  [&](const Event &event) { return event.time < m_logTo && event.number <= m_lastEvent; });
    m_log = *std::move(log);
    m_topologies = m_limits = m_events = m_gaps = 0;
    m_logTo = end;
    return {};
}

// Graphs and limits that hold from a point of that number on, or from before it.
void ReplayPlayer::giveLog(std::uint64_t before)
{
    const auto holds = [&](const auto &list, std::size_t given) {
        return given < list.size() && list[given].sequence <= before && list[given].reception <= m_head;
    };
    while (holds(m_log.limits, m_limits))
        m_sink->setLimits(m_log.limits[m_limits++]);
    while (holds(m_log.topologies, m_topologies))
        m_sink->setTopology(m_log.topologies[m_topologies++]);
}

void ReplayPlayer::giveEvents()
{
    std::vector<Event> events;
    for (; m_events < m_log.events.size() && m_log.events[m_events].time <= m_head; ++m_events) {
        m_lastEvent = std::max(m_lastEvent, m_log.events[m_events].number);
        events.push_back(std::move(m_log.events[m_events]));
    }
    if (!events.empty())
        m_sink->addEvents(std::move(events));
    std::vector<SessionGap> gaps;
    for (; m_gaps < m_log.gaps.size() && m_log.gaps[m_gaps].known() <= m_head; ++m_gaps)
        gaps.push_back(std::move(m_log.gaps[m_gaps]));
    if (!gaps.empty())
        m_sink->addGaps(std::move(gaps));
}

// What lies up to the head; the rest in the next tick where it is much or the sink has no room.
Result<void> ReplayPlayer::give()
{
    if (auto loaded = loadLog(); !loaded)
        return loaded;
    for (std::size_t given = 0;; ++given) {
        if (auto read = peek(); !read)
            return read;
        if (!m_next || !isDue(*m_next))
            break;
        if (given == batchesOfTick || !m_sink->hasRoom())
            return {};
        giveLog(m_next->firstSequence);
        m_sink->addPoints(std::exchange(m_next, nullptr));
    }
    giveLog(~0ULL);
    giveEvents();
    m_behind = false;
    m_sink->setHead(m_head);
    return {};
}

// Moves the head and gives what it passed.
Result<void> ReplayPlayer::move(SteadyTime now)
{
    if (auto read = peek(); !read)
        return read;
    const auto next = m_next && !m_behind ? std::optional(m_next->reception) : std::nullopt;
    const ReplayClock::Tick tick = m_control->advance(now, next);
    if (tick.jumped && (tick.head < m_head || tick.head - m_head > m_options.walk)) {
        return restart(tick.head); // the picture first; what follows it is given by the next tick
    }
    m_behind = m_behind || tick.head != m_head;
    m_head = tick.head;
    return m_behind ? give() : Result<void>{};
}

Result<std::chrono::nanoseconds> ReplayPlayer::tick(SteadyTime now)
{
    if (auto looked = lookAgain(now); !looked)
        return tl::unexpected(looked.error());
    if (auto walked = walkSteps(); !walked)
        return tl::unexpected(walked.error());
    if (m_behind && !m_control->hasJumped()) {
        if (auto given = give(); !given)
            return tl::unexpected(given.error());
    }
    ReplayHead::Pace pace = m_control->pace();
    for (std::size_t moves = 0; !m_behind || m_control->hasJumped(); ++moves) {
        if (auto moved = move(now); !moved)
            return tl::unexpected(moved.error());
        pace = m_control->pace();
        if (!pace.playing || !pace.unlimited || moves == batchesOfTick)
            break;
    }
    if (m_behind)
        return m_sink->hasRoom() ? 0ns : untilRoom;
    if (!pace.playing || !pace.unlimited)
        m_sink->rest();
    if (!pace.playing)
        return m_control->hasJumped() ? 0ns : m_options.lookAgain;
    return pace.unlimited ? 0ns : frame;
}

} // namespace desk
