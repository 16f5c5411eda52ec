// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framehistory.h"

#include <algorithm>

namespace desk {

void FrameHistory::setCapacity(std::size_t frames)
{
    m_capacity = frames;
    while (m_frames.size() > m_capacity)
        m_frames.pop_front();
}

bool FrameHistory::begin(const Frame &frame)
{
    constexpr std::int64_t nanosecondsOfSecond = 1'000'000'000;
    m_open = false;
    if (m_capacity == 0)
        return false;
    if (const std::int64_t second = nanoseconds(frame.arrival) / nanosecondsOfSecond; second != m_second) {
        m_second = second;
        m_inSecond = 0;
    }
    if (m_inSecond >= perSecond)
        return false;
    ++m_inSecond;
    KeptFrame kept;
    if (m_frames.size() >= m_capacity) { // its buffers serve again
        kept = std::move(m_frames.front());
        m_frames.pop_front();
    }
    kept.offset = frame.offset;
    kept.wireLength = frame.wireLength;
    kept.arrival = frame.arrival;
    const auto shown = frame.bytes.first(std::min(frame.bytes.size(), mostBytes));
    kept.bytes.assign(shown.begin(), shown.end());
    kept.fields.clear();
    kept.refusal.clear();
    kept.refusedAt = -1;
    m_frames.push_back(std::move(kept));
    m_open = true;
    return true;
}

void FrameHistory::add(const DecodedRecord &record)
{
    if (!m_open)
        return;
    auto &fields = m_frames.back().fields;
    for (const DecodedField &field : record.fields) {
        if (fields.size() >= mostFields)
            return;
        std::string value = field.value.toText();
        if (!field.unit.empty())
            value.append(" ").append(field.unit);
        fields.push_back(
            {field.key, field.at, std::string(field.name), field.raw.toText(), std::move(value)});
    }
}

void FrameHistory::refuse(const Error &error, std::int64_t byte)
{
    if (!m_open)
        return;
    m_frames.back().refusal = error.message;
    m_frames.back().refusedAt = byte;
}

} // namespace desk
