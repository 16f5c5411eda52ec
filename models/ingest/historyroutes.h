// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/historyquery.h"
#include "models/ingest/ingestserver.h"

namespace desk {

// GET /api/v1/telemetry: what the journal holds. A question is answered in slices between which everything
// else goes on. Ingest thread.
class HistoryRoutes
{
public:
    HistoryRoutes(IngestServer &server, const SeriesDictionary &dictionary, std::filesystem::path journal,
                  std::function<std::uint64_t()> nextSequence);

private:
    ServerResponse ask(const HttpRequest &request);
    void step(const std::shared_ptr<HistoryQuery> &query, const std::function<void()> &ready);

    IngestServer &m_server;
    const SeriesDictionary &m_dictionary;
    const std::filesystem::path m_journal;
    const std::function<std::uint64_t()> m_nextSequence;
    FrameEncoder m_encoder;
    std::size_t m_running = 0;
};

} // namespace desk
