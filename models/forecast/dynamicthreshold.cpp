// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/dynamicthreshold.h"

#include <algorithm>
#include <cmath>

namespace desk::dynamicthreshold {
namespace {

constexpr std::size_t fewestErrors = 30;
constexpr double firstDeviations = 2.5; // z: as the authors' own program has it
constexpr double lastDeviations = 12;
constexpr double stepOfDeviations = 0.5;
constexpr double mostUnusual = 0.5; // of all errors: more would be how it is

struct ErrorMoments
{
    double mean = 0;
    double deviation = 0;
};

template <class Keep>
ErrorMoments momentsOf(std::span<const double> errors, Keep keep)
{
    double sum = 0;
    double squares = 0;
    std::size_t count = 0;
    for (const double error : errors) {
        if (!keep(error))
            continue;
        sum += error;
        squares += error * error;
        ++count;
    }
    if (count == 0)
        return {};
    const double mean = sum / static_cast<double>(count);
    return {mean, std::sqrt(std::max(0.0, squares / static_cast<double>(count) - mean * mean))};
}

std::vector<UnusualStretch> above(std::span<const double> errors, double threshold, std::size_t about)
{
    std::vector<UnusualStretch> out;
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (!(errors[i] > threshold))
            continue;
        const std::size_t begin = i - std::min(i, about);
        if (out.empty() || out.back().end < begin)
            out.push_back({begin, begin, 0});
        out.back().end = std::min(i + about + 1, errors.size());
    }
    return out;
}

double peakOf(std::span<const double> errors, const UnusualStretch &stretch)
{
    return *std::max_element(errors.begin() + static_cast<std::ptrdiff_t>(stretch.begin),
                             errors.begin() + static_cast<std::ptrdiff_t>(stretch.end));
}

// How much mean and deviation fall without what is above the threshold, for as few stretches as possible.
double worthOf(std::span<const double> errors, const ErrorMoments &all, double threshold, std::size_t about)
{
    const auto stretches = above(errors, threshold, about);
    std::size_t within = 0;
    for (const UnusualStretch &stretch : stretches)
        within += stretch.end - stretch.begin;
    if (within == 0 || static_cast<double>(within) > mostUnusual * static_cast<double>(errors.size()))
        return 0;
    const auto unusual =
        std::count_if(errors.begin(), errors.end(), [threshold](double error) { return error > threshold; });
    const ErrorMoments rest = momentsOf(errors, [threshold](double error) { return error <= threshold; });
    const double fall = (all.mean - rest.mean) / all.mean + (all.deviation - rest.deviation) / all.deviation;
    return fall / (static_cast<double>(unusual) +
                   static_cast<double>(stretches.size()) * static_cast<double>(stretches.size()));
}

// Peaks that hardly differ from the next lower one, down to what is usual, are noise.
void prune(std::span<const double> errors, double threshold, std::vector<UnusualStretch> &stretches)
{
    std::vector<double> peaks;
    peaks.reserve(stretches.size() + 1);
    for (const UnusualStretch &stretch : stretches)
        peaks.push_back(peakOf(errors, stretch));
    double usual = 0;
    for (const double error : errors)
        usual = error <= threshold ? std::max(usual, error) : usual;
    peaks.push_back(usual);
    std::ranges::sort(peaks, std::greater());
    std::size_t kept = 0; // of the peaks, the highest first
    for (std::size_t i = 0; i + 1 < peaks.size(); ++i) {
        if ((peaks[i] - peaks[i + 1]) / peaks[i] > leastFall)
            kept = i + 1;
    }
    const double least = kept > 0 ? peaks[kept - 1] : 0;
    std::erase_if(stretches, [&](const UnusualStretch &stretch) {
        return kept == 0 || peakOf(errors, stretch) < least;
    });
}

} // namespace

std::vector<double> smoothed(std::span<const double> errors, double span)
{
    const double share = 2 / (span + 1);
    std::vector<double> out;
    out.reserve(errors.size());
    double mean = 0;
    bool begun = false;
    for (const double error : errors) {
        if (std::isfinite(error)) {
            mean = begun ? mean + share * (std::abs(error) - mean) : std::abs(error);
            begun = true;
        }
        out.push_back(mean);
    }
    return out;
}

std::vector<UnusualStretch> unusual(std::span<const double> errors, std::size_t about)
{
    const ErrorMoments all = momentsOf(errors, [](double) { return true; });
    if (errors.size() < fewestErrors || !(all.mean > 0) || !(all.deviation > 0))
        return {};
    double best = 0;
    double threshold = 0;
    for (double z = firstDeviations; z <= lastDeviations; z += stepOfDeviations) {
        const double tried = all.mean + z * all.deviation;
        const double worth = worthOf(errors, all, tried, about);
        if (worth >= best && worth > 0) {
            best = worth;
            threshold = tried;
        }
    }
    if (!(best > 0))
        return {};
    std::vector<UnusualStretch> stretches = above(errors, threshold, about);
    prune(errors, threshold, stretches);
    for (UnusualStretch &stretch : stretches)
        stretch.score = (peakOf(errors, stretch) - threshold) / (all.mean + all.deviation);
    return stretches;
}

} // namespace desk::dynamicthreshold
