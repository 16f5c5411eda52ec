// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/httpmessage.h"
#include "models/ingest/streampublisher.h"

namespace desk {

// One reader of the server-sent events: frames as events whose id is the last number in them. Ingest thread.
class EventStream final : public StreamSink
{
public:
    EventStream(StreamPublisher &publisher, std::shared_ptr<ResponseStream> response);
    ~EventStream() override;

    void sendBatch(std::uint64_t subscription, const StreamFrame &frame) override;
    void sendGap(std::uint64_t subscription, std::uint64_t from, std::uint64_t to, GapCause cause) override;
    [[nodiscard]] std::size_t unsent() const override { return m_response->unsent(); }
    // A comment, so that nobody between takes the connection for dead.
    void heartbeat();
    void end() { m_response->end(); }

    std::function<void()> onDrained;
    std::function<void()> onEnd; // last call; may destroy this

private:
    void write(std::string text);

    StreamPublisher &m_publisher;
    const std::shared_ptr<ResponseStream> m_response;
    const std::shared_ptr<const std::string> m_begin; // of every event's data
    const std::shared_ptr<const std::string> m_end;
};

} // namespace desk
