// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/eventstream.h"
#include "models/ingest/ingestserver.h"
#include "models/ingest/streamconnection.h"
#include "models/ingest/streamgroup.h"

#include <map>

namespace desk {

// GET /api/v1/stream (WebSocket) and GET /api/v1/telemetry/stream (server-sent events), and who is connected
// by them. Ingest thread.
class StreamRoutes
{
public:
    StreamRoutes(IngestServer &server, StreamPublisher &publisher, const TimeService &time);
    ~StreamRoutes();

    // The fleet graph as it is now; clients are told what changed since they were last told.
    void tellTopology(const TopologySnapshotPtr &snapshot);
    // Once a second: heartbeats, tokens that ended.
    void tick();
    [[nodiscard]] std::size_t clients() const { return m_connections.size() + m_events.size(); }

private:
    ServerResponse openWebSocket(const HttpRequest &request);
    ServerResponse openEvents(const HttpRequest &request);
    void addConnection(std::shared_ptr<WebSocketPeer> peer, std::function<Result<void>()> allowed);
    void addEvents(std::shared_ptr<ResponseStream> response, const StreamRequest &request,
                   const std::string &group);
    std::function<Result<void>()> tokenCheck(const HttpRequest &request);
    void addMetrics();

    struct Events
    {
        std::unique_ptr<EventStream> stream;
        std::string group;
        SteadyTime nextHeartbeat{};
    };

    IngestServer &m_server;
    StreamPublisher &m_publisher;
    const TimeService &m_time;
    TopologySnapshotPtr m_topology;
    std::map<StreamConnection *, std::unique_ptr<StreamConnection>> m_connections;
    std::map<EventStream *, Events> m_events;
    std::map<std::string, std::unique_ptr<StreamGroup>> m_groups; // by name and patterns
    unsigned m_ticks = 0;
};

} // namespace desk
