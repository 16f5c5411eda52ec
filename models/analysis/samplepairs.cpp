// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/samplepairs.h"

#include <cmath>

namespace desk {
namespace {

constexpr std::size_t stopAfterPairs = 4096; // samples

// Pearson's r by sums of the deviations from the running means (Welford 1962), which do not cancel.
std::optional<double> correlationOf(const std::vector<SamplePairs::Pair> &pairs)
{
    double meanX = 0;
    double meanY = 0;
    double squaresX = 0;
    double squaresY = 0;
    double products = 0;
    double count = 0;
    for (const SamplePairs::Pair &pair : pairs) {
        ++count;
        const double x = pair.x - meanX;
        const double y = pair.y - meanY;
        meanX += x / count;
        meanY += y / count;
        squaresX += x * (pair.x - meanX);
        squaresY += y * (pair.y - meanY);
        products += x * (pair.y - meanY);
    }
    const double both = std::sqrt(squaresX) * std::sqrt(squaresY);
    return both > 0 && std::isfinite(both) ? std::optional(products / both) : std::nullopt;
}

} // namespace

SamplePairs SamplePairs::of(const ValidSamples &x, SampleValues kindOfX, const ValidSamples &y,
                            SampleValues kindOfY, const std::stop_token &stop)
{
    SamplePairs out;
    const bool byX = x.size() <= y.size();
    const ValidSamples &base = byX ? x : y;
    const ValidSamples &other = byX ? y : x;
    const SampleValues kind = byX ? kindOfY : kindOfX;
    out.pairs.reserve(base.size());
    bool isJoined = false;
    std::size_t from = 0; // in the other: samples up to here are older
    for (std::size_t i = 0; i < base.size(); ++i) {
        if (i % stopAfterPairs == 0 && stop.stop_requested())
            return {};
        const std::int64_t time = base.times[i];
        isJoined &= base.joined[i] != 0;
        while (from < other.size() && other.times[from] < time) {
            ++from;
            isJoined &= from >= other.size() || other.joined[from] != 0;
        }
        const auto value = other.at(time, kind);
        if (!value) {
            ++out.unpaired;
            isJoined = false;
            continue;
        }
        const bool isExact = from < other.size() && other.times[from] == time;
        out.exact += isExact ? 1 : 0;
        out.pairs.push_back(
            {time, byX ? base.values[i] : *value, byX ? *value : base.values[i], isJoined, isExact});
        isJoined = true;
    }
    out.correlation = correlationOf(out.pairs);
    return out;
}

} // namespace desk
