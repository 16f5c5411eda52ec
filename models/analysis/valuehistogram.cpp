// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/valuehistogram.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

double quantile(const std::vector<double> &sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    if (below + 1 >= sorted.size())
        return sorted.back();
    return std::lerp(sorted[below], sorted[below + 1], place - static_cast<double>(below));
}

void describe(ValueHistogram &out, const std::vector<double> &sorted)
{
    out.min = sorted.front();
    out.max = sorted.back();
    out.p5 = quantile(sorted, 0.05);
    out.p25 = quantile(sorted, 0.25);
    out.median = quantile(sorted, 0.5);
    out.p75 = quantile(sorted, 0.75);
    out.p95 = quantile(sorted, 0.95);
    double count = 0;
    double squares = 0;
    for (const double value : sorted) {
        ++count;
        const double away = value - out.mean;
        out.mean += away / count;
        squares += away * (value - out.mean);
    }
    out.deviation = count > 1 ? std::sqrt(squares / (count - 1)) : 0;
}

int automaticBins(ValueHistogram &out)
{
    const double n = static_cast<double>(out.count);
    const double width = 2 * (out.p75 - out.p25) / std::cbrt(n);
    if (width > 0) {
        out.rule = ValueHistogram::Rule::freedmanDiaconis;
        return static_cast<int>(
            std::clamp(std::ceil((out.max - out.min) / width), 1.0, double(ValueHistogram::mostBins)));
    }
    out.rule = ValueHistogram::Rule::sturges;
    return static_cast<int>(std::ceil(std::log2(n) + 1));
}

void fillCodes(ValueHistogram &out, const std::vector<double> &sorted)
{
    out.rule = ValueHistogram::Rule::codes;
    for (const double value : sorted) {
        if (out.bins.empty() || out.bins.back().high < value) {
            if (out.bins.size() == std::size_t(ValueHistogram::mostBins))
                return;
            out.bins.push_back({value - 0.5, value + 0.5, 0});
        }
        ++out.bins.back().count;
    }
}

void fillWidths(ValueHistogram &out, const std::vector<double> &sorted, int wanted)
{
    const int bins = std::clamp(wanted, 1, ValueHistogram::mostBins);
    const auto edge = [&](int i) { return i == bins ? out.max : out.min + (out.max - out.min) * i / bins; };
    auto from = sorted.begin();
    for (int i = 0; i < bins; ++i) {
        const auto to = i + 1 == bins ? sorted.end() : std::lower_bound(from, sorted.end(), edge(i + 1));
        out.bins.push_back({edge(i), edge(i + 1), static_cast<std::uint64_t>(to - from)});
        from = to;
    }
}

} // namespace

ValueHistogram ValueHistogram::of(std::vector<double> values, SampleValues kind, int wanted)
{
    ValueHistogram out;
    out.count = values.size();
    if (values.empty())
        return out;
    std::ranges::sort(values);
    describe(out, values);
    if (kind == SampleValues::states) {
        fillCodes(out, values);
    } else if (out.min == out.max) { // all the same: one bin around it
        const double half = out.min == 0 ? 0.5 : std::abs(out.min) * 0.005;
        out.rule = Rule::asked;
        out.bins = {{out.min - half, out.max + half, out.count}};
    } else {
        out.rule = Rule::asked;
        fillWidths(out, values, wanted > 0 ? wanted : automaticBins(out));
    }
    return out;
}

} // namespace desk
