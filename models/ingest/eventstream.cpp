// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/eventstream.h"

namespace desk {

EventStream::EventStream(StreamPublisher &publisher, std::shared_ptr<ResponseStream> response)
    : m_publisher(publisher)
    , m_response(std::move(response))
    , m_begin(std::make_shared<const std::string>("\ndata: {\"op\":\"batch\","))
    , m_end(std::make_shared<const std::string>("\n\n"))
{
    m_response->onDrained = [this] {
        m_publisher.drained(*this);
        if (onDrained)
            onDrained();
    };
    m_response->onEnd = [this] {
        m_publisher.leave(*this);
        if (const auto ended = std::exchange(onEnd, nullptr))
            ended();
    };
    write("retry: 2000\n\n");
}

EventStream::~EventStream()
{
    m_publisher.leave(*this);
    m_response->onDrained = nullptr;
    m_response->onEnd = nullptr;
}

void EventStream::write(std::string text)
{
    m_response->write(std::make_shared<const std::string>(std::move(text)));
}

void EventStream::sendBatch(std::uint64_t, const StreamFrame &frame)
{
    write("id: " + std::to_string(frame.last));
    m_response->write(m_begin);
    m_response->write(frame.body);
    m_response->write(m_end);
}

void EventStream::sendGap(std::uint64_t, std::uint64_t from, std::uint64_t to, GapCause cause)
{
    const std::string last = std::to_string(to);
    write("event: gap\nid: " + last + "\ndata: {\"op\":\"gap\",\"from_seq\":" + std::to_string(from) +
          ",\"to_seq\":" + last + ",\"cause\":\"" + std::string(gapCauseWord(cause)) + "\"}\n\n");
}

void EventStream::heartbeat()
{
    if (unsent() == 0)
        write(": hb\n\n");
}

} // namespace desk
