// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace desk {

// The constellation of the demo, compiled in: both programs work without any installed file.
std::string_view demoElements(); // resources/demo/constellation.tle
std::string_view demoStations(); // resources/demo/ground_stations.csv

} // namespace desk
