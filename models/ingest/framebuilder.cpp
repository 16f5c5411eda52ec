// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/framebuilder.h"

#include <algorithm>

namespace desk {

std::uint64_t FrameBuilder::add(FrameEncoder &encoder, const SampleBatch &batch, const SeriesFilter &filter,
                                std::uint64_t from, std::uint64_t to, std::size_t fullAt)
{
    from = std::max(from, batch.firstSequence);
    to = std::min(to, batch.lastSequence() + 1);
    while (from < to && m_entries.size() < fullAt) {
        if (encoder.append(batch, filter, from, from + 1, m_entries) > 0) {
            m_first = m_first == 0 ? from : m_first;
            m_last = from;
        }
        ++from;
    }
    return from;
}

void FrameBuilder::add(FrameEncoder &encoder, std::uint64_t sequence, std::int64_t generation,
                       SeriesId series, double value, Quality quality, const std::int64_t *wide)
{
    encoder.appendSample(m_entries, sequence, generation, series, value, quality, wide);
    m_first = m_first == 0 ? sequence : std::min(m_first, sequence);
    m_last = std::max(m_last, sequence);
}

StreamFrame FrameBuilder::take()
{
    auto body = std::make_shared<std::string>();
    body->reserve(m_entries.size() + 80);
    *body += "\"first_seq\":";
    appendNumber(*body, m_first);
    *body += ",\"last_seq\":";
    appendNumber(*body, m_last);
    *body += ",\"points\":[";
    body->append(m_entries, 0, m_entries.empty() ? 0 : m_entries.size() - 1); // without the last comma
    *body += "]}";
    StreamFrame frame{m_first, m_last, std::move(body)};
    m_entries.clear();
    m_first = m_last = 0;
    return frame;
}

} // namespace desk
