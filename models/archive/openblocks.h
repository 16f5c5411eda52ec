// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/pointblock.h"

#include <functional>
#include <memory>

namespace desk {

// The points that are not yet in blocks of the session file: for each entity a few blocks that grow, one for
// each set of series its points carry and, where old points come between new ones, for each hour. A block is
// handed out when it is full or when it has to make room. One thread, that of the recorder.
class OpenBlocks
{
public:
    struct Options
    {
        std::size_t blocksOfEntity = 8;
        std::size_t memory = 256U << 20U; // bytes; beyond it all are handed out
    };
    using Emit = std::function<void(const PointBlock &block)>;

    OpenBlocks(Options options, Emit emit);

    // Points in order of their sequence numbers, but for those that are known already.
    using IsKnown = std::function<bool(std::uint64_t sequence)>;
    void append(const SampleBatch &batch, const IsKnown &isKnown = {});
    // Hands out every block that holds a point of a number below this.
    void endBefore(std::uint64_t sequence);
    void endAll() { endBefore(~0ULL); }

    // Number of the oldest point held; ~0 when there is none.
    [[nodiscard]] std::uint64_t oldest() const;
    [[nodiscard]] std::size_t memory() const { return m_memory; }
    // Blocks of an entity, in no order. May be empty ones.
    void visit(EntityId entity, const std::function<void(const PointBlock &)> &look) const;

private:
    using Blocks = std::vector<std::unique_ptr<PointBlock>>; // the one used last is the first

    PointBlock &blockFor(EntityId entity, std::span<const SeriesId> series, std::int64_t generation);
    void end(PointBlock &block);

    const Options m_options;
    const Emit m_emit;
    std::vector<Blocks> m_entities; // by EntityId
    std::size_t m_memory = 0;
};

} // namespace desk
