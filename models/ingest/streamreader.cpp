// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamreader.h"

#include <algorithm>

namespace desk {

StreamReader::StreamReader(StreamSource &source, StreamSink &sink, std::uint64_t id,
                           const StreamRequest &request, std::shared_ptr<StreamChannel> channel,
                           std::uint64_t position)
    : m_source(source)
    , m_sink(sink)
    , m_id(id)
    , m_maxLag(request.maxLag)
    , m_channel(std::move(channel))
    , m_position(position)
    , m_live(position >= m_channel->flushed())
{
}

void StreamReader::send(const StreamFrame &frame)
{
    ++m_source.statistics.frames;
    m_source.statistics.bytes += frame.body->size();
    m_sink.sendBatch(m_id, frame);
}

void StreamReader::sendGap(std::uint64_t from, std::uint64_t to, GapCause cause)
{
    if (from > to)
        return;
    ++m_source.statistics.gaps[static_cast<std::size_t>(cause)];
    m_sink.sendGap(m_id, from, to, cause);
}

void StreamReader::advance(std::span<const StreamFrame> frames)
{
    if (!m_live)
        return;
    for (const StreamFrame &frame : frames) {
        const std::size_t unsent = m_sink.unsent();
        if (unsent > 0 && unsent + frame.body->size() > m_source.options.clientBytes) {
            m_live = false; // from m_position on it is served at its own pace
            return;
        }
        send(frame);
        m_position = frame.last + 1;
    }
    m_position = m_channel->flushed();
}

void StreamReader::becomeLive()
{
    m_live = true;
    m_feed.reset();
    m_cursor.reset();
    m_batch.reset();
}

StreamReader::Found StreamReader::find(SampleBatchPtr &batch, std::size_t &budget)
{
    if ((batch = m_source.recent.find(m_position))) {
        m_cursor.reset();
        m_batch.reset();
        return Found::batch;
    }
    if (m_batch && m_batch->lastSequence() >= m_position) {
        batch = m_batch;
        return Found::batch;
    }
    if (m_feed) {
        SessionFeed::Step step = m_feed->take();
        if (step.batch && step.batch->lastSequence() >= m_position)
            return found(std::move(step.batch), batch, budget);
        if (!step.exhausted) {
            return Found::waiting; // it wakes us
        }
        m_feed.reset();
        m_cursor.reset();
        const auto oldest = JournalCursor::oldest(m_source.journal);
        if (oldest && *oldest > m_position)
            skipExpired(*oldest);
        return Found::nothingYet;
    }
    if (!m_cursor || m_cursor->position() != m_position) {
        const auto oldest = JournalCursor::oldest(m_source.journal);
        if (oldest && *oldest > m_position) {
            if (m_source.sessions.empty()) {
                skipExpired(*oldest);
            } else {
                m_feed = std::make_unique<SessionFeed>(
                    m_source.sessions, m_position, std::min(*oldest, m_channel->flushed()), m_source.wake);
                return Found::waiting;
            }
        }
        m_cursor = std::make_unique<JournalCursor>(m_source.journal, m_position);
    }
    auto step = m_cursor->next(m_channel->flushed(), budget);
    if (!step || step->exhausted) {
        // Damaged to its end, or not readable: nothing will come.
        sendGap(m_position, m_channel->flushed() - 1, GapCause::expired);
        m_position = m_channel->flushed();
        return Found::end;
    }
    if (!step->batch) {
        budget = 0;
        return Found::nothingYet;
    }
    return found(std::move(step->batch), batch, budget);
}

// What is gone from the front is one gap.
void StreamReader::skipExpired(std::uint64_t oldest)
{
    const std::uint64_t to = std::min(oldest, m_channel->flushed());
    sendGap(m_position, to - 1, GapCause::expired);
    m_position = to;
}

StreamReader::Found StreamReader::found(SampleBatchPtr read, SampleBatchPtr &batch, std::size_t &budget)
{
    m_batch = std::move(read);
    budget -= std::min(budget, m_batch->samples() * 13 + m_batch->points() * 16 + 64);
    batch = m_batch;
    if (batch->firstSequence > m_position) { // a damaged record lies between
        sendGap(m_position, batch->firstSequence - 1, GapCause::expired);
        m_position = batch->firstSequence;
    }
    return Found::batch;
}

bool StreamReader::jumpsAhead(const SampleBatch &batch)
{
    if (m_maxLag.count() == 0 || m_source.time.now() - batch.reception <= m_maxLag)
        return false;
    sendGap(m_position, m_channel->flushed() - 1, GapCause::slowClient);
    m_position = m_channel->flushed();
    return true;
}

bool StreamReader::serveLatest()
{
    const auto &options = m_source.options;
    for (const StreamFrame &frame :
         m_channel->latestSince(m_source.encoder, m_position, options.frameBytes)) {
        if (m_sink.unsent() > options.clientBytes / 2)
            return false;
        send(frame);
        m_position = frame.last + 1;
    }
    m_position = m_channel->next();
    becomeLive();
    return false;
}

bool StreamReader::serve()
{
    const auto &options = m_source.options;
    m_channel->learnSeries(m_source.dictionary);
    const bool latest = m_channel->mode() == StreamMode::latest;
    std::size_t encoded = 0;
    std::size_t budget = options.sliceRead;
    LatestSamples newest;
    FrameBuilder frame;
    bool more = true;
    while (more && m_position < m_channel->flushed() && budget > 0 && encoded < options.sliceBytes) {
        if (latest && m_position >= m_channel->begin())
            break;
        if (m_sink.unsent() > options.clientBytes / 2) {
            more = false;
            break;
        }
        SampleBatchPtr batch;
        const Found found = find(batch, budget);
        more = found != Found::waiting;
        if (found != Found::batch || jumpsAhead(*batch))
            continue;
        if (latest) {
            newest.take(*batch, m_channel->filter(), m_position, m_channel->flushed());
            m_position = std::min(batch->lastSequence() + 1, m_channel->flushed());
            encoded += batch->samples(); // a slice of work all the same
            continue;
        }
        m_position = frame.add(m_source.encoder, *batch, m_channel->filter(), m_position,
                               m_channel->flushed(), options.frameBytes);
        if (frame.size() >= options.frameBytes) {
            encoded += frame.size();
            send(frame.take());
        }
    }
    for (const StreamFrame &each : newest.takeChanged(m_source.encoder, options.frameBytes))
        send(each);
    if (!frame.empty())
        send(frame.take());
    if (latest && m_position >= m_channel->begin())
        return serveLatest();
    if (m_position >= m_channel->flushed()) {
        becomeLive();
        return false;
    }
    return more;
}

} // namespace desk
