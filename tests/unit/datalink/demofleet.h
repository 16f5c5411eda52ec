// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/constellationsimulator.h"

#include <fstream>
#include <sstream>

// The bundled constellation, for tests; std::terminate where it cannot be read.
namespace demo {

inline std::string text(const char *file)
{
    std::ifstream stream{std::string(DESK_SOURCE_DIR "/resources/demo/") + file, std::ios::binary};
    std::stringstream content;
    content << stream.rdbuf();
    return content.str();
}

inline std::vector<desk::ElementSet> elements()
{
    return desk::parseElements(text("constellation.tle")).value();
}

inline std::vector<desk::GroundStation> stations()
{
    return desk::readStations(text("ground_stations.csv")).value();
}

inline constexpr desk::Timestamp start =
    desk::fromNanoseconds(1'795'236'600'000'000'000); // 2026-11-21T04:50:00Z

inline desk::ConstellationOptions options(std::uint64_t seed = 1)
{
    desk::ConstellationOptions options;
    options.elements = elements();
    options.stations = stations();
    options.seed = seed;
    options.start = start;
    options.ground.minElevationDegrees = 10;
    return options;
}

} // namespace demo
