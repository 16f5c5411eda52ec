// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/datalinkstatus.h"

namespace desk {

void DataLinkStatistics::count(std::uint64_t points, std::uint64_t bytes, SteadyTime at)
{
    m_frames.fetch_add(1, std::memory_order_relaxed);
    m_points.fetch_add(points, std::memory_order_relaxed);
    m_bytes.fetch_add(bytes, std::memory_order_relaxed);
    m_lastFrame.store(at.time_since_epoch().count(), std::memory_order_relaxed);
}

void DataLinkStatistics::setState(DataLinkState state, std::string reason)
{
    const std::lock_guard lock(m_mutex);
    m_state = state;
    m_reason = std::move(reason);
}

void DataLinkStatistics::fill(DataLinkStatus &status) const
{
    status.frames = m_frames.load(std::memory_order_relaxed);
    status.points = m_points.load(std::memory_order_relaxed);
    status.bytes = m_bytes.load(std::memory_order_relaxed);
    status.errors = m_errors.load(std::memory_order_relaxed);
    status.lastFrame = SteadyTime{SteadyTime::duration{m_lastFrame.load(std::memory_order_relaxed)}};
    status.clients = m_clients.load(std::memory_order_relaxed);
    const std::lock_guard lock(m_mutex);
    status.state = m_state;
    status.reason = m_reason;
}

} // namespace desk
