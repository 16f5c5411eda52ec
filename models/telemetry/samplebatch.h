// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/telemetry/monitoringresult.h"
#include "models/telemetry/quality.h"
#include "models/telemetry/time.h"

#include <memory>
#include <vector>

namespace desk {

// Columns of samples grouped by point (one node or link at one generation time with all its metrics).
// Filled by one decoder on the ingest thread, completed by the Processor, then only passed on as
// SampleBatchPtr: immutable, any thread.
//
// Point p holds the samples [pointEnd[p-1], pointEnd[p]) and has sequence number firstSequence + p.
struct SampleBatch
{
    // Integers beyond 2^53 keep their exact value beside the double.
    struct WideInteger
    {
        std::uint32_t sample = 0;
        std::int64_t value = 0;
        bool operator==(const WideInteger &) const = default;
    };

    std::vector<EntityId> entity;         // per point
    std::vector<std::int64_t> generation; // per point, ns since 1970
    std::vector<std::uint32_t> pointEnd;  // per point, one past its last sample

    std::vector<SeriesId> series;             // per sample
    std::vector<double> value;                // per sample; codes for states and texts
    std::vector<Quality> quality;             // per sample
    std::vector<MonitoringResult> monitoring; // per sample, empty until checked

    std::vector<WideInteger> wide; // few or none
    Timestamp reception{};
    std::uint64_t firstSequence = 0; // 0 = not yet in the journal
    std::uint32_t source = 0;        // index of the data link it came by

    [[nodiscard]] std::size_t points() const { return entity.size(); }
    [[nodiscard]] std::size_t samples() const { return series.size(); }
    [[nodiscard]] std::uint32_t pointBegin(std::size_t p) const { return p == 0 ? 0 : pointEnd[p - 1]; }
    [[nodiscard]] std::uint64_t lastSequence() const { return firstSequence + points() - 1; }

    void addSample(SeriesId id, double v, Quality q)
    {
        series.push_back(id);
        value.push_back(v);
        quality.push_back(q);
    }

    // Closes the point whose samples were just added.
    void endPoint(EntityId about, std::int64_t generationNs)
    {
        entity.push_back(about);
        generation.push_back(generationNs);
        pointEnd.push_back(static_cast<std::uint32_t>(series.size()));
    }

    // The points of another batch behind ours; times, number and source of the batch stay ours.
    void append(const SampleBatch &other);
    // Forgets samples added since the last endPoint().
    void dropOpenPoint();
    void clear();
    void reserve(std::size_t pointCount, std::size_t sampleCount);
    bool operator==(const SampleBatch &) const = default;
};

using SampleBatchPtr = std::shared_ptr<const SampleBatch>;

} // namespace desk
