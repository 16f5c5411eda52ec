// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchreport.h"
#include "app/commandline/interruption.h"
#include "models/telemetry/result.h"
#include "models/timeseries/timeseries.h"

#include <filesystem>

namespace desk {

// constellation bench envelope: how long it takes to reduce a series to the columns of a chart, out of memory
// and out of a session file; nothing is painted. On the main thread.
class EnvelopeBench
{
public:
    struct Options
    {
        std::size_t samples = 10'000'000;  // in memory
        std::size_t recorded = 10'000'000; // in the session file; 0 = none
        std::filesystem::path session;     // taken, or made and kept; empty = a temporary one
    };
    explicit EnvelopeBench(Options options)
        : m_options(std::move(options))
    {
    }

    // Errors: the file system's, and an envelope that has not all samples.
    Result<BenchReport> run();

private:
    Result<void> memory();
    Result<void> pictures(const TimeSeries &series, std::int64_t end);
    Result<void> file();
    void add(std::string name, double value, std::string unit);
    void demand(std::string name, double value, std::string unit, double atMost);

    const Options m_options;
    Interruption m_interruption;
    BenchReport m_report{"envelope", {}};
};

} // namespace desk
