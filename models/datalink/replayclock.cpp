// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/replayclock.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {

ReplayClock::ReplayClock(ReplaySpan session, Options options)
    : m_session{std::max(session.begin, Timestamp{}), std::max({session.begin, session.end, Timestamp{}})}
    , m_options(options)
    , m_head(m_session.begin)
{
}

void ReplayClock::play()
{
    if (m_playing)
        return;
    if (m_head == m_session.end && !m_loop)
        seek(m_session.begin);
    m_playing = true;
    m_ended = false;
    m_last.reset();
    m_rest = 0;
}

void ReplayClock::pause()
{
    m_playing = false;
}

void ReplayClock::seek(Timestamp head)
{
    head = std::clamp(head, m_session.begin, m_session.end);
    m_ended = false;
    if (head == m_head)
        return;
    m_head = head;
    m_jumped = true;
}

void ReplayClock::stepTo(Timestamp head)
{
    pause();
    seek(head);
}

void ReplayClock::stepBy(std::chrono::nanoseconds by)
{
    // Compared as distances: a far step would leave what a time can hold.
    if (by <= m_session.begin - m_head)
        stepTo(m_session.begin);
    else
        stepTo(by >= m_session.end - m_head ? m_session.end : m_head + by);
}

Result<void> ReplayClock::setSpeed(ReplaySpeed speed)
{
    if (!std::isfinite(speed.factor))
        return failure(ErrorCode::outOfRange, "the speed of a replay is 0.1 to 32 or as fast as possible",
                       "speed");
    speed.factor = std::clamp(speed.factor, ReplaySpeed::slowest, ReplaySpeed::fastest);
    m_speed = speed;
    return {};
}

Result<void> ReplayClock::setLoop(std::optional<ReplaySpan> loop)
{
    if (loop) {
        loop->begin = std::clamp(loop->begin, m_session.begin, m_session.end);
        loop->end = std::clamp(loop->end, m_session.begin, m_session.end);
        if (loop->begin >= loop->end)
            return failure(ErrorCode::invalidArgument,
                           "a loop must begin before it ends, and a part of it must lie in the session",
                           "loop");
    }
    m_loop = loop;
    return {};
}

Result<void> ReplayClock::setSkipGaps(std::optional<std::chrono::nanoseconds> longerThan)
{
    if (longerThan && longerThan->count() <= 0)
        return failure(ErrorCode::outOfRange, "gaps to skip must be longer than 0 s", "skip_gaps");
    m_skipGaps = longerThan;
    return {};
}

void ReplayClock::extendTo(Timestamp end)
{
    m_session.end = std::max(m_session.end, end);
}

ReplayClock::Tick ReplayClock::advance(SteadyTime now, std::optional<Timestamp> next)
{
    if (m_playing) {
        // The first tick after play() takes no time: what stands at the head is shown then.
        const std::chrono::nanoseconds elapsed = m_last ? now - *m_last : std::chrono::nanoseconds{0};
        m_last = now;
        if (next)
            *next = std::clamp(*next, m_head, m_session.end);
        run(std::clamp(elapsed, std::chrono::nanoseconds{0}, m_options.longestTick), next);
    }
    return {m_head, std::exchange(m_jumped, false)};
}

std::chrono::nanoseconds ReplayClock::scaled(std::chrono::nanoseconds elapsed)
{
    const double exact = double(elapsed.count()) * m_speed.factor + m_rest;
    const double whole = std::floor(exact);
    m_rest = exact - whole;
    return std::chrono::nanoseconds{static_cast<std::int64_t>(whole)};
}

void ReplayClock::run(std::chrono::nanoseconds elapsed, std::optional<Timestamp> next)
{
    const Timestamp end = m_loop ? m_loop->end : m_session.end;
    if (m_head >= end) {
        // What stands at the end has been shown by the tick before.
        if (m_loop)
            seek(m_loop->begin);
        else if (m_head == m_session.end) {
            m_playing = false;
            m_ended = true;
        }
        return;
    }
    const Timestamp point = next.value_or(end);
    const bool gap = m_skipGaps && point - m_head > *m_skipGaps;
    if (m_speed.unlimited || gap)
        m_head = std::min(point, end);
    else
        m_head += std::min(scaled(elapsed), end - m_head);
}

} // namespace desk
