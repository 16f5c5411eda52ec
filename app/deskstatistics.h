// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/framewatch.h"
#include "models/instance/telemetrysource.h"
#include "models/processing/parameterfeed.h"

#include <QByteArray>

namespace desk {

// The figures of --stats, read at the end of a run. GUI thread.
struct DeskStatistics
{
    FrameWatch::Figures frames;
    TelemetrySource::Counters counters;
    std::size_t nodes = 0;
    std::size_t edges = 0;
    std::size_t series = 0;
    std::uint64_t predictions = 0; // forecasts with numbers that were made, or that another instance gave
    std::size_t violations = 0;    // series outside their limits now
    double firstFrameMs = 0;       // since the process began
    double paintedP50Ms = 0;       // how old a sample was at the end of the first frame that showed it
    double paintedP99Ms = 0;
    int framesPerSecond = 0; // while charts showed new samples
    double rssMiB = 0;
    double guiCpuPercent = 0; // of one core, of the calling thread, since the program began

    [[nodiscard]] QByteArray toJson() const;
};

// How long this process has been there, in milliseconds; the system counts hundredths of a second.
double processAgeMs();
// Resident memory of this process.
double residentMiB();
// Processor time of the calling thread, in seconds.
double threadCpuSeconds();

} // namespace desk
