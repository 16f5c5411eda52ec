// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamchannel.h"

#include <algorithm>

namespace desk {

bool StreamChannel::take(FrameEncoder &encoder, const SeriesDictionary &dictionary, const SampleBatch &batch,
                         std::size_t fullAt)
{
    const std::uint64_t end = batch.lastSequence() + 1;
    if (end <= m_next)
        return true;
    m_filter.extend(dictionary);
    if (m_mode == StreamMode::latest) {
        m_latest.take(batch, m_filter, m_next, end);
        m_next = end;
        return true;
    }
    m_next = m_frame.add(encoder, batch, m_filter, m_next, end, fullAt);
    return m_next == end && m_frame.size() < fullAt;
}

std::vector<StreamFrame> StreamChannel::flush(FrameEncoder &encoder, std::size_t fullAt)
{
    m_flushed = m_next;
    if (m_mode == StreamMode::latest)
        return m_latest.takeChanged(encoder, fullAt);
    std::vector<StreamFrame> frames;
    if (!m_frame.empty())
        frames.push_back(m_frame.take());
    return frames;
}

std::chrono::nanoseconds StreamChannel::interval(std::chrono::nanoseconds least) const
{
    if (m_maxRateHz <= 0)
        return least;
    return std::max(least, std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / m_maxRateHz)));
}

} // namespace desk
