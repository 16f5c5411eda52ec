// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/spectrum.h"

#include "models/analysis/windowedsegment.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace desk {
namespace {

constexpr std::size_t wantedSegments = 8; // of an automatic length

std::size_t automaticSegment(std::size_t points)
{
    // Overlapping by half, n segments of L points reach over (n + 1) · L / 2.
    const std::size_t most = 2 * points / (wantedSegments + 1);
    return std::clamp(powerOfTwoWithin(most), std::min<std::size_t>(64, powerOfTwoWithin(points)),
                      Spectrum::mostSegment);
}

// Of the lines around the highest: see Spectrum::Peak.
std::optional<Spectrum::Peak> peakOf(const Spectrum &of)
{
    if (of.amplitude.size() < 3)
        return std::nullopt;
    const auto highest = std::max_element(of.amplitude.begin() + 1, of.amplitude.end());
    if (!(*highest > 0))
        return std::nullopt;
    const auto k = static_cast<std::size_t>(highest - of.amplitude.begin());
    Spectrum::Peak peak{k, of.frequency(k), *highest};
    if (k + 1 >= of.amplitude.size() || k < 2) // frequency 0 says nothing, its mean was taken off
        return peak;
    const bool right = of.amplitude[k + 1] >= of.amplitude[k - 1];
    const double ratio = (right ? of.amplitude[k + 1] : of.amplitude[k - 1]) / *highest;
    const double away = std::clamp((2 * ratio - 1) / (ratio + 1), 0.0, 0.5); // lines
    peak.frequency += (right ? away : -away) * of.resolution;
    if (away > 1e-6) {
        const double x = std::numbers::pi * away;
        peak.amplitude *= x * (1 - away * away) / std::sin(x);
    }
    return peak;
}

} // namespace

std::size_t powerOfTwoWithin(std::size_t most)
{
    return std::bit_floor(most);
}

Spectrum Spectrum::of(const EvenSeries &series, std::size_t segment, const std::stop_token &stop)
{
    Spectrum out;
    const std::size_t points = series.values.size();
    std::size_t length =
        std::min(segment > 0 ? powerOfTwoWithin(std::clamp(segment, leastSegment, mostSegment))
                             : automaticSegment(points),
                 powerOfTwoWithin(series.longestRun()));
    std::vector<double> sum;
    for (; length >= leastSegment; length /= 2) {
        WindowedSegment transform(length);
        out.skipped = 0;
        sum.assign(length / 2 + 1, 0);
        for (std::size_t from = 0; from + length <= points; from += length / 2) {
            if (stop.stop_requested())
                return {};
            const auto squares = transform.squares({series.values.data() + from, length});
            if (squares.empty()) {
                ++out.skipped;
                continue;
            }
            ++out.segments;
            for (std::size_t k = 0; k < sum.size(); ++k)
                sum[k] += squares[k];
        }
        if (out.segments == 0)
            continue;
        out.segment = length;
        out.resolution = series.rate() / static_cast<double>(length);
        for (std::size_t k = 0; k < sum.size(); ++k) {
            const double mean = sum[k] / static_cast<double>(out.segments);
            const double sides = k == 0 || k + 1 == sum.size() ? 1 : 2;
            out.amplitude.push_back(sides * std::sqrt(mean) / transform.sum());
            out.density.push_back(sides * mean / (series.rate() * transform.sumOfSquares()));
        }
        break;
    }
    out.peak = peakOf(out);
    return out;
}

} // namespace desk
