// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/eventstream.h"

#include <deque>
#include <map>

namespace desk {

// Readers that share one subscription: each frame goes to one of them, the one with the least to send. What a
// reader had not taken when it went is given to another, so every point arrives at least once. The position
// stays when the last reader goes. Ingest thread.
class StreamGroup final : public StreamSink
{
public:
    StreamGroup(StreamPublisher &publisher, StreamRequest request);
    ~StreamGroup() override;

    void join(EventStream &member);
    // Before the member is destroyed, with what it had not taken still counted.
    void leave(EventStream &member);
    void drained(EventStream &member);
    [[nodiscard]] bool empty() const { return m_members.empty(); }

    void sendBatch(std::uint64_t subscription, const StreamFrame &frame) override;
    void sendGap(std::uint64_t subscription, std::uint64_t from, std::uint64_t to, GapCause cause) override;
    [[nodiscard]] std::size_t unsent() const override;

private:
    using Members = std::map<EventStream *, std::deque<StreamFrame>>; // frames it may not have taken
    void give(const StreamFrame &frame);

    StreamPublisher &m_publisher;
    StreamRequest m_request; // sinceSeq: where to go on
    Members m_members;
    std::deque<StreamFrame> m_returned; // of members that went while nobody else was there
};

} // namespace desk
