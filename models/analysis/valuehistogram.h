// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/validsamples.h"

namespace desk {

// How often which values were there, and their usual figures. Each sample counts once, however long it held.
//   mean, deviation  of the samples; deviation with n - 1 (Welford 1962; West 1979)
//   quantiles        by linear interpolation of order statistics, type 7 of Hyndman and Fan,
//                    "Sample Quantiles in Statistical Packages", The American Statistician 50 (1996)
//   automatic bins   width 2 · IQR · n^(-1/3): Freedman and Diaconis, "On the histogram as a density
//                    estimator: L2 theory", Z. Wahrscheinlichkeitstheorie 57 (1981); where the IQR is 0, as
//                    many as log2 n + 1 (Sturges 1926)
// Of numbers, bins are of equal width from the least to the greatest value, each with its lower end in it,
// the last one with both. Of states, each code has its bin. Plain value, any thread.
struct ValueHistogram
{
    static constexpr int mostBins = 1000;

    struct Bin
    {
        double low = 0;
        double high = 0;
        std::uint64_t count = 0;
        bool operator==(const Bin &) const = default;
    };
    enum class Rule : std::uint8_t { none, freedmanDiaconis, sturges, asked, codes };

    std::vector<Bin> bins;
    Rule rule = Rule::none;
    std::uint64_t count = 0;
    double min = 0; // this and all below: 0 where count is 0
    double max = 0;
    double mean = 0;
    double deviation = 0;
    double p5 = 0;
    double p25 = 0;
    double median = 0;
    double p75 = 0;
    double p95 = 0;

    // wanted: how many bins, 0 = as many as fit the values. Values are finite.
    [[nodiscard]] static ValueHistogram of(std::vector<double> values, SampleValues kind, int wanted = 0);
};

} // namespace desk
