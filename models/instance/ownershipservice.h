// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/proxyroutes.h"
#include "models/ingest/workerdoor.h"
#include "models/ownership/ownershipboard.h"
#include "models/settings/configuration.h"

namespace desk {

// Device ownership, wired: the controller with its listener for workers, the paths that go to them, figures,
// events. Opened before the ingest thread starts, then lives there; the board may be read from any thread.
class OwnershipService
{
public:
    OwnershipService(IngestServer &server, const Configuration &configuration, EventLog &events,
                     const TimeService &time);

    // After the server listens. With the listener off nothing is proxied.
    Result<void> open();
    // Ingest thread, before it ends: what workers owe is answered by us.
    void stop() { m_controller.stop(); }

    [[nodiscard]] const OwnershipSource &board() const { return m_board; }
    [[nodiscard]] const std::string &url() const { return m_door.url(); } // of the listener; empty = off
    [[nodiscard]] std::uint16_t port() const { return m_door.port(); }

private:
    void publish();
    void report(const OwnershipSnapshot &before, const OwnershipSnapshot &now);

    IngestServer &m_server;
    const Configuration &m_configuration;
    EventLog &m_events;
    const TimeService &m_time;
    Controller m_controller;
    ProxyMetrics m_metrics;
    ProxyRoutes m_routes;
    WorkerDoor m_door;
    OwnershipBoard m_board;
};

} // namespace desk
