// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/telemetry/quality.h"
#include "models/telemetry/time.h"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <vector>

namespace desk {

// Consecutive samples of one series.
struct SampleChunk
{
    static constexpr std::uint32_t capacity = 128;

    std::array<std::int64_t, capacity> time; // generation, ns since 1970, ascending
    std::array<double, capacity> value;
    std::array<Quality, capacity> quality;
    std::uint32_t count = 0;
    SeriesId owner = noSeries;
    SteadyTime touched{};         // when the last sample was added
    SampleChunk *newer = nullptr; // order of allocation
    SampleChunk *older = nullptr;
};

// A budget of chunks, handed out and taken back without the heap once they exist. When it is used up, the
// caller gives back the oldest(). GUI thread.
class ChunkPool
{
public:
    explicit ChunkPool(std::size_t maxSamples)
        : m_maxChunks(chunksFor(maxSamples / SampleChunk::capacity))
    {
    }

    // Fewer than are in use are as many as that: those who have them give them back.
    void setMaxChunks(std::size_t count) { m_maxChunks = chunksFor(count); }

    // nullptr when the budget is used up.
    SampleChunk *take(SeriesId owner);
    void giveBack(SampleChunk *chunk);
    [[nodiscard]] SampleChunk *oldest() const { return m_oldest; }
    // Moves a chunk to the young end: it is still being filled.
    void spare(SampleChunk *chunk);
    [[nodiscard]] std::size_t inUse() const { return m_inUse; }
    [[nodiscard]] std::size_t maxChunks() const { return m_maxChunks; }

private:
    [[nodiscard]] static std::size_t chunksFor(std::size_t wanted)
    {
        return std::max<std::size_t>(16, wanted);
    }
    void addSlab();
    void link(SampleChunk *chunk);
    void unlink(SampleChunk *chunk);

    // Of the heap a slab is taken by whole pages: so many chunks and the 16 bytes before them fill theirs.
    static constexpr std::size_t slabChunks = 115;
    static_assert((slabChunks * sizeof(SampleChunk) + 16) % 4096 > 3800);
    std::size_t m_maxChunks;
    std::size_t m_made = 0;
    std::size_t m_inUse = 0;
    std::vector<std::unique_ptr<SampleChunk[]>> m_slabs;
    SampleChunk *m_free = nullptr; // joined by newer
    SampleChunk *m_oldest = nullptr;
    SampleChunk *m_newest = nullptr;
};

} // namespace desk
