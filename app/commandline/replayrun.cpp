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
        m_poster = std::make_unique<ReplayPoster>(*server, m_options.file, m_time, m_interruption,
                                                  [this](const std::string &trouble) {
                                                      if (!trouble.empty() && m_line.isDue())
                                                          m_line.show(std::nullopt, trouble);
                                                  });
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
    m_leftOut += m_naming ? m_naming->unnamed() : 0;
    m_naming.reset();
    m_names = names;
    m_naming.emplace(m_names, ExchangeSelection{});
    return {};
}

void ReplayRun::addPoints(std::shared_ptr<SampleBatch> batch)
{
    if (m_options.end && batch->reception > *m_options.end) {
        m_isOver = true;
        return;
    }
    for (std::size_t p = 0; p < batch->points() && m_failed; ++p) {
        if (!m_naming || !m_naming->name(*batch, p, m_point))
            continue;
        m_failed = m_poster ? m_poster->add(m_point) : m_writer.write(m_point, m_lines);
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
    const std::uint64_t rejected = m_poster ? m_poster->rejectedPoints() : 0;
    const std::uint64_t done = m_poster ? m_poster->acceptedPoints() : m_points;
    const std::uint64_t leftOut =
        m_leftOut + (m_naming ? m_naming->unnamed() : 0) + (m_poster ? m_poster->leftOut() : 0);
    m_line.say(counted(done, "point") + " of " + m_options.file + " to " + m_where + " in " +
               decimal(seconds, 1) + " s, received until " + formatTimestamp(m_head.state().head) +
               (rejected > 0 ? "; " + grouped(rejected) + " rejected" : std::string()) +
               (leftOut > 0 ? "; " + counted(leftOut, "value") +
                                  " left out: without a name in the session, or with labels that no route "
                                  "takes"
                            : std::string()) +
               (m_player->damagedBlocks() > 0 ? "; " + counted(m_player->damagedBlocks(), "damaged block") +
                                                    " left out, see constellation verify"
                                              : std::string()));
    if (rejected > 0)
        m_line.say("rejected by the server:\n" + m_poster->rejections());
    if (!ended)
        return complain(ended.error());
    if (m_interruption.isRequested())
        return complain("interrupted");
    return rejected > 0 ? exitFailure : exitOk;
}

} // namespace desk
