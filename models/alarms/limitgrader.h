// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitset.h"

#include <memory>

namespace desk {

// How one series stands in its limits, sample by sample: deadband and delays need what was before. Where the
// limits have delays it keeps, for each grade, how long samples have had at least it (or at most, on the way
// back), so that a worse value does not begin the wait of a milder one anew. One thread.
class LimitGrader
{
public:
    // time: of the sample, ns. The grade that stands with it.
    MonitoringResult grade(const Limits &limits, double value, std::int64_t time);
    [[nodiscard]] MonitoringResult current() const { return m_current; }
    // Other limits: what stands stays until a sample says otherwise, what was on its way does not.
    void forgetWaiting() { m_runs.reset(); }
    void clear() { *this = {}; }

private:
    struct Run // of samples in a row
    {
        std::uint32_t count = 0;
        std::int64_t since = 0; // time of the first of them

        void add(bool belongs, std::int64_t time);
        [[nodiscard]] bool isLong(std::uint32_t samples, std::int64_t delay, std::int64_t now) const;
    };
    using Runs = std::array<Run, Limits::grades + 1>; // by severity, from nominal on
    struct Waiting
    {
        LimitSide side = LimitSide::inside; // of those that are worse
        Runs worse;                         // had at least that grade
        Runs milder;                        // had at most that grade
    };
    void wait(const Limits &limits, MonitoringResult found, std::int64_t time);

    MonitoringResult m_current;
    std::unique_ptr<Waiting> m_runs; // null = nothing is on its way
};

} // namespace desk
