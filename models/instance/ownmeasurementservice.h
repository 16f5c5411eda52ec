// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/processing/ownmeasurements.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/telemetry/timeservice.h"

#include <unordered_map>

namespace desk {

// Brings points of the desk's own onto the ingest thread and into the processor. put() is for any thread, the
// rest is that thread's. Destroyed after the thread ended.
class OwnMeasurementService final : public OwnMeasurements
{
public:
    using Accept = std::function<Result<void>(SampleBatch &&)>;

    OwnMeasurementService(IngestServer &server, SeriesDictionary &dictionary, EventLog &events,
                          const TimeService &time, Accept accept);

    Result<void> put(OwnPoint point) override;

private:
    void take(const OwnPoint &point);
    Result<SampleBatch> batchOf(const OwnPoint &point);

    IngestServer &m_server;
    SeriesDictionary &m_dictionary;
    EventLog &m_events;
    const TimeService &m_time;
    const Accept m_accept;
    std::unordered_map<std::string, SteadyTime> m_last; // by node
};

} // namespace desk
