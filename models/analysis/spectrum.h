// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/evenseries.h"

#include <stop_token>

namespace desk {

// What a series is made of by frequency, after P. D. Welch, "The use of fast Fourier transform for the
// estimation of power spectra", IEEE Trans. Audio Electroacoustics 15 (1967): segments that overlap by half,
// each less its straight trend (least squares) and under a Hann window w[n] = (1 - cos(2πn/L)) / 2, their
// |X[k]|² averaged. Segments with a gap are left out; nothing is put into gaps. Scaled after G. Heinzel, A.
// Rüdiger and R. Schilling, "Spectrum and spectral density estimation by the DFT" (2002), with S1 = Σw, S2 =
// Σw² and sums of one side:
//   amplitude[k] = 2 · sqrt(mean |X[k]|²) / S1   of a sine (its peak value), in units of the series
//   density[k]   = 2 · mean |X[k]|² / (rate · S2) power spectral density, in unit² / Hz
// with 1 in place of 2 at frequency 0 and at half the rate. Plain value, any thread.
struct Spectrum
{
    static constexpr std::size_t leastSegment = 8;
    static constexpr std::size_t mostSegment = 65'536;

    // Between two lines by the ratio of their amplitudes, exact for one sine under a Hann window: T. Grandke,
    // "Interpolation algorithms for discrete Fourier transforms of weighted signals", IEEE Trans. Instr.
    // Meas. 32 (1983).
    struct Peak
    {
        std::size_t line = 0;
        double frequency = 0; // Hz
        double amplitude = 0;
    };

    std::vector<double> amplitude; // by line; empty: no segment without a gap
    std::vector<double> density;
    double resolution = 0;    // Hz, from line to line
    std::size_t segment = 0;  // points of one
    std::size_t segments = 0; // that were averaged
    std::size_t skipped = 0;  // that have a gap
    std::optional<Peak> peak; // the highest, not at frequency 0

    // segment: points of one segment, a power of two, 0 = by itself: about eight segments. Where no segment
    // is without a gap, shorter ones are tried.
    [[nodiscard]] static Spectrum of(const EvenSeries &series, std::size_t segment = 0,
                                     const std::stop_token &stop = {});
    [[nodiscard]] double frequency(std::size_t line) const { return static_cast<double>(line) * resolution; }
};

// Periodic Hann window of so many points.
[[nodiscard]] std::vector<double> hannWindow(std::size_t size);
// The greatest power of two that is not more; 0 for 0.
[[nodiscard]] std::size_t powerOfTwoWithin(std::size_t most);

} // namespace desk
