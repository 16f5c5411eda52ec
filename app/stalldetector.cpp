// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/stalldetector.h"

namespace desk {

void StallDetector::beat(SteadyTime now)
{
    const std::lock_guard lock(m_mutex);
    const auto gap = now - m_beat;
    if (m_isWatched && gap >= m_options.threshold && m_ended.size() < mostWaiting)
        m_ended.push_back({m_beat, gap, true, m_present.wasStopped, m_present.doing});
    m_isWatched = true;
    m_beat = now;
    m_tellAt = m_options.hang;
    m_present = {};
}

void StallDetector::rest()
{
    const std::lock_guard lock(m_mutex);
    m_isWatched = false;
}

std::vector<StallDetector::Stall> StallDetector::look(SteadyTime now, const GuiActivity &doing)
{
    const std::lock_guard lock(m_mutex);
    // A program that is stopped goes on with either thread.
    const bool wasStopped = m_looked != SteadyTime{} && now - m_looked >= m_options.threshold;
    m_looked = now;
    std::vector<Stall> out = std::move(m_ended);
    m_ended.clear();
    for (Stall &stall : out)
        stall.wasStopped |= wasStopped;
    const auto gap = now - m_beat;
    if (!m_isWatched || gap < m_options.threshold)
        return out;
    if (!m_present.doing.receiver)
        m_present.doing = doing;
    m_present.wasStopped |= wasStopped;
    if (gap >= m_tellAt) {
        m_tellAt = 2 * gap;
        out.push_back({m_beat, gap, false, m_present.wasStopped, m_present.doing});
    }
    return out;
}

} // namespace desk
