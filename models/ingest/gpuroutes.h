// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/messagelog.h"
#include "models/ingest/gpumemory.h"
#include "models/ingest/historyquery.h"
#include "models/ingest/ingestserver.h"

namespace desk {

// POST /telemetry (one record, published to a topic) and the queries about stored GPUs: /api/v1/gpus,
// /api/v1/gpus/{uuid}/telemetry, /api/v1/hosts, /api/v1/namespaces. Ingest thread.
class GpuRoutes
{
public:
    // topic: where POST /telemetry publishes.
    GpuRoutes(IngestServer &server, MessageLog &log, std::string topic, const GpuMemory &gpus);

    // Where what the memory no longer has is asked for; before the server runs.
    using AskHistory = std::function<ServerResponse(HistoryQuery::Request)>;
    void setHistory(AskHistory ask) { m_askHistory = std::move(ask); }

private:
    ServerResponse publish(const HttpRequest &request);
    ServerResponse gpus() const;
    ServerResponse telemetry(const HttpRequest &request) const;
    ServerResponse counts(const char *list, const char *name, std::string GpuLabels::*label) const;

    MessageLog &m_log;
    const std::string m_topic;
    const GpuMemory &m_gpus;
    AskHistory m_askHistory;
};

} // namespace desk
