// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streampublisher.h"

#include <algorithm>

namespace desk {
namespace {
constexpr std::ptrdiff_t maxSubscriptions = 64; // of one client
}

StreamPublisher::StreamPublisher(Options options, const SeriesDictionary &dictionary,
                                 std::filesystem::path journal, Hooks hooks, const TimeService &time)
    : m_hooks(std::move(hooks))
    , m_source{options,
               dictionary,
               std::move(journal),
               m_hooks.sessions,
               [this] {
                   if (m_hooks.post)
                       m_hooks.post([this] { serveSoon(); });
               },
               time}
{
}

// Only noted: the acknowledgement of the batch does not wait for its encoding.
void StreamPublisher::take(const SampleBatchPtr &batch)
{
    m_incoming.push_back(batch);
    if (std::exchange(m_drainSoon, true))
        return;
    m_hooks.later({}, [this] {
        m_drainSoon = false;
        drain();
        flushDue();
    });
}

void StreamPublisher::drain()
{
    const SteadyTime now = m_source.time.steadyNow();
    for (const SampleBatchPtr &batch : m_incoming) {
        m_source.recent.add(batch);
        for (const auto &channel : m_channels) {
            while (!channel->take(m_source.encoder, m_source.dictionary, *batch, m_source.options.frameBytes))
                flush(*channel, now);
        }
    }
    m_incoming.clear();
    std::uint64_t needed = UINT64_MAX;
    for (const auto &channel : m_channels)
        needed = std::min(needed, channel->flushed());
    m_source.recent.trim(needed);
}

void StreamPublisher::flush(StreamChannel &channel, SteadyTime now)
{
    channel.lastFlush = now;
    const auto frames = channel.flush(m_source.encoder, m_source.options.frameBytes);
    m_source.statistics.encoded += frames.size();
    for (StreamReader &reader : m_readers) {
        if (reader.channel().get() == &channel)
            reader.advance(frames);
    }
}

// A frame goes out at once when the last one is long enough ago, else a little later with what comes till
// then.
void StreamPublisher::flushDue()
{
    const SteadyTime now = m_source.time.steadyNow();
    std::chrono::nanoseconds wait = std::chrono::nanoseconds::max();
    for (const auto &channel : m_channels) {
        if (channel->flushed() == channel->next())
            continue;
        const auto left = channel->interval(m_source.options.flush) - (now - channel->lastFlush);
        if (left <= std::chrono::nanoseconds::zero() || !channel->hasContent())
            flush(*channel, now);
        else
            wait = std::min(wait, left);
    }
    if (wait == std::chrono::nanoseconds::max() || std::exchange(m_flushLater, true))
        return;
    m_hooks.later(std::chrono::ceil<std::chrono::milliseconds>(wait), [this] {
        m_flushLater = false;
        flushDue();
    });
}

void StreamPublisher::serveSoon()
{
    if (std::exchange(m_serveSoon, true))
        return;
    m_hooks.later({}, [this] {
        m_serveSoon = false;
        serveLagging();
    });
}

void StreamPublisher::serveLagging()
{
    bool more = false;
    for (StreamReader &reader : m_readers)
        more = (!reader.isLive() && reader.serve()) || more;
    if (more)
        serveSoon();
}

void StreamPublisher::drained(StreamSink &sink)
{
    if (std::any_of(m_readers.begin(), m_readers.end(),
                    [&](const StreamReader &reader) { return &reader.sink() == &sink && !reader.isLive(); }))
        serveSoon();
}

std::shared_ptr<StreamChannel> StreamPublisher::channelFor(const StreamRequest &request)
{
    const auto known = std::find_if(m_channels.begin(), m_channels.end(),
                                    [&](const auto &channel) { return channel->carries(request); });
    if (known != m_channels.end()) {
        if (request.mode == StreamMode::all) // the newcomer starts between two frames
            flush(**known, m_source.time.steadyNow());
        return *known;
    }
    m_channels.push_back(std::make_shared<StreamChannel>(request, m_hooks.nextSequence()));
    return m_channels.back();
}

Result<std::uint64_t> StreamPublisher::subscribe(StreamSink &sink, std::uint64_t id,
                                                 const StreamRequest &request,
                                                 const std::function<void(std::uint64_t)> &accepted)
{
    if (position(sink, id))
        return failure(ErrorCode::invalidArgument,
                       "id " + std::to_string(id) + " is in use; unsubscribe it first or choose another",
                       "id");
    if (std::count_if(m_readers.begin(), m_readers.end(), [&](const StreamReader &reader) {
            return &reader.sink() == &sink;
        }) >= maxSubscriptions)
        return failure(ErrorCode::overloaded, "a connection has at most " + std::to_string(maxSubscriptions) +
                                                  " subscriptions; unsubscribe one first");
    drain();
    const auto channel = channelFor(request);
    ++channel->readers;
    const std::uint64_t head = m_hooks.nextSequence();
    const std::uint64_t wanted = request.sinceSeq ? std::min(*request.sinceSeq, UINT64_MAX - 1) + 1 : head;
    StreamReader &reader =
        m_readers.emplace_back(m_source, sink, id, request, channel, std::min(wanted, head));
    if (accepted)
        accepted(reader.position());
    // Numbers the client saw and this journal does not have: lost with the power before they were on the
    // disk.
    if (wanted > head)
        reader.sendGap(head, wanted - 1, GapCause::notAcknowledged);
    if (!reader.isLive())
        serveSoon();
    return reader.position();
}

void StreamPublisher::remove(std::list<StreamReader>::iterator reader)
{
    const std::shared_ptr<StreamChannel> channel = reader->channel();
    m_readers.erase(reader);
    if (--channel->readers == 0)
        std::erase(m_channels, channel);
    if (m_readers.empty()) {
        m_incoming.clear();
        m_source.recent.clear();
    }
}

bool StreamPublisher::unsubscribe(StreamSink &sink, std::uint64_t id)
{
    const auto it = std::find_if(m_readers.begin(), m_readers.end(), [&](const StreamReader &reader) {
        return &reader.sink() == &sink && reader.id() == id;
    });
    if (it == m_readers.end())
        return false;
    remove(it);
    return true;
}

std::optional<std::uint64_t> StreamPublisher::position(const StreamSink &sink, std::uint64_t id) const
{
    for (const StreamReader &reader : m_readers) {
        if (&reader.sink() == &sink && reader.id() == id)
            return reader.position();
    }
    return std::nullopt;
}

void StreamPublisher::leave(StreamSink &sink)
{
    for (auto it = m_readers.begin(); it != m_readers.end();) {
        const auto reader = it++;
        if (&reader->sink() == &sink)
            remove(reader);
    }
}

} // namespace desk
