// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/archivestore.h"
#include "app/commandline/benchreport.h"
#include "app/commandline/benchsamples.h"
#include "app/commandline/interruption.h"
#include "models/archive/sessionreader.h"

namespace desk {

// constellation bench store: records made-up telemetry in this process, then reads the file as a chart does.
// On the main thread.
class StoreBench
{
public:
    struct Options
    {
        BenchSamples::Options samples;
        std::uint64_t points = 2'000'000;
        double rate = 500'000;      // points a second; 0 = as the recorder takes them
        std::filesystem::path keep; // where the session goes and stays; empty = a temporary file
    };
    explicit StoreBench(Options options)
        : m_options(std::move(options))
    {
    }

    // Errors: the file system's, and a session that does not give back what was recorded.
    Result<BenchReport> run();

private:
    Result<void> write(const std::filesystem::path &file);
    Result<void> read(const std::filesystem::path &file);
    Result<void> open(const std::filesystem::path &file);
    Result<void> spans(SessionReader &reader);
    Result<void> raw(SessionReader &reader);
    void add(std::string name, double value, std::string unit);
    void demand(std::string name, double value, std::string unit, double atMost);

    const Options m_options;
    Interruption m_interruption;
    SeriesDictionary m_names;
    std::unique_ptr<BenchSamples> m_samples;
    BenchReport m_report{"store", {}};
};

} // namespace desk
