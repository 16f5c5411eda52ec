// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/evenseries.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr std::size_t stopEvery = 65'536;

double unevennessOf(const ValidSamples &samples)
{
    std::vector<double> away;
    for (std::size_t i = 1; i < samples.size(); ++i) {
        if (samples.joined[i] != 0)
            away.push_back(
                std::abs(static_cast<double>(samples.times[i] - samples.times[i - 1] - samples.cadence)));
    }
    if (away.empty())
        return 0;
    const auto middle = away.begin() + static_cast<std::ptrdiff_t>(away.size() / 2);
    std::nth_element(away.begin(), middle, away.end());
    return *middle / static_cast<double>(samples.cadence);
}

} // namespace

EvenSeries EvenSeries::of(const ValidSamples &samples, const std::stop_token &stop)
{
    EvenSeries out;
    if (samples.size() < 2 || samples.cadence <= 0)
        return out;
    out.step = samples.cadence;
    out.unevenness = unevennessOf(samples);
    const auto points =
        static_cast<std::size_t>((samples.times.back() - samples.times.front()) / out.step) + 1;
    out.omitted = points > mostPoints ? points - mostPoints : 0;
    out.begin = samples.times.front() + static_cast<std::int64_t>(out.omitted) * out.step;
    out.values.reserve(points - out.omitted);
    std::size_t after = 0; // the first sample that is not before the point
    for (std::size_t i = 0; i + out.omitted < points; ++i) {
        if (i % stopEvery == 0 && stop.stop_requested())
            return {};
        const std::int64_t time = out.begin + static_cast<std::int64_t>(i) * out.step;
        while (samples.times[after] < time)
            ++after;
        double value = std::numeric_limits<double>::quiet_NaN();
        if (samples.times[after] == time) {
            value = samples.values[after];
        } else if (samples.joined[after] != 0) {
            const std::int64_t from = samples.times[after - 1]; // differences are exact, times as doubles not
            const double share =
                static_cast<double>(time - from) / static_cast<double>(samples.times[after] - from);
            value = std::lerp(samples.values[after - 1], samples.values[after], share);
        } else {
            ++out.missing;
        }
        out.values.push_back(value);
    }
    return out;
}

std::size_t EvenSeries::longestRun() const
{
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const double value : values) {
        run = std::isnan(value) ? 0 : run + 1;
        longest = std::max(longest, run);
    }
    return longest;
}

} // namespace desk
