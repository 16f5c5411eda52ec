// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/topology/fleetdefinition.h"

namespace desk {

// GET and PUT /api/v1/topology/ (with and without the slash). Ingest thread.
class TopologyRoutes
{
public:
    struct Fleet
    {
        std::function<std::string()> json; // the whole answer of GET
        // Puts a checked definition in force and keeps its text; fails with nothing changed.
        std::function<Result<void>(const FleetDefinition &, std::string_view text)> replace;
    };

    // cache: for how long an answer of GET is given again.
    TopologyRoutes(IngestServer &server, Fleet fleet, const TimeService &time, EventLog &events,
                   std::chrono::nanoseconds cache);

private:
    ServerResponse pull();
    ServerResponse replace(const HttpRequest &request);

    IngestServer &m_server;
    Fleet m_fleet;
    const TimeService &m_time;
    EventLog &m_events;
    const std::chrono::nanoseconds m_cacheFor;
    std::string m_cached;
    SteadyTime m_cachedAt{};
};

} // namespace desk
