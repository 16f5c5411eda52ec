// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/samplepairs.h"
#include "models/analysis/spectrogram.h"
#include "models/analysis/spectrum.h"
#include "models/analysis/valuehistogram.h"

namespace desk {

enum class AnalysisKind : std::uint8_t { xy, scatter, histogram, spectrum, spectrogram };

// Two parameters, or one.
[[nodiscard]] constexpr bool takesTwo(AnalysisKind kind)
{
    return kind == AnalysisKind::xy || kind == AnalysisKind::scatter;
}

// Frequencies of states mean nothing.
[[nodiscard]] constexpr bool takesStates(AnalysisKind kind)
{
    return kind != AnalysisKind::spectrum && kind != AnalysisKind::spectrogram;
}

struct AnalysisSettings
{
    AnalysisKind kind = AnalysisKind::xy;
    int bins = 0;            // of a histogram; 0 = as many as fit
    std::size_t segment = 0; // points, of spectra; 0 = by itself
    bool density = false;    // of a spectrum: power spectral density, not amplitude
    bool logarithmic = true; // of a spectrum's values
    bool operator==(const AnalysisSettings &) const = default;
};

// What is to be computed of which samples. Plain value.
struct AnalysisInput
{
    AnalysisSettings settings;
    TimeRange range;           // that the samples were asked for
    std::vector<Sample> first; // x, or the only one; ascending
    std::vector<Sample> second;
    SampleValues kindOfFirst = SampleValues::numbers;
    SampleValues kindOfSecond = SampleValues::numbers;
};

// Only what belongs to the kind is filled. Plain value, any thread.
struct AnalysisResult
{
    AnalysisSettings settings;
    TimeRange range;
    std::size_t samples = 0; // valid ones, of all parameters
    std::size_t invalid = 0; // left out
    std::size_t gaps = 0;    // of each parameter, added
    SamplePairs pairs;
    ValueHistogram histogram;
    EvenSeries even;        // of spectra; without its values, of which there were
    std::size_t points = 0; // so many
    Spectrum spectrum;
    Spectrogram spectrogram;
};

// Pure; returns early with something incomplete once it is told to stop. Any thread.
[[nodiscard]] AnalysisResult analyse(const AnalysisInput &input, const std::stop_token &stop = {});

} // namespace desk
