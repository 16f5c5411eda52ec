// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/replayrun.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::nanoseconds flushEvery = 250ms; // paced points wait no longer
constexpr std::string_view rawSibling = "#raw";

FileValue valueOf(const SessionNames &names, const SeriesDefinition &series, double value,
                  std::optional<std::int64_t> wide)
{
    FileValue out{series.metric, value};
    if (series.kind == ValueKind::integer)
        out.value = wide.value_or(static_cast<std::int64_t>(value));
    else if (series.kind == ValueKind::boolean)
        out.value = value != 0;
    else if (series.kind != ValueKind::number)
        out.value = std::string(names.text(series.id, value));
    return out;
}

} // namespace

ReplayRun::ReplayRun(ReplayRunOptions options)
    : m_options(std::move(options))
{
}

ReplayRun::~ReplayRun() = default;

int ReplayRun::run()
{
    if (const auto opened = open(); !opened)
        return complain(opened.error());
    if (m_options.toStdout) {
        m_where = "stdout";
    } else {
        const auto server = chooseServer(m_options.connection);
        if (!server)
            return complainOfConfiguration(server.error());
        m_where = server->url;
        m_poster = std::make_unique<PointPoster>(PointPoster::Options{}, *server, m_time, m_interruption,
                                                 [this](const std::string &trouble) {
                                                     if (!trouble.empty() && m_line.isDue())
                                                         m_line.show(std::nullopt, trouble);
                                                 });
        m_poster->setPlan(StampPlan::decide(Stamp::file, {}, m_time.now()));
    }
    const SteadyTime begun = m_time.steadyNow();
    const auto ended = play();
    m_line.clear();
    return sumUp(ended, std::chrono::duration<double>(m_time.steadyNow() - begun).count());
}

Result<void> ReplayRun::open()
{
    ReplayPlayer::Options options;
    options.history = 0ns;
    options.events = 0;
    auto player = ReplayPlayer::open(m_options.file, options);
    if (!player)
        return tl::unexpected(player.error());
    m_player = *std::move(player);
    const ReplaySpan span = m_player->span();
    const auto outside = [&](const char *option, bool wrong) -> Result<void> {
        if (!wrong)
            return {};
        return failure(ErrorCode::outOfRange, std::string(option) + ": the recording has what was received " +
                                                  formatTimestamp(span.begin) + " to " +
                                                  formatTimestamp(span.end));
    };
    if (auto good = outside("--start", m_options.start && *m_options.start > span.end); !good)
        return good;
    if (auto good = outside("--end", m_options.end && *m_options.end < span.begin); !good)
        return good;
    m_head.open(m_options.file, span);
    if (m_options.start)
        m_head.seek(*m_options.start);
    m_head.setSpeed(m_options.speed);
    return m_player->begin(m_head, *this);
}

Result<void> ReplayRun::play()
{
    m_head.play();
    while (!m_interruption.isRequested() && !m_isOver) {
        const auto pause = m_player->tick(m_time.steadyNow());
        if (!m_failed || !pause)
            return m_failed ? tl::unexpected(pause.error()) : m_failed;
        if (m_head.state().ended && pause->count() > 0)
            break;
        report();
        if (pause->count() > 0)
            static_cast<void>(m_interruption.wait(*pause));
    }
    if (m_poster)
        return m_poster->flush();
    return {};
}

Result<void> ReplayRun::setNames(const SessionNames &names)
{
    m_names = names;
    return {};
}

void ReplayRun::hand(FilePoint point)
{
    if (m_poster) {
        m_failed = m_poster->add(std::move(point), m_options.file);
        return;
    }
    appendPointJson(m_lines, point, *point.time);
    m_lines += '\n';
}

