// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace desk {

// A stretch of errors that stands out.
struct UnusualStretch
{
    std::size_t begin = 0; // indices of the errors
    std::size_t end = 0;
    double score = 0; // how far its largest error is above the threshold, in means plus deviations of all
    bool operator==(const UnusualStretch &) const = default;
};

// Which of a series' forecast errors stand out, without knowing how errors are distributed: the nonparametric
// dynamic thresholding of Hundman et al., "Detecting Spacecraft Anomalies Using LSTMs and Nonparametric
// Dynamic Thresholding" (KDD 2018), sections 3.2 and 3.3, with the constants given there. Plain functions,
// any thread.
namespace dynamicthreshold {

inline constexpr double leastFall = 0.13; // p of the paper: from one peak to the next lower one

// Exponentially weighted means of absolute errors. NaN, for one that is not known, leaves the mean as it is.
std::vector<double> smoothed(std::span<const double> errors, double span);

// In the order of time. errors: smoothed, none of them negative, finite. Empty where nothing stands out, or
// where there are too few.
// about: how many errors before and behind belong to each stretch; stretches that meet are one.
std::vector<UnusualStretch> unusual(std::span<const double> errors, std::size_t about = 0);

} // namespace dynamicthreshold
} // namespace desk
