// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/latestsamples.h"
#include "models/ingest/streamcommand.h"

namespace desk {

// What equal subscriptions share: one filter, one encoding. It stands at a number; its readers are there too
// (live) or behind. Ingest thread.
class StreamChannel
{
public:
    // next: number of the first point it will carry.
    StreamChannel(const StreamRequest &request, std::uint64_t next)
        : m_filter(request.patterns)
        , m_mode(request.mode)
        , m_maxRateHz(request.maxRateHz)
        , m_begin(next)
        , m_flushed(next)
        , m_next(next)
    {
    }

    [[nodiscard]] bool carries(const StreamRequest &request) const
    {
        return request.patterns == m_filter.patterns() && request.mode == m_mode &&
               request.maxRateHz == m_maxRateHz;
    }
    // Looks at points of the batch from next() on, until it is through or, in mode all, a frame is full.
    // True when it is through.
    bool take(FrameEncoder &encoder, const SeriesDictionary &dictionary, const SampleBatch &batch,
              std::size_t fullAt);
    // What was taken since the last time; in mode all one frame at most. All up to next() is then flushed.
    std::vector<StreamFrame> flush(FrameEncoder &encoder, std::size_t fullAt);
    // For a reader of mode latest that is behind but not older than the channel: all that is newer.
    std::vector<StreamFrame> latestSince(FrameEncoder &encoder, std::uint64_t from, std::size_t fullAt) const
    {
        return m_latest.since(encoder, from, fullAt);
    }

    // Before samples of the past are judged: a new channel has seen no series yet.
    void learnSeries(const SeriesDictionary &dictionary) { m_filter.extend(dictionary); }
    // Between two flushes: that of max_rate_hz. In mode all it bounds how often a frame goes out that is not
    // full; nothing is left out.
    [[nodiscard]] std::chrono::nanoseconds interval(std::chrono::nanoseconds least) const;
    [[nodiscard]] const SeriesFilter &filter() const { return m_filter; }
    [[nodiscard]] StreamMode mode() const { return m_mode; }
    [[nodiscard]] std::uint64_t begin() const { return m_begin; }
    [[nodiscard]] std::uint64_t flushed() const { return m_flushed; } // readers at this number are live
    [[nodiscard]] std::uint64_t next() const { return m_next; }
    [[nodiscard]] bool hasContent() const { return !m_frame.empty() || m_latest.hasChanges(); }

    SteadyTime lastFlush{};
    std::size_t readers = 0;

private:
    SeriesFilter m_filter;
    const StreamMode m_mode;
    const double m_maxRateHz;
    const std::uint64_t m_begin;
    std::uint64_t m_flushed;
    std::uint64_t m_next;
    FrameBuilder m_frame;
    LatestSamples m_latest;
};

} // namespace desk
