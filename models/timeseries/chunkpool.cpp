// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/chunkpool.h"

namespace desk {

void ChunkPool::addSlab()
{
    const std::size_t count = std::min(slabChunks, std::max<std::size_t>(m_maxChunks - m_made, 1));
    m_slabs.push_back(std::make_unique<SampleChunk[]>(count));
    for (std::size_t i = count; i-- > 0;) {
        m_slabs.back()[i].newer = m_free;
        m_free = &m_slabs.back()[i];
    }
    m_made += count;
}

SampleChunk *ChunkPool::take(SeriesId owner)
{
    if (m_inUse >= m_maxChunks)
        return nullptr;
    if (!m_free)
        addSlab();
    SampleChunk *chunk = m_free;
    m_free = chunk->newer;
    chunk->count = 0;
    chunk->owner = owner;
    link(chunk);
    ++m_inUse;
    return chunk;
}

void ChunkPool::giveBack(SampleChunk *chunk)
{
    unlink(chunk);
    chunk->newer = m_free;
    m_free = chunk;
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
