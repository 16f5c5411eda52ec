// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/analysis/samplepairs.h"

namespace desk {

enum class AnalysisKind : std::uint8_t { xy, scatter };

// Two parameters, or one.
[[nodiscard]] constexpr bool takesTwo(AnalysisKind kind)
{
    return kind == AnalysisKind::xy || kind == AnalysisKind::scatter;
}

struct AnalysisSettings
{
    AnalysisKind kind = AnalysisKind::xy;
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
};

// Pure; returns early with something incomplete once it is told to stop. Any thread.
[[nodiscard]] AnalysisResult analyse(const AnalysisInput &input, const std::stop_token &stop = {});

} // namespace desk