void ReplayRun::addPoints(std::shared_ptr<SampleBatch> batch)
{
    if (m_options.end && batch->reception > *m_options.end) {
        m_isOver = true;
        return;
    }
    auto wide = batch->wide.begin();
    for (std::size_t p = 0; p < batch->points() && m_failed; ++p) {
        FilePoint point;
        point.line = static_cast<std::int64_t>(batch->firstSequence + p);
        point.time = fromNanoseconds(batch->generation[p]);
        point.node = m_names.node(batch->entity[p]);
        point.dst = m_names.dst(batch->entity[p]);
        if (const auto about = m_names.entities.find(batch->entity[p]); about != m_names.entities.end())
            point.nodeType = nodeTypeWord(m_names.nodes.at(about->second.node).type);
        for (std::uint32_t i = batch->pointBegin(p); i < batch->pointEnd[p]; ++i) {
            std::optional<std::int64_t> exact;
            while (wide != batch->wide.end() && wide->sample < i)
                ++wide;
            if (wide != batch->wide.end() && wide->sample == i)
                exact = wide->value;
            const auto series = m_names.series.find(batch->series[i]);
            if (series == m_names.series.end() || !series->second.labels.empty() ||
                series->second.metric.ends_with(rawSibling)) {
                ++m_leftOut;
                continue;
            }
            point.values.push_back(valueOf(m_names, series->second, batch->value[i], exact));
        }
        if (point.node.empty() || point.values.empty())
            continue;
        hand(std::move(point));
        ++m_points;
    }
    if (m_lines.empty())
        return;
    if (std::fwrite(m_lines.data(), 1, m_lines.size(), stdout) != m_lines.size())
        m_failed = failure(ErrorCode::network, "stdout was closed");
    m_lines.clear();
}

// What is due was given: points that are paced do not wait for a full request.
void ReplayRun::setHead(Timestamp head)
{
    m_isOver = m_isOver || (m_options.end && head > *m_options.end);
    const SteadyTime now = m_time.steadyNow();
    if (m_options.speed.unlimited || !m_failed || now - m_flushed < flushEvery)
        return;
    m_flushed = now;
    if (m_poster)
        m_failed = m_poster->flush();
    else if (std::fflush(stdout) != 0)
        m_failed = failure(ErrorCode::network, "stdout was closed");
}

void ReplayRun::report()
{
    if (!m_line.isDue())
        return;
    const ReplayState state = m_head.state();
    const Timestamp begin = std::max(state.session.begin, m_options.start.value_or(state.session.begin));
    const Timestamp end = std::min(state.session.end, m_options.end.value_or(state.session.end));
    const double all = std::max(1.0, double((end - begin).count()));
    m_line.show(std::clamp(double((state.head - begin).count()) / all, 0.0, 1.0),
                counted(m_points, "point") + ", " + formatTimestamp(state.head, Fraction::none));
}

int ReplayRun::sumUp(const Result<void> &ended, double seconds)
{
    const std::uint64_t rejected = m_poster ? m_poster->totals().rejected.count() : 0;
    const std::uint64_t done = m_poster ? m_poster->totals().accepted : m_points;
    m_line.say(counted(done, "point") + " of " + m_options.file + " to " + m_where + " in " +
               decimal(seconds, 1) + " s, received until " + formatTimestamp(m_head.state().head) +
               (rejected > 0 ? "; " + grouped(rejected) + " rejected" : std::string()) +
               (m_leftOut > 0 ? "; " + counted(m_leftOut, "value") +
                                    " left out that the API has no form for (labels, siblings in raw units)"
                              : std::string()) +
               (m_player->damagedBlocks() > 0 ? "; " + counted(m_player->damagedBlocks(), "damaged block") +
                                                    " left out, see constellation verify"
                                              : std::string()));
    if (rejected > 0)
        m_line.say("rejected by the server:\n" + m_poster->totals().rejected.text());
    if (!ended)
        return complain(ended.error());
    if (m_interruption.isRequested())
        return complain("interrupted");
    return rejected > 0 ? exitFailure : exitOk;
}

} // namespace desk
