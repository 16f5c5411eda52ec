// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitgrader.h"

#include <algorithm>

namespace desk {

MonitoringResult LimitGrader::grade(const Limits &limits, double value, std::int64_t generation)
{
    const MonitoringResult found = limits.check(value, m_current);
    if (m_current.severity == Severity::none)
        m_current = {Severity::nominal, LimitSide::inside}; // it has limits now
    if (found == m_current) {
        m_count = 0;
        return m_current;
    }
    // Over to the other side is worse, whatever the grade.
    const bool worse = found.severity > m_current.severity ||
                       (found.side != m_current.side && found.severity > Severity::nominal);
    if (m_count == 0 || worse != m_worse || (worse && found.side != m_waiting.side)) {
        m_worse = worse;
        m_count = 0;
        m_since = generation;
        m_waiting = found;
    }
    ++m_count;
    if (worse ? found.severity < m_waiting.severity : found.severity > m_waiting.severity)
        m_waiting = found;
    const std::uint32_t samples = std::max(1U, worse ? limits.onSamples : limits.offSamples);
    const std::int64_t delay = worse ? limits.onDelay : limits.offDelay;
    if (m_count >= samples && generation - m_since >= delay) {
        m_current = m_waiting;
        m_count = 0;
    }
    return m_current;
}

} // namespace desk
