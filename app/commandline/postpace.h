// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

namespace desk {

// When points may go, at a rate, by the steady clock: each after its share of a second. After a break it goes
// on at the same rate instead of making up for the lost time. Plain value.
class PostPace
{
public:
    // 0 = any time.
    explicit PostPace(double rate)
        : m_rate(rate)
    {
    }

    // So many more points are to go: when the last of them may.
    SteadyTime due(std::size_t points, SteadyTime now)
    {
        if (m_rate <= 0)
            return now;
        constexpr std::chrono::seconds breakLength{1};
        if (m_next == SteadyTime{} || now - m_next > breakLength)
            m_next = now;
        m_next += std::chrono::duration_cast<SteadyTime::duration>(spacing() * static_cast<double>(points));
        return m_next;
    }

    // Between two points.
    [[nodiscard]] std::chrono::duration<double> spacing() const
    {
        return std::chrono::duration<double>(m_rate > 0 ? 1 / m_rate : 0);
    }

private:
    double m_rate;
    SteadyTime m_next{};
};

} // namespace desk
