// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/openblocks.h"

#include <utility>

namespace desk {

OpenBlocks::OpenBlocks(Options options, Emit emit)
    : m_options(options)
    , m_emit(std::move(emit))
{
}

void OpenBlocks::end(PointBlock &block)
{
    if (!block.isEmpty())
        m_emit(block);
    block.clear();
}

PointBlock &OpenBlocks::blockFor(EntityId entity, std::span<const SeriesId> series, std::int64_t generation)
{
    if (index(entity) >= m_entities.size())
        m_entities.resize(index(entity) + 1);
    Blocks &blocks = m_entities[index(entity)];
    for (auto it = blocks.begin(); it != blocks.end(); ++it) {
        if (!(*it)->suits(series, generation))
            continue;
        std::rotate(blocks.begin(), it, it + 1);
        return *blocks.front();
    }
    if (blocks.size() == m_options.blocksOfEntity) {
        m_memory -= blocks.back()->memory();
        end(*blocks.back());
        blocks.pop_back();
    }
    blocks.insert(blocks.begin(), std::make_unique<PointBlock>(entity, series));
    m_memory += blocks.front()->memory();
    return *blocks.front();
}

void OpenBlocks::append(const SampleBatch &batch, const IsKnown &isKnown)
{
    auto wide = batch.wide.begin();
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const std::uint32_t begin = batch.pointBegin(p);
        const std::uint32_t size = batch.pointEnd[p] - begin;
        if (isKnown && isKnown(batch.firstSequence + p)) {
            while (wide != batch.wide.end() && wide->sample < begin + size)
                ++wide;
            continue;
        }
        const std::span series(batch.series.data() + begin, size);
        PointBlock &block = blockFor(batch.entity[p], series, batch.generation[p]);
        const std::size_t before = block.memory();
        block.append(batch.firstSequence + p, batch.generation[p], {batch.value.data() + begin, size},
                     {batch.quality.data() + begin, size});
        m_memory += block.memory() - before;
        for (; wide != batch.wide.end() && wide->sample < begin + size; ++wide)
            block.setWide(wide->sample - begin, wide->value);
        if (block.isFull())
            end(block);
    }
    if (m_memory > m_options.memory)
        endAll();
}

void OpenBlocks::endBefore(std::uint64_t sequence)
{
    for (Blocks &blocks : m_entities) {
        std::erase_if(blocks, [&](const std::unique_ptr<PointBlock> &block) {
            if (!block->isEmpty() && static_cast<std::uint64_t>(block->sequence().front()) >= sequence)
                return false;
            m_memory -= block->memory();
            end(*block);
            return true;
        });
    }
}

std::uint64_t OpenBlocks::oldest() const
{
    std::uint64_t oldest = ~0ULL;
    for (const Blocks &blocks : m_entities) {
        for (const auto &block : blocks) {
            if (!block->isEmpty())
                oldest = std::min(oldest, static_cast<std::uint64_t>(block->sequence().front()));
        }
    }
    return oldest;
}

void OpenBlocks::visit(EntityId entity, const std::function<void(const PointBlock &)> &look) const
{
    if (index(entity) >= m_entities.size())
        return;
    for (const auto &block : m_entities[index(entity)])
        look(*block);
}

} // namespace desk
