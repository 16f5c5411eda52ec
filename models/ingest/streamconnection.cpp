// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamconnection.h"

namespace desk {
namespace {
constexpr unsigned maxCommandsPerSecond = 200;
constexpr std::size_t refillBelow = 256 * 1024;
} // namespace

StreamConnection::StreamConnection(StreamPublisher &publisher, std::shared_ptr<WebSocketPeer> peer,
                                   std::function<Result<void>()> allowed, const TimeService &time)
    : m_publisher(publisher)
    , m_peer(std::move(peer))
    , m_allowed(std::move(allowed))
    , m_time(time)
    , m_windowStart(time.steadyNow())
{
    m_peer->onText = [this](std::string_view text) { onText(text); };
    m_peer->onProgress = [this] {
        if (m_peer->unsent() <= refillBelow)
            m_publisher.drained(*this);
    };
    m_peer->onEnd = [this] {
        m_publisher.leave(*this);
        if (const auto ended = std::exchange(onEnd, nullptr))
            ended();
    };
}

StreamConnection::~StreamConnection()
{
    m_publisher.leave(*this);
    m_peer->onText = nullptr;
    m_peer->onProgress = nullptr;
    m_peer->onEnd = nullptr;
}

void StreamConnection::sendBatch(std::uint64_t subscription, const StreamFrame &frame)
{
    m_peer->send({"{\"op\":\"batch\",\"id\":" + std::to_string(subscription) + ",", frame.body});
}

void StreamConnection::sendGap(std::uint64_t subscription, std::uint64_t from, std::uint64_t to,
                               GapCause cause)
{
    say("{\"op\":\"gap\",\"id\":" + std::to_string(subscription) + ",\"from_seq\":" + std::to_string(from) +
        ",\"to_seq\":" + std::to_string(to) + ",\"cause\":\"" + std::string(gapCauseWord(cause)) + "\"}");
}

void StreamConnection::sendTopology(const TopologySnapshotPtr &now,
                                    const std::shared_ptr<const std::string> &message)
{
    if (unsent() > refillBelow)
        return; // its next one tells the difference to what it knows
    m_topology = now;
    m_peer->send({std::string(), message});
}

void StreamConnection::sayError(std::string_view code, const std::string &message)
{
    std::string text = "{\"op\":\"error\",\"code\":\"" + std::string(code) + "\",\"message\":";
    appendJsonString(text, message);
    say(text + "}");
}

bool StreamConnection::tooMany()
{
    const SteadyTime now = m_time.steadyNow();
    if (now - m_windowStart >= std::chrono::seconds(1)) {
        m_windowStart = now;
        m_commands = 0;
    }
    return ++m_commands > maxCommandsPerSecond;
}

void StreamConnection::checkToken()
{
    if (const auto allowed = m_allowed(); !allowed)
        m_peer->close(allowed.error().code == ErrorCode::forbidden ? CloseCode::missingScope
                                                                   : CloseCode::unauthenticated,
                      std::string_view(allowed.error().message).substr(0, 120));
}

void StreamConnection::onText(std::string_view text)
{
    if (tooMany())
        return m_peer->close(CloseCode::rate, "more than 200 commands a second");
    if (const auto allowed = m_allowed(); !allowed)
        return checkToken();
    const auto command = parseStreamCommand(text);
    if (!command)
        return sayError("VALIDATION_ERROR", command.error().message);
    switch (command->op) {
    case StreamCommand::Op::ping:
        return say("{\"op\":\"pong\"}");
    case StreamCommand::Op::unsubscribe:
        if (!m_publisher.unsubscribe(*this, command->id))
            return sayError("NOT_FOUND", "there is no subscription " + std::to_string(command->id));
        return say("{\"op\":\"unsubscribed\",\"id\":" + std::to_string(command->id) + "}");
    case StreamCommand::Op::subscribe:
        return subscribe(*command);
    }
}

void StreamConnection::subscribe(const StreamCommand &command)
{
    const auto next = m_publisher.subscribe(*this, command.id, command.request, [&](std::uint64_t first) {
        const StreamOrigin &origin = m_publisher.origin();
        say("{\"op\":\"subscribed\",\"id\":" + std::to_string(command.id) +
            ",\"next_seq\":" + std::to_string(first) + ",\"log\":\"" + origin.log + "\",\"run\":\"" +
            origin.run + "\",\"run_first_seq\":" + std::to_string(origin.firstSequence) + "}");
    });
    if (!next)
        sayError(next.error().code == ErrorCode::overloaded ? "OVERLOADED" : "VALIDATION_ERROR",
                 next.error().message);
}

} // namespace desk
