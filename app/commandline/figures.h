// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace desk {

// Figures as people read them in a terminal. Pure functions.

std::string grouped(std::uint64_t number);                    // 1,234,567
std::string counted(std::uint64_t number, const char *noun);  // 1 point, 2 points
std::string durationWords(std::chrono::nanoseconds duration); // 0.4 s, 12 s, 3 min 20 s, 2 h 5 min, 6 d 3 h
std::string sizeWords(std::uint64_t bytes);                   // 12.3 GB
std::string decimal(double value, int decimals);              // 12.30

// Of values that are not NaN, by nearest rank: share 0 is the smallest, 1 the largest. values: at least one.
double quantile(std::vector<double> values, double share);

} // namespace desk
