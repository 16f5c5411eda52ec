// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

// Unit symbol of a metric as shown beside its value: from the API's table, NVIDIA DCGM's field list, or the
// name's suffix (_db, _ms, _gbps, _gb, _km, _deg, _c, _w, _v, _a, _hz, _percent, _per_second); "" where
// unknown.
std::string_view unitOf(std::string_view metric);

// Units of metrics that somebody defined, in place of those declared before; they come before the table. Any
// thread, never often: what unitOf() returned stays valid, so each set is kept to the end of the program.
void declareUnits(std::vector<std::pair<std::string, std::string>> units);

// Decimals to show: what the sensor's resolution justifies (0.01 dB, 0.01 ms, 0.001 Gbit/s, 1e-4 for ratios);
// -1 where unknown (show significant digits).
int decimalsOf(std::string_view metric);

} // namespace desk
