// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timeservice.h"

namespace desk {

Timestamp SystemTimeService::now() const
{
    return std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
}

SteadyTime SystemTimeService::steadyNow() const
{
    return std::chrono::steady_clock::now();
}

SteadyTime SimulatedTimeService::steadyNow() const
{
    return SteadyTime{std::chrono::nanoseconds{m_steady.load()}};
}

void SimulatedTimeService::advance(std::chrono::nanoseconds by)
{
    m_now += by.count();
    m_steady += by.count();
}

} // namespace desk
