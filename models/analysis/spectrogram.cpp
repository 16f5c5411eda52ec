// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/spectrogram.h"

#include "models/analysis/spectrum.h"
#include "models/analysis/windowedsegment.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr double widestRange = 80; // dB

void chooseRange(Spectrogram &out)
{
    std::vector<float> known;
    for (std::size_t i = 0; i < out.decibels.size(); ++i) {
        if (i % out.lines != 0 && !std::isnan(out.decibels[i])) // not frequency 0, whose mean was taken off
            known.push_back(out.decibels[i]);
    }
    if (known.empty())
        return;
    const auto fifth = known.begin() + static_cast<std::ptrdiff_t>(known.size() / 20);
    std::nth_element(known.begin(), fifth, known.end());
    const double low = static_cast<double>(*fifth);
    out.high = static_cast<double>(*std::ranges::max_element(known));
    out.low = std::max(low, out.high - widestRange);
    if (out.high - out.low < 1) // silence
        out.low = out.high - 1;
}

} // namespace

Spectrogram Spectrogram::of(const EvenSeries &series, std::size_t segment, const std::stop_token &stop)
{
    Spectrogram out;
    const std::size_t points = series.values.size();
    const auto balanced = static_cast<std::size_t>(2 * std::sqrt(static_cast<double>(points)));
    const std::size_t length =
        std::min(powerOfTwoWithin(std::clamp(segment > 0 ? segment : balanced, leastSegment, mostSegment)),
                 powerOfTwoWithin(points));
    if (length < leastSegment)
        return out;
    // By a quarter of the length at least; by more where there would be too many columns.
    const std::size_t hop = std::max(length / 4, (points - length) / mostColumns + 1);
    out.segment = length;
    out.lines = length / 2 + 1;
    out.columns = (points - length) / hop + 1;
    out.resolution = series.rate() / static_cast<double>(length);
    out.columnStep = static_cast<std::int64_t>(hop) * series.step;
    out.begin = series.begin + static_cast<std::int64_t>(length) * series.step / 2 - out.columnStep / 2;
    out.decibels.reserve(out.columns * out.lines);
    WindowedSegment transform(length);
    const double scale = 1 / (series.rate() * transform.sumOfSquares());
    for (std::size_t column = 0; column < out.columns; ++column) {
        if (stop.stop_requested())
            return {};
        const auto squares = transform.squares({series.values.data() + column * hop, length});
        out.empty += squares.empty() ? 1 : 0;
        for (std::size_t k = 0; k < out.lines; ++k) {
            if (squares.empty()) {
                out.decibels.push_back(std::numeric_limits<float>::quiet_NaN());
                continue;
            }
            const double sides = k == 0 || k + 1 == out.lines ? 1 : 2;
            const double density = sides * squares[k] * scale;
            out.decibels.push_back(
                static_cast<float>(density > 0 ? std::max(floor, 10 * std::log10(density)) : floor));
        }
    }
    chooseRange(out);
    return out;
}

} // namespace desk
