// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/telemetryroutes.h"

namespace desk {

// What every route that takes points does around its decoder: reserves, hands over, counts, reports. Ingest
// thread.
class PointIntake
{
public:
    PointIntake(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time, EventLog &events,
                DataLinkStatistics &statistics, BatchSink sink);

    [[nodiscard]] IngestServer &server() { return m_server; }
    [[nodiscard]] SeriesDictionary &dictionary() { return m_dictionary; }

    // Empty, with the reception time and columns reserved for what such a body usually holds.
    [[nodiscard]] SampleBatch freshBatch(std::size_t bodyBytes) const;
    // Journalled, counted and shown, or nothing of it. An empty batch only takes back what was named for it.
    Result<void> take(SampleBatch &&batch, std::size_t bodyBytes);
    // Counts what was not taken and tells the operator once.
    void reject(const HttpRequest &request, const Error &error, std::size_t points);
    // Left out on purpose: what a protocol says instead of a number.
    void leaveOut(std::string_view reason, std::size_t samples);

private:
    IngestServer &m_server;
    SeriesDictionary &m_dictionary;
    const TimeService &m_time;
    EventLog &m_events;
    DataLinkStatistics &m_statistics;
    BatchSink m_sink;
    double m_samplesPerByte = 0.02;
    double m_pointsPerByte = 0.01;
};

} // namespace desk
