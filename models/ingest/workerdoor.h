// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/ownership/controller.h"

namespace desk {

// Where workers connect: any path of its port is a WebSocket, everything else is 400. On this machine they
// need no token unless loopbackNeedsToken; from elsewhere one with the scope write. Pages of browsers that we
// do not know are refused. Ingest thread.
class WorkerDoor
{
public:
    WorkerDoor(IngestServer &server, Controller &controller, const TimeService &time)
        : m_server(server)
        , m_controller(controller)
        , m_time(time)
    {
    }

    // Before the server runs. given: then a taken port fails, else the next free one is used.
    Result<void> listen(const std::string &address, std::uint16_t port, bool given);
    // ws://127.0.0.1:8001
    [[nodiscard]] const std::string &url() const { return m_url; }
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    std::optional<ServerResponse> accept(const HttpRequest &request, std::string_view rawHeader) const;
    ServerResponse open(const HttpRequest &request);
    [[nodiscard]] Result<void> authenticate(const HttpRequest &request) const;

    IngestServer &m_server;
    Controller &m_controller;
    const TimeService &m_time;
    std::optional<RequestGuard> m_guard;
    std::string m_url;
    std::uint16_t m_port = 0;
};

} // namespace desk
