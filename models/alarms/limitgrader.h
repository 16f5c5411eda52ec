// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"

namespace desk {

// How one series stands in its limits, sample by sample: deadband and delays need what was before. Plain
// value.
class LimitGrader
{
public:
    // generation: ns. The grade that stands with this sample.
    MonitoringResult grade(const Limits &limits, double value, std::int64_t generation);
    [[nodiscard]] MonitoringResult current() const { return m_current; }
    // Other limits: what stands stays until a sample says otherwise, what was on its way does not.
    void forgetWaiting() { m_count = 0; }
    void clear() { *this = {}; }

private:
    MonitoringResult m_current;
    MonitoringResult m_waiting; // the mildest of those that are worse, or the worst of those that are milder
    bool m_worse = false;       // which of the two
    std::uint32_t m_count = 0;  // samples in a row
    std::int64_t m_since = 0;   // generation of the first of them
};

} // namespace desk
