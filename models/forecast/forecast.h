// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/telemetry/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace desk {

// What a forecast may look ahead. Index 0, 1, 2 of everything that has one value a horizon.
inline constexpr std::array<std::chrono::minutes, 3> forecastHorizons{
    std::chrono::minutes{1}, std::chrono::minutes{3}, std::chrono::minutes{5}};

constexpr std::size_t horizonSeconds(std::size_t horizon)
{
    return static_cast<std::size_t>(std::chrono::seconds(forecastHorizons[horizon]).count());
}

// Who made a forecast. The words are those of the API's `model`.
enum class ForecastMethod : std::uint8_t {
    persistence, // the last value
    drift,       // the line through the window's ends
    holtWinters, // damped trend, exponentially smoothed
    geometry,    // of a radio link: what its range will be
    lstm,
    mixture, // of those above, weighted by how right they were lately; no way of its own
};
// Those that look ahead by themselves.
inline constexpr std::size_t forecastMethodCount = 5;

std::string_view forecastMethodWord(ForecastMethod method);
std::optional<ForecastMethod> forecastMethodFromWord(std::string_view word);

// Why there is no number. The words go to operators and into the API's `reason`.
enum class ForecastRefusal : std::uint8_t {
    none,
    tooLittle,   // less than 2 minutes of history, or fewer than 8 values
    constant,    // one value throughout the window: nothing to learn from, nothing to say
    gappy,       // more than half of what the window should hold is missing
    stale,       // the newest value is older than the nearest horizon
    runaway,     // values beyond what the model's arithmetic holds
    notANumber,  // a text, a state or a counter of 64 bits
    notWatched,  // as many series are watched as may be
    unexplained, // of another server, which says why in words of its own
};

std::string_view forecastRefusalText(ForecastRefusal refusal);

// One horizon: the median and the 90 % band, in the unit of the series.
struct ForecastValue
{
    double value = 0;
    // 5 % and 95 %; NaN while there is too little experience to say them.
    double lower = 0;
    double upper = 0;
    double confidence = 0;           // 0 to 1: how much narrower the band is than what the series did lately
    std::optional<Timestamp> endsAt; // the link ends before the horizon: then there are no numbers
    // How far single values will lie from the series' course: the standard deviation about means of 10 s; 0
    // where it is not known (too few values, another instance, a recording).
    double jitter = 0;

    bool operator==(const ForecastValue &) const = default;
};

// A forecast of one series as it was issued. A value; any thread.
struct Forecast
{
    SeriesId series{};
    Timestamp end{};    // of the window it knew, a whole second; horizons count from here
    Timestamp issued{}; // when it was made
    // Who made it: a mixture, unless one has 90 % of the weight at each horizon.
    ForecastMethod method = ForecastMethod::persistence;
    ForecastRefusal refusal = ForecastRefusal::none; // otherwise `horizons` holds nothing
    double current = 0;                              // the newest value
    double jitter = 0;                               // as ForecastValue::jitter, now
    // A link that ends within the farthest horizon: what it will be in its last second, and `endsAt`. Without
    // a band. Nothing where no method can tell, of another instance, of a recording.
    std::optional<ForecastValue> atEnd;
    std::array<ForecastValue, forecastHorizons.size()> horizons{};

    bool operator==(const Forecast &) const = default;
};

} // namespace desk
