// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecast.h"

#include <optional>
#include <string>
#include <string_view>

namespace desk {

// What of a forecast with numbers a recording keeps beside series, time of issue and model: 56 bytes,
// little-endian. Version (1); seconds from the window's end to the issue (16 bits); the
// newest value (double); for each horizon lower, value, upper, less the newest value (floats), confidence
// (hundredths, one byte), and seconds from the window's end to the link's (16 bits, 65535 = it goes on).
std::string forecastRecord(const Forecast &forecast);

// The way back; nothing for bytes that are none, or a model that is not known.
std::optional<Forecast> forecastFromRecord(SeriesId series, Timestamp issued, std::string_view model,
                                           std::string_view data);

} // namespace desk
