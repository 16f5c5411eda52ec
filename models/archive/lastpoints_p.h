// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/arrivalindex_p.h"
#include "models/archive/keyframe.h"
#include "models/archive/unpackedrow.h"

namespace desk {

// Private to SessionCursor: the newest point, by generation time, of each shape among those before a number.
// From the key frame before it, then from the rows since, unpacked on two threads: a leap of a replay waits
// for it. Throws what SQLite throws. Used once, within a transaction.
class LastPoints
{
public:
    LastPoints(const std::map<ShapeId, Shape> &shapes, std::uint64_t before)
        : m_shapes(shapes)
        , m_before(before)
    {
    }

    void readKeyFrame(SQLite::Database &database, BlockCodec &codec);
    // latest: no row that is not wide has a point before ours and ends behind this number.
    void readRows(SQLite::Database &database, std::uint64_t latest);
    void add(const UnpackedRow &row);
    // Rows and tails that end before this number are not needed.
    [[nodiscard]] std::uint64_t begin() const { return m_from; }
    [[nodiscard]] std::vector<SampleBatchPtr> take(ArrivalIndex &arrivals) const;

private:
    struct StoredRow
    {
        const Shape *shape = nullptr;
        std::size_t count = 0;
        std::string directory;
        std::string data;
        KeyFrame::Point newest; // no values: none of ours
    };
    void unpack(std::vector<StoredRow> &stored); // and takes the newest of each
    void unpack(StoredRow &row, BlockCodec &codec) const;
    void offer(KeyFrame::Point &&point);
    // Place of the newest; of equal times the later.
    template <class Number>
    [[nodiscard]] std::optional<std::size_t> newestOf(std::span<const Number> sequence,
                                                      std::span<const std::int64_t> generation) const;

    const std::map<ShapeId, Shape> &m_shapes;
    const std::uint64_t m_before;
    std::uint64_t m_from = 0; // the key frame has what came before
    std::map<ShapeId, KeyFrame::Point> m_newest;
};

} // namespace desk
