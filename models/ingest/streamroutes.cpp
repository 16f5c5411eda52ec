// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamroutes.h"

#include "models/ingest/topologychanges.h"

#include <charconv>

namespace desk {
namespace {

constexpr std::string_view protocol = "constellation.stream.v1";
constexpr std::chrono::seconds heartbeatEvery{15};
constexpr unsigned tokenCheckTicks = 10;
const std::vector<std::string> scopes{"telemetry:read"};

// Whether a comma-separated header names the word.
bool names(std::string_view list, std::string_view word)
{
    while (!list.empty()) {
        const auto comma = list.find(',');
        std::string_view item = list.substr(0, comma);
        while (item.starts_with(' '))
            item.remove_prefix(1);
        while (item.ends_with(' '))
            item.remove_suffix(1);
        if (equalIgnoringCase(item, word))
            return true;
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return false;
}

std::vector<std::string> listOf(const std::string &text)
{
    std::vector<std::string> list;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        if (comma > at)
            list.push_back(text.substr(at, comma - at));
        at = comma + 1;
    }
    return list;
}

} // namespace

StreamRoutes::StreamRoutes(IngestServer &server, StreamPublisher &publisher, const TimeService &time)
    : m_server(server)
    , m_publisher(publisher)
    , m_time(time)
{
    server.router().add({HttpMethod::get, "/api/v1/stream",
                         [this](const HttpRequest &request) { return openWebSocket(request); }, scopes, 0});
    server.router().add({HttpMethod::get, "/api/v1/telemetry/stream",
                         [this](const HttpRequest &request) { return openEvents(request); }, scopes, 0});
    addMetrics();
}

StreamRoutes::~StreamRoutes()
{
    m_connections.clear();
    m_groups.clear();
    m_events.clear();
}

void StreamRoutes::addMetrics()
{
    ServerMetrics &metrics = m_server.metrics();
    metrics.addGauge("constellation_stream_clients", "Connected readers of the live stream.",
                     [this] { return double(clients()); });
    metrics.addGauge("constellation_stream_subscriptions", "Subscriptions to the live stream.",
                     [this] { return double(m_publisher.subscriptions()); });
    metrics.addCounter("constellation_stream_encoded_frames_total",
                       "Frames encoded, however many subscribers got them.",
                       [this] { return double(m_publisher.statistics().encoded); });
    metrics.addCounter("constellation_stream_frames_total", "Frames sent to subscribers.",
                       [this] { return double(m_publisher.statistics().frames); });
    metrics.addCounter("constellation_stream_bytes_total", "Bytes of frames sent to subscribers.",
                       [this] { return double(m_publisher.statistics().bytes); });
    for (const GapCause cause : {GapCause::slowClient, GapCause::expired, GapCause::notAcknowledged}) {
        metrics.addCounter(
            "constellation_stream_gaps_total", "Gaps told to subscribers, by cause.",
            [this, cause] { return double(m_publisher.statistics().gaps[static_cast<std::size_t>(cause)]); },
            {{"cause", std::string(gapCauseWord(cause))}});
    }
}

// The token of the request, judged again whenever the result is called: it may end or be revoked meanwhile.
std::function<Result<void>()> StreamRoutes::tokenCheck(const HttpRequest &request)
{
    auto kept = std::make_shared<std::vector<std::pair<std::string, std::string>>>();
    for (const char *name : {"authorization", "x-api-key"}) {
        if (const std::string_view value = request.header(name); !value.empty())
            kept->emplace_back(name, value);
    }
    return [this, kept, loopback = request.loopback]() -> Result<void> {
        HttpRequest again;
        again.method = HttpMethod::get;
        again.path = again.target = "/api/v1/stream";
        again.loopback = loopback;
        for (const auto &[name, value] : *kept)
            again.headers.push_back({name, value});
        const auto identity = m_server.authenticator().authenticate(again, scopes, m_time.now());
        return identity ? Result<void>{} : tl::unexpected(identity.error());
    };
}

ServerResponse StreamRoutes::openWebSocket(const HttpRequest &request)
{
    if (!names(request.header("upgrade"), "websocket") || !names(request.header("connection"), "upgrade")) {
        ServerResponse response = errorResponse(426, "UPGRADE_REQUIRED",
                                                "this is a WebSocket; ask for it with Upgrade: websocket and "
                                                "Sec-WebSocket-Protocol: constellation.stream.v1");
        response.headers.emplace_back("Upgrade", "websocket");
        return response;
    }
    const std::string_view offered = request.header("sec-websocket-protocol");
    if (!offered.empty() && !names(offered, protocol))
        return errorResponse(400, "BAD_REQUEST", "Sec-WebSocket-Protocol must offer constellation.stream.v1");
    ServerResponse response;
    response.subprotocol = offered.empty() ? std::string() : std::string(protocol);
    response.upgrade = [this, allowed = tokenCheck(request)](std::shared_ptr<WebSocketPeer> peer) {
        addConnection(std::move(peer), allowed);
    };
    return response;
}

void StreamRoutes::addConnection(std::shared_ptr<WebSocketPeer> peer, std::function<Result<void>()> allowed)
{
    auto connection =
        std::make_unique<StreamConnection>(m_publisher, std::move(peer), std::move(allowed), m_time);
    StreamConnection *const key = connection.get();
    key->setKnownTopology(m_topology);
    key->onEnd = [this, key] { m_connections.erase(key); };
    m_connections.emplace(key, std::move(connection));
}

ServerResponse StreamRoutes::openEvents(const HttpRequest &request)
{
    StreamRequest wanted;
    wanted.patterns = {listOf(request.parameter("nodes")), listOf(request.parameter("dsts")),
                       listOf(request.parameter("metrics"))};
    if (const std::string_view last = request.header("last-event-id"); !last.empty()) {
        std::uint64_t sequence = 0;
        const auto read = std::from_chars(last.data(), last.data() + last.size(), sequence);
        if (read.ec != std::errc{} || read.ptr != last.data() + last.size())
            return errorResponse(422, "VALIDATION_ERROR",
                                 "Last-Event-ID must be the id of an event: an integer from 0 on");
        wanted.sinceSeq = sequence;
    }
    const std::string group = request.parameter("group");
    if (group.size() > 128)
        return errorResponse(422, "VALIDATION_ERROR", "group must be a name of up to 128 bytes");
    ServerResponse response;
    response.contentType = "text/event-stream";
    response.headers.emplace_back("Cache-Control", "no-cache");
    response.stream = [this, wanted, group](std::shared_ptr<ResponseStream> stream) {
        addEvents(std::move(stream), wanted, group);
    };
    return response;
}

void StreamRoutes::addEvents(std::shared_ptr<ResponseStream> response, const StreamRequest &request,
                             const std::string &group)
{
    auto stream = std::make_unique<EventStream>(m_publisher, std::move(response));
    EventStream *const key = stream.get();
    m_events[key] = {std::move(stream), group, m_time.steadyNow() + heartbeatEvery};
    if (group.empty()) {
        key->onEnd = [this, key] { m_events.erase(key); };
        static_cast<void>(m_publisher.subscribe(*key, 0, request)); // its first and only one
        return;
    }
    // The patterns are part of what a group is: readers of one share the same points.
    std::string name = group;
    for (const auto *list : {&request.patterns.nodes, &request.patterns.dsts, &request.patterns.metrics}) {
        name += '\n';
        for (const std::string &pattern : *list)
            name += pattern + ',';
    }
    auto &shared = m_groups[name];
    if (!shared)
        shared = std::make_unique<StreamGroup>(m_publisher, request);
    StreamGroup *const members = shared.get();
    key->onDrained = [members, key] { members->drained(*key); };
    key->onEnd = [this, members, key] {
        members->leave(*key);
        m_events.erase(key);
    };
    members->join(*key);
}

void StreamRoutes::tellTopology(const TopologySnapshotPtr &snapshot)
{
    const TopologySnapshotPtr before = std::exchange(m_topology, snapshot);
    if (m_connections.empty() || before == snapshot)
        return;
    std::map<TopologySnapshotPtr, std::shared_ptr<const std::string>> messages; // by what is known
    for (const auto &[key, connection] : m_connections) {
        auto &message = messages[connection->knownTopology()];
        if (!message)
            message = std::make_shared<const std::string>(
                topologyChanges(connection->knownTopology().get(), *snapshot));
        connection->sendTopology(snapshot, message);
    }
}

void StreamRoutes::tick()
{
    const SteadyTime now = m_time.steadyNow();
    for (auto &[key, events] : m_events) {
        if (now < events.nextHeartbeat)
            continue;
        events.nextHeartbeat = now + heartbeatEvery;
        events.stream->heartbeat();
    }
    if (++m_ticks % tokenCheckTicks == 0) {
        for (const auto &[key, connection] : m_connections)
            connection->checkToken();
    }
}

} // namespace desk
