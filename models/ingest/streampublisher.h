// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/streamreader.h"

#include <functional>
#include <list>

namespace desk {

// Gives every accepted batch to whoever subscribed to it: equal subscriptions are encoded once, a client
// holds a bounded number of encoded bytes, one that lags reads the journal at its own pace and loses nothing
// that is kept. Costs one comparison a batch while nobody subscribes. Ingest thread.
class StreamPublisher
{
public:
    using Options = StreamSource::Options;
    struct Hooks
    {
        std::function<std::uint64_t()> nextSequence; // of the journal
        // Calls back on this thread, not before the caller returned.
        std::function<void(std::chrono::milliseconds, std::function<void()>)> later;
        StreamOrigin origin = {};
        std::filesystem::path sessions = {};                  // folder; none: what the journal lost is a gap
        std::function<void(std::function<void()>)> post = {}; // runs a task on this thread; from any
    };

    StreamPublisher(Options options, const SeriesDictionary &dictionary, std::filesystem::path journal,
                    Hooks hooks, const TimeService &time);

    // A batch that is in the journal; all of them, in order.
    void publish(const SampleBatchPtr &batch)
    {
        if (!m_readers.empty())
            take(batch);
    }

    // Begins to deliver, not before the caller returned; the sink lives until leave(). Returns the number of
    // the first point that may come, which `accepted` is told before anything is sent. Fails when the client
    // has this id already or too many of them.
    Result<std::uint64_t> subscribe(StreamSink &sink, std::uint64_t id, const StreamRequest &request,
                                    const std::function<void(std::uint64_t next)> &accepted = {});
    bool unsubscribe(StreamSink &sink, std::uint64_t id);
    // Number of the next point for that subscription; nullopt when there is none.
    [[nodiscard]] std::optional<std::uint64_t> position(const StreamSink &sink, std::uint64_t id) const;
    void leave(StreamSink &sink);
    // The client took everything, or nearly.
    void drained(StreamSink &sink);

    [[nodiscard]] const StreamOrigin &origin() const { return m_hooks.origin; }
    [[nodiscard]] std::size_t subscriptions() const { return m_readers.size(); }
    [[nodiscard]] std::size_t channels() const { return m_channels.size(); }
    [[nodiscard]] const StreamSource::Statistics &statistics() const { return m_source.statistics; }

private:
    void take(const SampleBatchPtr &batch);
    void drain();
    void flush(StreamChannel &channel, SteadyTime now);
    void flushDue();
    void serveLagging();
    void serveSoon();
    void remove(std::list<StreamReader>::iterator reader);
    std::shared_ptr<StreamChannel> channelFor(const StreamRequest &request);

    const Hooks m_hooks;
    StreamSource m_source;
    std::vector<SampleBatchPtr> m_incoming;
    std::vector<std::shared_ptr<StreamChannel>> m_channels;
    std::list<StreamReader> m_readers;
    bool m_drainSoon = false;
    bool m_serveSoon = false;
    bool m_flushLater = false;
};

} // namespace desk
