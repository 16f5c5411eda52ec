// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/workerdoor.h"

#include "models/ingest/websocketpeer.h"

namespace desk {
namespace {

constexpr std::size_t mostWorkers = 10'000;
constexpr std::size_t mostUnsent = 128U << 20U; // to one worker; more would only wait for its time-out
constexpr std::size_t mostPaths = 64;
const std::vector<std::string> workerScopes{"write"};

// A worker's connection as its controller sees it.
class PeerChannel final : public WorkerChannel
{
public:
    explicit PeerChannel(const std::shared_ptr<WebSocketPeer> &peer)
        : m_peer(peer)
    {
    }

    bool send(std::string message, bool binary) override
    {
        const auto peer = m_peer.lock();
        if (m_over || !peer || peer->unsent() > mostUnsent)
            return false;
        peer->send({std::move(message), nullptr, binary});
        return true;
    }

    void close(std::string_view reason) override
    {
        m_over = true;
        if (const auto peer = m_peer.lock())
            peer->close(CloseCode::policy, reason);
    }

    void end() { m_over = true; }

private:
    const std::weak_ptr<WebSocketPeer> m_peer; // whose end() drops this
    bool m_over = false;
};

std::vector<std::string> announcedPaths(std::string_view list)
{
    std::vector<std::string> paths;
    while (!list.empty() && paths.size() < mostPaths) {
        const auto comma = std::min(list.find(','), list.size());
        std::string_view path = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (path.starts_with(' '))
            path.remove_prefix(1);
        while (path.ends_with(' '))
            path.remove_suffix(1);
        if (path.starts_with('/'))
            paths.emplace_back(path);
    }
    return paths;
}

} // namespace

Result<void> WorkerDoor::listen(const std::string &address, std::uint16_t port, bool given)
{
    HttpServer::Options options;
    options.maxConnections = mostWorkers;
    options.maxPerAddress = mostWorkers;
    options.reservedConnections = 0;
    options.maxBody = 0;
    HttpServer::Handlers handlers;
    handlers.accept = [this](const HttpRequest &request, std::string_view raw, std::size_t &) {
        return accept(request, raw);
    };
    handlers.answer = [this](const HttpRequest &request) { return open(request); };
    const auto bound = m_server.listenAlso(address, port, given, options, std::move(handlers));
    if (!bound)
        return tl::unexpected(bound.error());
    m_port = *bound;
    m_guard = m_server.guardFor(address, m_port);
    const std::string host = address == "localhost" || address == "0.0.0.0" ? "127.0.0.1" : address;
    const bool v6 = host.find(':') != std::string::npos;
    m_url = (IngestServer::isLoopback(address) ? "ws://" : "wss://") + (v6 ? "[" + host + "]" : host) + ":" +
            std::to_string(m_port);
    return {};
}

std::optional<ServerResponse> WorkerDoor::accept(const HttpRequest &request, std::string_view rawHeader) const
{
    if (request.method != HttpMethod::get || !equalIgnoringCase(request.header("upgrade"), "websocket") ||
        request.header("sec-websocket-key").empty())
        return errorResponse(
            400, "BAD_REQUEST",
            "this port is for workers, which ask for a WebSocket; the API listens elsewhere");
    return m_guard->check(request, rawHeader);
}

Result<void> WorkerDoor::authenticate(const HttpRequest &request) const
{
    const bool isOpen = request.loopback && !m_server.loopbackNeedsToken();
    static const std::vector<std::string> none;
    const auto identity =
        m_server.authenticator().authenticate(request, isOpen ? none : workerScopes, m_time.now());
    return identity ? Result<void>{} : tl::unexpected(identity.error());
}

ServerResponse WorkerDoor::open(const HttpRequest &request)
{
    if (const auto allowed = authenticate(request); !allowed) {
        m_server.metrics().countRejected("token");
        m_server.audit().refused(m_time.now(), request.remote, 401, allowed.error().message);
        return errorResponse(allowed.error());
    }
    WorkerAddress address;
    const auto guid = Guid::parse(request.header("x-guid"));
    address.guid = guid && !guid->isNull() ? *guid : Guid::make();
    address.ip = request.remote;
    address.port = request.remotePort;
    address.announced = announcedPaths(request.header("x-paths"));
    ServerResponse response;
    response.maxMessage = WorkerMessageReader::longest;
    response.upgrade = [this, address](const std::shared_ptr<WebSocketPeer> &peer) {
        const auto channel = std::make_shared<PeerChannel>(peer);
        const WorkerId id = m_controller.add(address, channel);
        const auto receive = [this, id](std::string_view message) { m_controller.receive(id, message); };
        peer->onText = receive;
        peer->onBinary = receive;
        peer->onEnd = [this, id, channel] {
            channel->end();
            m_controller.remove(id);
        };
    };
    return response;
}

} // namespace desk
