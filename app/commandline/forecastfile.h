// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/quality.h"
#include "models/telemetry/result.h"
#include "models/telemetry/time.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace desk {

// A recording of any format that is known, as series to forecast. What comes less often than the steps that
// forecasts are made of (10 s) is counted in samples: each takes a step, so that a window has 60 of them and
// horizons are 6, 18 and 30 samples; missing ones leave their step empty. Plain value.
struct ForecastFile
{
    struct Sample
    {
        Timestamp time{}; // as forecasts are to see it
        double value = 0;
        Quality quality = Quality::good;
    };
    struct Series
    {
        std::string name;   // node, or node->dst
        std::string metric; // with its labels
        std::chrono::nanoseconds spacing{};
        bool inSamples = false;
        std::vector<Sample> samples; // in order of time
    };

    std::string name;
    std::vector<Series> series;
    std::uint64_t unusable = 0;     // values that are no numbers
    std::uint64_t skippedRows = 0;  // that could not be read
    std::vector<std::string> notes; // of the reader

    // Errors: the file cannot be read, or nothing in it.
    static Result<ForecastFile> read(const std::string &name);
};

} // namespace desk
