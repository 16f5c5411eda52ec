// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/streampublisher.h"
#include "models/ingest/websocketpeer.h"
#include "models/topology/topologysnapshot.h"

namespace desk {

// One client of constellation.stream.v1: its commands, and the envelopes of what it gets. Ingest thread.
class StreamConnection final : public StreamSink
{
public:
    // allowed: whether its token still is; asked at every command.
    StreamConnection(StreamPublisher &publisher, std::shared_ptr<WebSocketPeer> peer,
                     std::function<Result<void>()> allowed, const TimeService &time);
    ~StreamConnection() override;

    void sendBatch(std::uint64_t subscription, const StreamFrame &frame) override;
    void sendGap(std::uint64_t subscription, std::uint64_t from, std::uint64_t to, GapCause cause) override;
    [[nodiscard]] std::size_t unsent() const override { return m_peer->unsent(); }

    // The same bytes for everybody who knows the same snapshot.
    void sendTopology(const TopologySnapshotPtr &now, const std::shared_ptr<const std::string> &message);
    [[nodiscard]] const TopologySnapshotPtr &knownTopology() const { return m_topology; }
    void setKnownTopology(TopologySnapshotPtr snapshot) { m_topology = std::move(snapshot); }
    // Closes it when its token is no longer good.
    void checkToken();

    std::function<void()> onEnd; // last call; the connection may be destroyed in it

private:
    void onText(std::string_view text);
    void subscribe(const StreamCommand &command);
    void say(std::string text) { m_peer->send({std::move(text), nullptr}); }
    void sayError(std::string_view code, const std::string &message);
    bool tooMany();

    StreamPublisher &m_publisher;
    const std::shared_ptr<WebSocketPeer> m_peer;
    const std::function<Result<void>()> m_allowed;
    const TimeService &m_time;
    TopologySnapshotPtr m_topology;
    SteadyTime m_windowStart;
    unsigned m_commands = 0; // in the second that began then
};

} // namespace desk
