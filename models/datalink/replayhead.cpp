// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/replayhead.h"

#include <algorithm>
#include <utility>

namespace desk {

namespace {
constexpr int mostSteps = 1000; // waiting at once
}

// A command runs at once where a session is open, and wakes the player.
template <class Command>
void ReplayHead::command(Command &&run)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_clock)
            return;
        m_steps = 0;
        m_stepping = false;
        const Timestamp before = m_clock->head();
        run(*m_clock);
        m_jumped = m_jumped || m_clock->head() != before;
        m_commanded = true;
    }
    m_wake.notify_all();
}

ReplayState ReplayHead::state() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_clock)
        return {};
    return {true,
            m_name,
            m_clock->session(),
            m_clock->head(),
            m_clock->isPlaying(),
            m_clock->hasEnded(),
            m_clock->speed(),
            m_clock->loop(),
            m_clock->skipGaps()};
}

void ReplayHead::play()
{
    command([](ReplayClock &clock) { clock.play(); });
}

void ReplayHead::pause()
{
    command([](ReplayClock &clock) { clock.pause(); });
}

void ReplayHead::seek(Timestamp head)
{
    command([head](ReplayClock &clock) { clock.seek(head); });
}

// What cannot be set is not taken: a control shows what is in force.
void ReplayHead::setSpeed(ReplaySpeed speed)
{
    command([speed](ReplayClock &clock) { static_cast<void>(clock.setSpeed(speed)); });
}

void ReplayHead::setLoop(std::optional<ReplaySpan> loop)
{
    command([loop](ReplayClock &clock) { static_cast<void>(clock.setLoop(loop)); });
}

void ReplayHead::setSkipGaps(std::optional<std::chrono::nanoseconds> longerThan)
{
    command([longerThan](ReplayClock &clock) { static_cast<void>(clock.setSkipGaps(longerThan)); });
}

void ReplayHead::stepSamples(int count)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_clock)
            return;
        m_clock->pause();
        m_steps = std::clamp(m_steps + std::clamp(count, -mostSteps, mostSteps), -mostSteps, mostSteps);
        m_commanded = true;
    }
    m_wake.notify_all();
}

void ReplayHead::stepSeconds(int count)
{
    command([count](ReplayClock &clock) { clock.stepBy(std::chrono::seconds{count}); });
}

void ReplayHead::toBegin()
{
    command([](ReplayClock &clock) { clock.toBegin(); });
}

void ReplayHead::toEnd()
{
    command([](ReplayClock &clock) { clock.toEnd(); });
}

void ReplayHead::open(std::string name, ReplaySpan session)
{
    const std::lock_guard lock(m_mutex);
    m_name = std::move(name);
    m_clock.emplace(session, m_options);
    m_steps = 0;
    m_jumped = false;
}

void ReplayHead::extendTo(Timestamp end)
{
    const std::lock_guard lock(m_mutex);
    if (m_clock)
        m_clock->extendTo(end);
}

ReplayClock::Tick ReplayHead::advance(SteadyTime now, std::optional<Timestamp> next)
{
    const std::lock_guard lock(m_mutex);
    if (!m_clock)
        return {};
    if (std::exchange(m_jumped, false))
        next = m_clock->head(); // what comes after the new place is not known yet
    return m_clock->advance(now, next);
}

ReplayHead::Pace ReplayHead::pace() const
{
    const std::lock_guard lock(m_mutex);
    return m_clock ? Pace{m_clock->isPlaying(), m_clock->speed().unlimited} : Pace{};
}

int ReplayHead::takeSteps()
{
    const std::lock_guard lock(m_mutex);
    const int steps = std::exchange(m_steps, 0);
    m_stepping = steps != 0;
    return steps;
}

void ReplayHead::stepTo(Timestamp head)
{
    const std::lock_guard lock(m_mutex);
    if (!m_clock || !std::exchange(m_stepping, false))
        return;
    m_clock->stepTo(head);
    m_jumped = true;
}

bool ReplayHead::hasJumped() const
{
    const std::lock_guard lock(m_mutex);
    return m_jumped || m_steps != 0;
}

void ReplayHead::wait(std::chrono::nanoseconds longest)
{
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, longest, [this] { return m_commanded; });
    m_commanded = false;
}

void ReplayHead::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_commanded = true;
    }
    m_wake.notify_all();
}

} // namespace desk
