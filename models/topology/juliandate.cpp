// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/juliandate.h"

#include <cmath>

namespace desk {

namespace {

constexpr double unixEpoch = 2440587.5; // 1970-01-01T00:00
constexpr double nanosecondsPerDay = 86400e9;

} // namespace

JulianDate normalised(double day, double fraction)
{
    const double midnight = std::floor(day - 0.5) + 0.5;
    const double rest = (day - midnight) + fraction;
    const double whole = std::floor(rest);
    return {midnight + whole, rest - whole};
}

JulianDate toJulianDate(Timestamp time)
{
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    return {unixEpoch + static_cast<double>(midnight.time_since_epoch().count()),
            static_cast<double>((time - midnight).count()) / nanosecondsPerDay};
}

Timestamp toTimestamp(const JulianDate &date)
{
    const std::chrono::sys_days midnight{std::chrono::days{std::llround(date.day - unixEpoch)}};
    return Timestamp{midnight} + std::chrono::nanoseconds{std::llround(date.fraction * nanosecondsPerDay)};
}

double minutesBetween(const JulianDate &from, const JulianDate &to)
{
    return ((to.day - from.day) + (to.fraction - from.fraction)) * 1440.0;
}

} // namespace desk
