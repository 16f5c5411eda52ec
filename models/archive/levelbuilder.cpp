// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/levelbuilder.h"

#include <utility>

namespace desk {

void LevelBuilder::append(const PointBlock &block, std::int64_t row, BlockCodec &codec,
                          std::vector<PackedLevel> &out)
{
    if (m_levels.empty())
        m_levels.emplace_back();
    Pending &finest = m_levels[0];
    if (finest.columns.size() == 0)
        finest.first = row;
    finest.last = row;
    finest.columns.append(block);
    emitIfFull(0, codec, out);
}

// A row ends where the next block's buckets, or those merged from a row below, might not fit any more.
void LevelBuilder::emitIfFull(unsigned level, BlockCodec &codec, std::vector<PackedLevel> &out)
{
    constexpr std::size_t most = LevelColumns::maxBuckets - LevelColumns::factor;
    if (m_levels[level].columns.size() <= most)
        return;
    const Pending full = std::exchange(m_levels[level], {});
    PackedLevel packed = packLevel(full.columns, m_series, codec);
    packed.shape = m_shape;
    packed.level = level;
    packed.first = full.first;
    packed.last = full.last;
    out.push_back(std::move(packed));
    restore(level, full.columns, full.first, full.last);
    if (level + 1 < m_levels.size())
        emitIfFull(level + 1, codec, out);
}

void LevelBuilder::restore(unsigned level, const LevelColumns &columns, std::int64_t first, std::int64_t last)
{
    if (level >= m_highest)
        return;
    if (m_levels.size() < level + 2)
        m_levels.resize(level + 2);
    Pending &next = m_levels[level + 1];
    if (next.columns.size() == 0)
        next.first = first;
    next.last = last;
    next.columns.appendMerged(columns, m_series);
}

} // namespace desk
