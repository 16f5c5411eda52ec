// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace desk {

// A buffer before a link, its traffic a fluid: fills with what is offered above the capacity, drains with
// what is left of it, and what does not fit is lost (Kleinrock, "Queueing Systems" 2, 2.7). Exact while both
// rates are constant over the step. Gbit/s and Gbit; plain value, one thread.
class FluidQueue
{
public:
    explicit FluidQueue(double limitGbit)
        : m_limit(limitGbit)
    {
    }

    void advance(double offeredGbps, double capacityGbps, double seconds)
    {
        m_offered = offeredGbps;
        if (seconds <= 0) {
            m_throughput = std::min(offeredGbps, capacityGbps);
            return;
        }
        const double unbounded = m_backlog + (offeredGbps - capacityGbps) * seconds;
        const double backlog = std::clamp(unbounded, 0.0, m_limit);
        const double lost = std::max(unbounded - m_limit, 0.0);
        m_throughput = std::max(offeredGbps - (backlog - m_backlog + lost) / seconds, 0.0);
        m_loss = lost > 0 ? std::min(lost / (offeredGbps * seconds), 1.0) : 0;
        m_backlog = backlog;
    }

    double backlogGbit() const { return m_backlog; }
    double offeredGbps() const { return m_offered; }
    double throughputGbps() const { return m_throughput; }
    double lossRate() const { return m_loss; } // share of what was offered
    // Of what was offered, what goes on at once.
    double passed() const { return m_offered > 0 ? std::min(m_throughput / m_offered, 1.0) : 1; }

private:
    double m_limit;
    double m_backlog = 0;
    double m_offered = 0;
    double m_throughput = 0;
    double m_loss = 0;
};

} // namespace desk
