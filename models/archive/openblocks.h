// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/keyframe.h"

#include <functional>
#include <limits>
#include <memory>

namespace desk {

// The points that are not yet in ended rows of the session file: for each shape a few blocks that grow, more
// than one where old points come between new ones. A block is handed out when it is full or when it has to
// make room. One thread, that of the recorder.
class OpenBlocks
{
public:
    struct Options
    {
        std::size_t blocksOfShape = 8;
        std::size_t memory = 256U << 20U; // bytes; beyond it all are handed out
    };
    struct Hooks
    {
        std::function<void(PointBlock &block)> end;
        // Newest generation time of a shape's points that are in the file; the least number: none are.
        std::function<std::int64_t(ShapeId)> newest;
        // A point that is not newer than all of its shape: is it known, with the same values?
        std::function<bool(ShapeId, std::int64_t generation, std::span<const double> values,
                           std::span<const Quality> qualities)>
            isDuplicate;
    };

    OpenBlocks(Options options, ShapeDictionary &shapes, Hooks hooks);

    // Points in order of their sequence numbers. Samples that were not taken because they are duplicates.
    std::size_t append(const SampleBatch &batch);
    // A point of a tail, as an earlier run left it. wide: by series.
    void restore(ShapeId shape, std::uint64_t sequence, std::int64_t generation, const double *values,
                 const Quality *qualities, std::span<const SampleBatch::WideInteger> wide);
    // Hands out every block that holds a point of a number below this, but those to be kept.
    void endBefore(std::uint64_t sequence, const std::function<bool(const PointBlock &)> &keep = {});
    void endAll() { endBefore(std::numeric_limits<std::uint64_t>::max()); }

    // Every block that holds points; it may be changed in what the file has of it.
    void each(const std::function<void(PointBlock &)> &look);
    void eachOf(ShapeId shape, const std::function<void(const PointBlock &)> &look) const;
    [[nodiscard]] std::size_t memory() const { return m_memory; }
    // The newest point of each shape.
    [[nodiscard]] std::vector<KeyFrame::Point> newestPoints() const;
    // As an earlier run left it.
    void restoreNewest(std::vector<KeyFrame::Point> points);

private:
    struct ShapeBlocks
    {
        std::vector<std::unique_ptr<PointBlock>> blocks;                // the one used last is the first
        std::int64_t newest = std::numeric_limits<std::int64_t>::min(); // of all its points
        bool known = false;                                             // newest was asked for
        KeyFrame::Point last; // the newest of its ended blocks; no values: none
    };
    ShapeBlocks &blocksOf(ShapeId shape);
    PointBlock &blockFor(ShapeBlocks &shape, ShapeId id, std::int64_t generation);
    struct Point // views into a batch; wide integers are those of its samples from `begin` on
    {
        std::uint64_t sequence;
        std::int64_t generation;
        std::uint32_t begin;
        std::uint32_t size;
    };
    // Samples that are duplicates.
    std::size_t appendPoint(const SampleBatch &batch, ShapeId shape, const Point &point);
    void endIfFull(PointBlock &block, std::size_t memoryBefore);
    void end(PointBlock &block);

    const Options m_options;
    ShapeDictionary &m_shapes;
    const Hooks m_hooks;
    std::vector<ShapeBlocks> m_blocks; // by ShapeId
    std::size_t m_memory = 0;
};

} // namespace desk
