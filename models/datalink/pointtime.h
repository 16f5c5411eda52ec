// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <optional>

namespace desk {

// Times as files write them. Pure functions, any thread.

// "UTC", "Z", "+02:00", "-0330": what to add to UTC to get the local time. Errors name these forms.
Result<std::chrono::minutes> parseZone(std::string_view text);

// ISO 8601 with or without a zone (then it is in the given one), a date alone, slashes instead of dashes; or
// a number: seconds, milliseconds, microseconds or nanoseconds since 1970, told by its size (from 1973 on).
Result<Timestamp> parsePointTime(std::string_view text, std::chrono::minutes zone);

// The time since 1970 that such a number means.
std::optional<Timestamp> timeOfNumber(std::string_view text);

// The unit in which a column of this name counts elapsed time: minute, seconds, time_ms, elapsed (s), t [us].
// Nothing where the name does not say it.
std::optional<std::chrono::nanoseconds> elapsedUnit(std::string_view column);

// Is it a name that files give to their time: timestamp, time, date, utc, ts, epoch_ms, ... in any case.
bool isTimeName(std::string_view column);

} // namespace desk
