// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecast.h"

#include <optional>
#include <span>
#include <string_view>

namespace desk {

// Where a radio link's ends are to each other; from the orbit, so known ahead of time.
struct LinkGeometry
{
    float elevationDegrees = 0; // as the ground end sees it; 90 for links between satellites
    float rangeKm = 0;
};

// What is known of a series at `end`: means of whole seconds, oldest first, the newest last. NaN = nothing
// came in that second. Borrowed: lives as long as the call it is given to.
struct ForecastWindow
{
    static constexpr std::size_t seconds = 600;
    static constexpr std::size_t secondsAhead = 300; // of geometry

    SeriesId series{};
    std::string_view metric;
    Timestamp end{}; // the end of the newest second, whether a value came in it or not
    std::span<const double, seconds> values; // in the unit of the series
    // A link's geometry, one a second: `seconds` of the past, then `secondsAhead`; empty when it is unknown.
    // From the second on at which the link ends it is NaN.
    std::span<const LinkGeometry> geometry;

    [[nodiscard]] bool hasGeometry() const { return geometry.size() == seconds + secondsAhead; }
    // Why nothing can be said of it; `notANumber` is for the series' kind to tell.
    [[nodiscard]] ForecastRefusal refusal() const;
    // The newest value; NaN where there is none.
    [[nodiscard]] double last() const;
    // When the link ends, as far ahead as the geometry reaches; nothing when it goes on or is unknown.
    [[nodiscard]] std::optional<Timestamp> linkEnd() const;
    // The geometry at a horizon: that of its last second. NaN in it when the link has ended by then.
    [[nodiscard]] LinkGeometry geometryAt(std::size_t horizon) const;

    static constexpr std::size_t leastSeconds = 120; // of history
    static constexpr std::size_t leastValues = 8;
    static constexpr double greatestMagnitude = 1e30;
};

} // namespace desk
