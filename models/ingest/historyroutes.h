// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/historyworker.h"
#include "models/ingest/ingestserver.h"

namespace desk {

// GET /api/v1/telemetry: what is kept, read and written by the history's thread. Ingest thread.
class HistoryRoutes
{
public:
    HistoryRoutes(IngestServer &server, const SeriesDictionary &dictionary,
                  const HistoryWorker::MakeSource &makeSource, std::function<std::uint64_t()> nextSequence);

    // A held answer to a question of another route.
    ServerResponse ask(HistoryQuery::Request wanted);

private:
    ServerResponse ask(const HttpRequest &request);

    IngestServer &m_server;
    const std::function<std::uint64_t()> m_nextSequence;
    std::size_t m_running = 0;
    HistoryWorker m_worker;
};

} // namespace desk
