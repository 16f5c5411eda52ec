// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/evenseries.h"

#include <stop_token>

namespace desk {

// How the power spectral density (see Spectrum) goes with time: one segment a column, in dB above 1 unit²/Hz
// (10 · log10). A segment with a gap leaves its column empty. Plain value, any thread.
struct Spectrogram
{
    static constexpr std::size_t leastSegment = 8;
    static constexpr std::size_t mostSegment = 4096;
    static constexpr std::size_t mostColumns = 1500;
    static constexpr double floor = -200; // dB, of what is 0

    std::vector<float> decibels; // column by column, each from frequency 0 up; NaN in gaps
    std::size_t columns = 0;
    std::size_t lines = 0;       // of a column
    std::size_t segment = 0;     // points
    std::size_t empty = 0;       // columns
    std::int64_t begin = 0;      // ns since 1970: where the first column begins
    std::int64_t columnStep = 0; // ns
    double resolution = 0;       // Hz, from line to line
    double low = 0;  // dB, of the colours: 5th percentile of all, no less than 80 dB below the highest
    double high = 0; // dB, the highest

    // segment: points of one, a power of two; 0 = by itself, so that both axes have as many cells.
    [[nodiscard]] static Spectrogram of(const EvenSeries &series, std::size_t segment = 0,
                                        const std::stop_token &stop = {});
    [[nodiscard]] float at(std::size_t column, std::size_t line) const
    {
        return decibels[column * lines + line];
    }
    [[nodiscard]] double frequency(std::size_t line) const { return static_cast<double>(line) * resolution; }
    // The middle of its segment.
    [[nodiscard]] std::int64_t time(std::size_t column) const
    {
        return begin + static_cast<std::int64_t>(column) * columnStep + columnStep / 2;
    }
};

} // namespace desk
