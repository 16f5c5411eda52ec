// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/openblocks.h"

#include <utility>

namespace desk {

OpenBlocks::OpenBlocks(Options options, ShapeDictionary &shapes, Hooks hooks)
    : m_options(options)
    , m_shapes(shapes)
    , m_hooks(std::move(hooks))
{
}

namespace {

// Takes over the newest point of a block if it is newer.
void keepNewest(const PointBlock &block, KeyFrame::Point &last)
{
    const auto times = block.generation();
    const auto newest =
        block.isOrdered() ? times.end() - 1 : std::ranges::max_element(times, std::ranges::less_equal());
    if (!last.values.empty() && last.generation > *newest)
        return;
    const auto at = static_cast<std::size_t>(newest - times.begin());
    const auto values = block.values(at);
    const auto qualities = block.qualities(at);
    last.shape = block.shape();
    last.sequence = static_cast<std::uint64_t>(block.sequence()[at]);
    last.generation = *newest;
    last.values.assign(values.begin(), values.end());
    last.qualities.assign(qualities.begin(), qualities.end());
}

} // namespace

void OpenBlocks::end(PointBlock &block)
{
    if (!block.isEmpty()) {
        keepNewest(block, m_blocks[index(block.shape())].last);
        m_hooks.end(block);
    }
    block.clear();
}

std::vector<KeyFrame::Point> OpenBlocks::newestPoints() const
{
    std::vector<KeyFrame::Point> points;
    for (const ShapeBlocks &shape : m_blocks) {
        KeyFrame::Point last = shape.last;
        for (const auto &block : shape.blocks) {
            if (!block->isEmpty())
                keepNewest(*block, last);
        }
        if (!last.values.empty())
            points.push_back(std::move(last));
    }
    return points;
}

void OpenBlocks::restoreNewest(std::vector<KeyFrame::Point> points)
{
    for (KeyFrame::Point &point : points) {
        if (index(point.shape) >= m_blocks.size())
            m_blocks.resize(index(point.shape) + 1);
        m_blocks[index(point.shape)].last = std::move(point);
    }
}

PointBlock &OpenBlocks::blockFor(ShapeBlocks &shape, ShapeId id, std::int64_t generation)
{
    auto &blocks = shape.blocks;
    // The one that ends closest before this point; or one that the point comes late for.
    auto best = blocks.end();
    bool isContinued = false;
    for (auto it = blocks.begin(); it != blocks.end(); ++it) {
        if ((*it)->isContinuedBy(generation)) {
            if (!isContinued || (*it)->generationMax() > (*best)->generationMax())
                best = it;
            isContinued = true;
        } else if (best == blocks.end() && (*it)->suits(generation)) {
            best = it;
        }
    }
    if (best != blocks.end()) {
        std::rotate(blocks.begin(), best, best + 1);
        return *blocks.front();
    }
    if (blocks.size() == m_options.blocksOfShape) {
        m_memory -= blocks.back()->memory();
        end(*blocks.back());
        blocks.pop_back();
    }
    blocks.insert(blocks.begin(), std::make_unique<PointBlock>(id, m_shapes.definition(id).series.size()));
    m_memory += blocks.front()->memory();
    return *blocks.front();
}

OpenBlocks::ShapeBlocks &OpenBlocks::blocksOf(ShapeId id)
{
    if (index(id) >= m_blocks.size())
        m_blocks.resize(index(id) + 1);
    ShapeBlocks &shape = m_blocks[index(id)];
    if (!shape.known) {
        shape.known = true;
        shape.newest = m_hooks.newest(id);
    }
    return shape;
}

void OpenBlocks::endIfFull(PointBlock &block, std::size_t memoryBefore)
{
    m_memory += block.memory() - memoryBefore;
    if (block.isFull())
        end(block);
}

std::size_t OpenBlocks::appendPoint(const SampleBatch &batch, ShapeId id, const Point &point)
{
    ShapeBlocks &shape = blocksOf(id);
    const std::span values(batch.value.data() + point.begin, point.size);
    const std::span qualities(batch.quality.data() + point.begin, point.size);
    if (point.generation > shape.newest)
        shape.newest = point.generation;
    else if (m_hooks.isDuplicate(id, point.generation, values, qualities))
        return point.size;
    PointBlock &block = blockFor(shape, id, point.generation);
    const std::size_t before = block.memory();
    block.received(nanoseconds(batch.reception));
    block.append(point.sequence, point.generation, values.data(), qualities.data());
    if (!batch.wide.empty()) {
        auto wide = std::ranges::lower_bound(batch.wide, point.begin, {}, &SampleBatch::WideInteger::sample);
        for (; wide != batch.wide.end() && wide->sample < point.begin + point.size; ++wide)
            block.setWide(wide->sample - point.begin, wide->value);
    }
    endIfFull(block, before);
    return 0;
}

std::size_t OpenBlocks::append(const SampleBatch &batch)
{
    std::size_t duplicates = 0;
    for (std::size_t p = 0; p < batch.points(); ++p) {
        Point point{batch.firstSequence + p, batch.generation[p], batch.pointBegin(p), 0};
        point.size = batch.pointEnd[p] - point.begin;
        const std::span series(batch.series.data() + point.begin, point.size);
        if (const auto id = m_shapes.shape(batch.entity[p], series)) {
            duplicates += appendPoint(batch, *id, point);
            continue;
        }
        point.size = 1;
        for (const SeriesId &one : series) {
            duplicates += appendPoint(batch, *m_shapes.shape(batch.entity[p], {&one, 1}), point);
            ++point.begin;
        }
    }
    if (m_memory > m_options.memory)
        endAll();
    return duplicates;
}

void OpenBlocks::restore(ShapeId id, std::uint64_t sequence, std::int64_t generation, const double *values,
                         const Quality *qualities, std::span<const SampleBatch::WideInteger> wide)
{
    ShapeBlocks &shape = blocksOf(id);
    shape.newest = std::max(shape.newest, generation);
    PointBlock &block = blockFor(shape, id, generation);
    const std::size_t before = block.memory();
    block.append(sequence, generation, values, qualities);
    block.receivedAnytime();
    for (const SampleBatch::WideInteger &one : wide)
        block.setWide(one.sample, one.value);
    endIfFull(block, before);
}

void OpenBlocks::endBefore(std::uint64_t sequence, const std::function<bool(const PointBlock &)> &keep)
{
    for (ShapeBlocks &shape : m_blocks) {
        std::erase_if(shape.blocks, [&](const std::unique_ptr<PointBlock> &block) {
            if (!block->isEmpty() &&
                (static_cast<std::uint64_t>(block->sequence().front()) >= sequence || (keep && keep(*block))))
                return false;
            m_memory -= block->memory();
            end(*block);
            return true;
        });
    }
}

void OpenBlocks::each(const std::function<void(PointBlock &)> &look)
{
    for (ShapeBlocks &shape : m_blocks) {
        for (const auto &block : shape.blocks) {
            if (!block->isEmpty())
                look(*block);
        }
    }
}

void OpenBlocks::eachOf(ShapeId shape, const std::function<void(const PointBlock &)> &look) const
{
    if (index(shape) >= m_blocks.size())
        return;
    for (const auto &block : m_blocks[index(shape)].blocks) {
        if (!block->isEmpty())
            look(*block);
    }
}

} // namespace desk
