// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/idempotencycache.h"
#include "models/ingest/pointcoalescer.h"
#include "models/ingest/pointdecoder.h"
#include "models/ingest/pointintake.h"

namespace desk {

// POST /api/v1/telemetry and /api/v1/telemetry/batch. Ingest thread.
class TelemetryRoutes
{
public:
    // statistics: of the server as a source.
    TelemetryRoutes(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time,
                    EventLog &events, DataLinkStatistics &statistics, BatchSink sink);

    // Answers found in the journal at start.
    void restore(std::vector<IdempotentAnswer> answers);
    // The answer kept for this key was never given: a repeat is taken anew.
    void forget(const std::string &key) { m_answers.erase(key); }

private:
    std::optional<ServerResponse> replayed(const std::string &key, Timestamp now);
    ServerResponse postPoint(const HttpRequest &request);
    ServerResponse postBatch(const HttpRequest &request);
    ServerResponse refused(const HttpRequest &request, const Error &error, std::size_t points);

    IngestServer &m_server;
    SeriesDictionary &m_dictionary;
    const TimeService &m_time;
    EventLog &m_events;
    DataLinkStatistics &m_statistics;
    PointIntake m_intake;
    PointDecoder m_decoder;
    IdempotencyCache m_answers;
    PointCoalescer m_coalescer;
    SampleBatch m_point; // reused
};

} // namespace desk
