// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/chunkpool.h"

namespace desk {

ChunkPool::ChunkPool(std::size_t maxSamples)
    : m_maxChunks(std::max<std::size_t>(16, maxSamples / SampleChunk::capacity))
{
}

SampleChunk *ChunkPool::take(SeriesId owner)
{
    if (m_inUse >= m_maxChunks)
        return nullptr;
    if (m_free.empty()) {
        m_slabs.push_back(std::make_unique<std::array<SampleChunk, slabChunks>>());
        for (auto it = m_slabs.back()->rbegin(); it != m_slabs.back()->rend(); ++it)
            m_free.push_back(&*it);
    }
    SampleChunk *chunk = m_free.back();
    m_free.pop_back();
    chunk->count = 0;
    chunk->owner = owner;
    link(chunk);
    ++m_inUse;
    return chunk;
}

void ChunkPool::giveBack(SampleChunk *chunk)
{
    unlink(chunk);
    m_free.push_back(chunk);
    --m_inUse;
}

void ChunkPool::spare(SampleChunk *chunk)
{
    unlink(chunk);
    link(chunk);
}

void ChunkPool::link(SampleChunk *chunk)
{
    chunk->older = m_newest;
    chunk->newer = nullptr;
    (m_newest ? m_newest->newer : m_oldest) = chunk;
    m_newest = chunk;
}

void ChunkPool::unlink(SampleChunk *chunk)
{
    (chunk->older ? chunk->older->newer : m_oldest) = chunk->newer;
    (chunk->newer ? chunk->newer->older : m_newest) = chunk->older;
}

} // namespace desk
