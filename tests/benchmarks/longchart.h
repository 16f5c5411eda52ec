// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/benchreport.h"
#include "models/telemetry/result.h"

#include <filesystem>

namespace desk {

// Pans and zooms a chart of one series of a long recording: what each frame costs the GUI thread, and how
// long it takes until the picture is exact. GUI thread.
class LongChart
{
public:
    struct Options
    {
        std::uint64_t samples = 10'000'000;
        std::filesystem::path file; // made when it is not there, and kept; empty = a temporary one
    };
    explicit LongChart(Options options)
        : m_options(std::move(options))
    {
    }

    // Errors: of the recording.
    Result<void> run(BenchReport &report);

private:
    Result<void> record(const std::filesystem::path &file) const;

    Options m_options;
};

} // namespace desk
