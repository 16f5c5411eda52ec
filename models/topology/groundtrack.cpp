// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/groundtrack.h"

#include <cmath>

namespace desk {

std::vector<GeodeticPosition> groundTrack(const Orbit &orbit, Timestamp first, Timestamp last,
                                          std::chrono::nanoseconds step)
{
    constexpr std::size_t most = 10'000;
    std::vector<GeodeticPosition> track;
    if (step.count() <= 0)
        return track;
    for (Timestamp time = first; track.size() < most; time = std::min(time + step, last)) {
        const auto state = orbit.stateAt(time);
        if (!state)
            break;
        track.push_back(geodeticFromEarthFixed(
            earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(time)))));
        if (time >= last)
            break;
    }
    return track;
}

std::vector<std::vector<GeodeticPosition>> cutAtDateLine(std::span<const GeodeticPosition> line)
{
    std::vector<std::vector<GeodeticPosition>> pieces;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i == 0) {
            pieces.push_back({line[i]});
            continue;
        }
        const GeodeticPosition &a = line[i - 1];
        const GeodeticPosition &b = line[i];
        const double way = b.longitude - a.longitude;
        if (std::abs(way) > 180) {
            const double edge = way < 0 ? 180 : -180; // eastwards over +180, or westwards over -180
            const double whole = way < 0 ? way + 360 : way - 360;
            const double share = whole != 0 ? (edge - a.longitude) / whole : 0;
            const GeodeticPosition cut{std::lerp(a.latitude, b.latitude, share), edge,
                                       std::lerp(a.altitudeKm, b.altitudeKm, share)};
            pieces.back().push_back(cut);
            pieces.push_back({{cut.latitude, -edge, cut.altitudeKm}});
        }
        pieces.back().push_back(b);
    }
    return pieces;
}

} // namespace desk
