// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/levelcolumns.h"

namespace desk {

// Coarser views of one shape's points as they become rows: buckets of 64 points, of 16 of those, and so on,
// each level in rows of up to 256 buckets. One thread.
class LevelBuilder
{
public:
    explicit LevelBuilder(ShapeId shape, std::size_t series)
        : m_shape(shape)
        , m_series(series)
    {
    }

    // The next row of points: ordered, later than all before it. Full rows of levels are appended to out.
    void append(const PointBlock &block, std::int64_t row, BlockCodec &codec, std::vector<PackedLevel> &out);
    // The next row of a level as the file has it: becomes part of the level above.
    void restore(unsigned level, const LevelColumns &columns, std::int64_t first, std::int64_t last);
    // No level above this one any more: a row of it cannot be read, and what is coarser would miss it.
    void stopAbove(unsigned level) { m_highest = std::min(m_highest, level); }

private:
    struct Pending
    {
        LevelColumns columns;
        std::int64_t first = 0; // rows of points
        std::int64_t last = 0;
    };
    void emitIfFull(unsigned level, BlockCodec &codec, std::vector<PackedLevel> &out);

    ShapeId m_shape;
    std::size_t m_series;
    std::vector<Pending> m_levels;
    unsigned m_highest = 16;
};

} // namespace desk
