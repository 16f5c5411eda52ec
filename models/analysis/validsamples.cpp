// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/validsamples.h"

#include <algorithm>
#include <cmath>

namespace desk {

ValidSamples ValidSamples::of(std::span<const Sample> samples)
{
    ValidSamples out;
    out.times.reserve(samples.size());
    out.values.reserve(samples.size());
    out.joined.reserve(samples.size());
    bool isBroken = true;
    for (const Sample &sample : samples) {
        if (!std::isfinite(sample.value) || has(sample.quality, Quality::invalid)) {
            ++out.invalid;
            isBroken = true;
            continue;
        }
        out.times.push_back(nanoseconds(sample.generation));
        out.values.push_back(sample.value);
        out.joined.push_back(isBroken ? 0 : 1);
        isBroken = false;
    }
    if (out.size() < 2)
        return out;
    std::vector<std::int64_t> distances(out.size() - 1);
    for (std::size_t i = 1; i < out.size(); ++i)
        distances[i - 1] = out.times[i] - out.times[i - 1];
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    out.cadence = *middle;
    const double longest = gapFactor * static_cast<double>(out.cadence);
    for (std::size_t i = 1; i < out.size(); ++i) {
        if (static_cast<double>(out.times[i] - out.times[i - 1]) > longest)
            out.joined[i] = 0;
        out.gaps += out.joined[i] == 0 ? 1 : 0;
    }
    return out;
}

std::optional<double> ValidSamples::at(std::int64_t time, SampleValues kind) const
{
    const auto after = std::ranges::lower_bound(times, time);
    if (after == times.end())
        return std::nullopt;
    const auto i = static_cast<std::size_t>(after - times.begin());
    if (*after == time)
        return values[i];
    if (joined[i] == 0)
        return std::nullopt;
    if (kind == SampleValues::states)
        return values[i - 1];
    const double share =
        static_cast<double>(time - times[i - 1]) / static_cast<double>(times[i] - times[i - 1]);
    return values[i - 1] + share * (values[i] - values[i - 1]);
}

} // namespace desk
