// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/frameencoder.h"
#include "models/ingest/streamsink.h"

namespace desk {

// Collects encoded samples until they are a frame. Ingest thread.
class FrameBuilder
{
public:
    // Appends wanted samples of the points numbered [from, to) until the frame is full, whole points only.
    // Returns the number of the first point not looked at.
    std::uint64_t add(FrameEncoder &encoder, const SampleBatch &batch, const SeriesFilter &filter,
                      std::uint64_t from, std::uint64_t to, std::size_t fullAt);
    void add(FrameEncoder &encoder, std::uint64_t sequence, std::int64_t generation, SeriesId series,
             double value, Quality quality, const std::int64_t *wide);

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }
    [[nodiscard]] bool empty() const { return m_entries.empty(); }
    // The frame; empties the builder.
    StreamFrame take();

private:
    std::string m_entries;
    std::uint64_t m_first = 0;
    std::uint64_t m_last = 0;
};

} // namespace desk
