// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"
#include "models/datalink/datalinkstatus.h"
#include "models/ingest/ingestserver.h"

namespace desk {

// Where decoded batches go: numbers, journal, limits, displays. Fails with nothing applied.
using BatchSink = std::function<Result<void>(SampleBatch &&batch, const IdempotentAnswer *answer)>;

// What every route that takes points does around its decoder: reserves, hands over, counts, reports. Ingest
// thread.
class PointIntake
{
public:
    // For each byte of a body, until the first one has come.
    struct Density
    {
        double points = 0.01;
        double samples = 0.02;
    };

    // statistics: of the server as a source.
    PointIntake(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time, EventLog &events,
                DataLinkStatistics &statistics, BatchSink sink)
        : PointIntake(server, dictionary, time, events, statistics, std::move(sink), Density{})
    {
    }
    PointIntake(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time, EventLog &events,
                DataLinkStatistics &statistics, BatchSink sink, Density density);

    [[nodiscard]] IngestServer &server() { return m_server; }
    [[nodiscard]] SeriesDictionary &dictionary() { return m_dictionary; }

    // Empty, with the reception time and columns reserved for what such a body usually holds.
    [[nodiscard]] SampleBatch freshBatch(std::size_t bodyBytes) const;
    // Journalled, counted and shown, or nothing of it. An empty batch only takes back what was named for it.
    // answer: of a keyed request.
    Result<void> take(SampleBatch &&batch, std::size_t bodyBytes, const IdempotentAnswer *answer = nullptr);
    // What came another way and was taken.
    void count(std::size_t points, std::size_t samples, std::size_t bytes);
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
    Density m_density; // of the last body
};

} // namespace desk
