// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/servermetrics.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/telemetry/timeservice.h"

namespace desk {

// The system measures itself: its own figures as one point of the node `desk`, which goes the way of every
// other point, so that it has charts, limits and history like any device. Ingest thread.
//
// points_per_second, samples_per_second, requests_per_second, rejected_per_second, dropped_samples_per_second
// (of the time since the last point), acknowledgement_mean_ms, acknowledgement_max_ms, connections,
// journal_bytes, memory_bytes, cpu_percent (100 = one processor), open_files.
class SelfMeasurement
{
public:
    struct Outside // what the server's own metrics do not know
    {
        std::uint64_t droppedSamples = 0;
        std::uint64_t journalBytes = 0;
        std::size_t connections = 0;
    };

    SelfMeasurement(SeriesDictionary &dictionary, ServerMetrics &metrics, SteadyTime start);

    // The point of now. Errors: the names do not fit into the dictionary any more.
    Result<SampleBatch> measure(Timestamp now, SteadyTime steady, const Outside &outside);

private:
    struct Before
    {
        SteadyTime at{};
        ServerMetrics::Totals totals;
        std::uint64_t droppedSamples = 0;
        double cpuSeconds = 0;
    };

    SeriesDictionary &m_dictionary;
    ServerMetrics &m_metrics;
    Before m_before;
};

} // namespace desk
