// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/deviceclock.h"

#include <cmath>

namespace desk {
namespace {

constexpr double largestTime = 9.2e18; // ns that fit into 64 bits

std::optional<std::chrono::nanoseconds> timesUnit(const DecodedValue &count, double unit)
{
    const double step = (unit == 0 ? 1 : unit) * 1e9; // ns
    const double number = count.toNumber().value_or(NAN);
    if (!(std::abs(number * step) < largestTime))
        return std::nullopt;
    // Whole counts of whole nanoseconds lose nothing.
    if (count.kind == DecodedValue::Kind::integer && step == std::floor(step))
        return std::chrono::nanoseconds(count.integer * static_cast<std::int64_t>(step));
    const double whole = std::floor(number);
    if (step >= 1 && step == std::floor(step) && std::abs(whole) < 9e15)
        return std::chrono::nanoseconds(static_cast<std::int64_t>(whole) * static_cast<std::int64_t>(step) +
                                        std::llround((number - whole) * step));
    return std::chrono::nanoseconds(std::llround(number * step));
}

} // namespace

std::optional<std::chrono::nanoseconds> deviceTimeOf(const DecodedValue &value, const ClockDefinition &clock)
{
    if (value.kind == DecodedValue::Kind::none || value.kind == DecodedValue::Kind::boolean)
        return std::nullopt;
    if (value.kind != DecodedValue::Kind::text)
        return timesUnit(value, clock.unit);
    auto time = parseTimestamp(value.text);
    if (!time)
        time = parseTimestamp(std::string(value.text) + 'Z'); // UTC where no zone is told
    return time ? std::optional(time->time_since_epoch()) : std::nullopt;
}

std::optional<Timestamp> utcOfDeviceTime(std::chrono::nanoseconds device, const ClockDefinition &clock)
{
    namespace chrono = std::chrono;
    using Epoch = ClockDefinition::Epoch;
    constexpr int leapSecondsAtGps = 19; // TAI - GPS time, always
    constexpr chrono::milliseconds ttBeforeTai{32'184};
    chrono::nanoseconds start{};
    switch (clock.epoch) {
    case Epoch::unix:
        break;
    case Epoch::gps:
        start = chrono::sys_days{chrono::year{1980} / 1 / 6}.time_since_epoch() -
                chrono::seconds(clock.leapSeconds - leapSecondsAtGps);
        break;
    case Epoch::tai:
        start = chrono::sys_days{chrono::year{1958} / 1 / 1}.time_since_epoch() -
                chrono::seconds(clock.leapSeconds);
        break;
    case Epoch::j2000:
        start = chrono::sys_days{chrono::year{2000} / 1 / 1}.time_since_epoch() + chrono::hours(12) -
                chrono::seconds(clock.leapSeconds) - ttBeforeTai;
        break;
    case Epoch::start:
        return std::nullopt;
    }
    std::int64_t utc = 0;
    if (__builtin_add_overflow(device.count(), start.count(), &utc))
        return std::nullopt;
    constexpr std::int64_t range = 9'200'000'000'000'000'000;
    return utc > range || utc < -range ? std::nullopt : std::optional(fromNanoseconds(utc));
}

} // namespace desk
