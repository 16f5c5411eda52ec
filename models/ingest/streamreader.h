// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journalcursor.h"
#include "models/ingest/recentbatches.h"
#include "models/ingest/sessionfeed.h"
#include "models/ingest/streamchannel.h"
#include "models/telemetry/timeservice.h"

namespace desk {

// Whose sequence numbers a client is told, so that it notices when they begin to mean other points. Plain
// value.
struct StreamOrigin
{
    std::string log; // of the journal: another one has other points under the same numbers
    std::string run; // of this run of the server...
    std::uint64_t firstSequence =
        1; // ...whose first point has this number: what a client has seen from there
           // on in an earlier run was lost with the power before it was on the disk
};

// What readers read from, and what they count. Ingest thread.
struct StreamSource
{
    struct Options
    {
        std::size_t clientBytes = 1U << 20U; // encoded and not yet with the kernel
        std::size_t frameBytes = 64 * 1024;
        std::size_t memoryBytes = 16U << 20U; // of recent batches
        std::size_t sliceBytes = 256 * 1024;  // encoded for one reader in one turn
        std::size_t sliceRead = 4U << 20U;    // read from the journal in one turn
        std::chrono::milliseconds flush{5};
    };
    struct Statistics
    {
        std::uint64_t encoded = 0; // frames, however many got them
        std::uint64_t frames = 0;  // sent
        std::uint64_t bytes = 0;
        std::array<std::uint64_t, gapCauses> gaps{};
    };

    const Options options;
    const SeriesDictionary &dictionary;
    const std::filesystem::path journal;  // its folder
    const std::filesystem::path sessions; // folder of the session files; empty: there are none
    std::function<void()> wake;           // readers may go on; any thread
    const TimeService &time;
    FrameEncoder encoder{dictionary};
    RecentBatches recent{options.memoryBytes};
    Statistics statistics{};
};

// One subscription of one client: a number on the journal. Live, it gets the channel's frames; behind, it is
// served from memory or the segment files at its own pace, in slices. Ingest thread.
class StreamReader
{
public:
    StreamReader(StreamSource &source, StreamSink &sink, std::uint64_t id, const StreamRequest &request,
                 std::shared_ptr<StreamChannel> channel, std::uint64_t position);

    // The channel went on, with frames or without.
    void advance(std::span<const StreamFrame> frames);
    // Behind: sends what fits. True when there is more to send at once; false when it is live, or its client
    // must take something first.
    bool serve();
    void sendGap(std::uint64_t from, std::uint64_t to, GapCause cause);

    [[nodiscard]] bool isLive() const { return m_live; }
    [[nodiscard]] StreamSink &sink() const { return m_sink; }
    [[nodiscard]] std::uint64_t id() const { return m_id; }
    [[nodiscard]] std::uint64_t position() const { return m_position; }
    [[nodiscard]] const std::shared_ptr<StreamChannel> &channel() const { return m_channel; }

private:
    enum class Found { batch, nothingYet, waiting, end };
    void send(const StreamFrame &frame);
    bool serveLatest();
    Found find(SampleBatchPtr &batch, std::size_t &budget);
    Found found(SampleBatchPtr read, SampleBatchPtr &batch, std::size_t &budget);
    void skipExpired(std::uint64_t oldest);
    bool jumpsAhead(const SampleBatch &batch);
    void becomeLive();

    StreamSource &m_source;
    StreamSink &m_sink;
    const std::uint64_t m_id;
    const std::chrono::milliseconds m_maxLag;
    const std::shared_ptr<StreamChannel> m_channel;
    std::uint64_t m_position; // number of the next point to come
    bool m_live;
    std::unique_ptr<SessionFeed> m_feed; // of what the journal does not have any more
    std::unique_ptr<JournalCursor> m_cursor;
    SampleBatchPtr m_batch; // from the file, not yet sent to its end
};

} // namespace desk
