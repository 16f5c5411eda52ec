// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/topologyroutes.h"

namespace desk {

TopologyRoutes::TopologyRoutes(IngestServer &server, Fleet fleet, const TimeService &time, EventLog &events,
                               std::chrono::nanoseconds cache)
    : m_server(server)
    , m_fleet(std::move(fleet))
    , m_time(time)
    , m_events(events)
    , m_cacheFor(cache)
{
    for (const char *path : {"/api/v1/topology/", "/api/v1/topology"}) {
        server.router().add(
            {HttpMethod::get, path, [this](const HttpRequest &) { return pull(); }, {"topology:read"}, 0});
        server.router().add({HttpMethod::put,
                             path,
                             [this](const HttpRequest &request) { return replace(request); },
                             {"topology:write"},
                             32U << 20U});
    }
}

ServerResponse TopologyRoutes::pull()
{
    const SteadyTime now = m_time.steadyNow();
    if (m_cached.empty() || now - m_cachedAt >= m_cacheFor) {
        m_cached = m_fleet.json();
        m_cachedAt = now;
    }
    ServerResponse response;
    response.body = m_cached;
    return response;
}

ServerResponse TopologyRoutes::replace(const HttpRequest &request)
{
    const std::string_view text(request.body.data(), request.body.size());
    const auto fleet = parseFleet(text);
    const auto replaced = fleet ? m_fleet.replace(*fleet, text) : Result<void>(tl::unexpected(fleet.error()));
    if (!replaced) {
        m_server.metrics().countRejected("topology");
        m_events.report(m_time.now(), Severity::caution, EventCode::refused, std::string(request.remote),
                        replaced.error().message);
        // The message names the element already.
        Error error = replaced.error();
        error.index = -1;
        return errorResponse(error);
    }
    m_cached.clear();
    m_events.report(m_time.now(), Severity::nominal, EventCode::fleetReplaced, std::string(request.remote),
                    std::to_string(fleet->nodes.size()) + "/" + std::to_string(fleet->edges.size()));
    ServerResponse response;
    response.body = "{\"success\":true,\"nodes\":" + std::to_string(fleet->nodes.size()) +
                    ",\"edges\":" + std::to_string(fleet->edges.size()) + ",\"received_at\":\"" +
                    formatTimestamp(m_time.now()) + "\"}";
    return response;
}

} // namespace desk
