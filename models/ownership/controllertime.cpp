// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Controller that goes by the clock: heartbeats, time-outs, what is kept for a while.
#include "models/ownership/controller.h"

#include <algorithm>

namespace desk {

void Controller::tick()
{
    const SteadyTime now = m_time.steadyNow();
    for (Member &worker : m_members) {
        if (worker.beat.open && now - worker.beat.sent >= heartbeatDeadline) {
            ++m_counters.beatsMissed;
            beatFailed(worker);
        }
        if (now >= worker.nextBeat)
            beat(worker, now);
    }
    timeOut(now);
    forgetLate(now);
    m_pins.expire(now);
}

void Controller::beat(Member &worker, SteadyTime now)
{
    // By the schedule, so that silence is noticed in time however coarse the ticks are; a pause of the whole
    // program is not made up for.
    worker.nextBeat += m_options.heartbeatInterval;
    if (worker.nextBeat <= now)
        worker.nextBeat = now + m_options.heartbeatInterval;
    worker.beat = {Guid::make(), now, true};
    worker.earlier[worker.earliest] = worker.beat.guid;
    worker.earliest = (worker.earliest + 1) % worker.earlier.size();
    if (worker.channel->send(encodeHeartbeat(worker.beat.guid, m_time.now()), false))
        return;
    ++m_counters.beatsUnsent;
    beatFailed(worker);
}

void Controller::beatFailed(Member &worker)
{
    worker.beat.open = false;
    ++worker.failures;
    if (!worker.healthy || worker.failures < m_options.maxFailures)
        return;
    worker.healthy = false;
    m_pins.setHealthy(worker.id, false);
    ++m_counters.evicted;
}

// An answer to a heartbeat shows that the worker lives, even when that heartbeat has failed meanwhile.
bool Controller::isBeat(Member &worker, const Guid &guid)
{
    const auto known = std::find(worker.earlier.begin(), worker.earlier.end(), guid);
    if (known == worker.earlier.end() || guid.isNull())
        return false;
    *known = {}; // once
    if (worker.beat.guid == guid && worker.beat.open) {
        worker.beat.open = false;
        ++m_counters.beatsAnswered;
    }
    worker.failures = 0;
    if (!worker.healthy) {
        worker.healthy = true;
        m_pins.setHealthy(worker.id, true);
        ++m_counters.recovered;
    }
    return true;
}

void Controller::timeOut(SteadyTime now)
{
    while (!m_deadlines.empty() && m_deadlines.front().first <= now) {
        const Guid request = m_deadlines.front().second;
        m_deadlines.pop_front();
        const auto found = m_pending.find(request);
        if (found == m_pending.end())
            continue; // it was answered
        Pending pending = std::move(found->second);
        m_pending.erase(found);
        if (Member *worker = member(pending.worker))
            --worker->waiting;
        m_overdue.emplace(request, Overdue{pending.worker});
        m_timedOut.emplace_back(now + m_options.responseRetention, request);
        fail(request, std::move(pending), ProxyOutcome::timeout);
    }
}

void Controller::forgetLate(SteadyTime now)
{
    while (!m_timedOut.empty() && m_timedOut.front().first <= now) {
        m_overdue.erase(m_timedOut.front().second);
        m_timedOut.pop_front();
    }
    while (!m_late.empty() && m_late.front().first <= now)
        m_late.pop_front();
}

void Controller::stop()
{
    auto pending = std::move(m_pending);
    m_pending.clear();
    m_deadlines.clear();
    for (auto &[request, each] : pending)
        fail(request, std::move(each), ProxyOutcome::canceled);
}

} // namespace desk
