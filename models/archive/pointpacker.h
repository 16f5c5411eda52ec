// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/arrivals.h"
#include "models/archive/duplicatesearch.h"
#include "models/archive/openblocks.h"

#include <boost/unordered/unordered_flat_set.hpp>
#include <deque>

namespace desk {

// From batches to what a session file takes: blocks that grow, rows of those that ended, levels over them,
// arrivals, a tail of what is in no row yet. One thread.
class PointPacker
{
public:
    struct Totals
    {
        std::uint64_t blocks = 0;
        std::uint64_t packedBytes = 0;
        std::uint64_t duplicates = 0; // samples
    };

    // nextRow: id of the next row of points.
    PointPacker(SessionWriter &file, std::vector<Shape> shapes, std::int64_t nextRow);
    PointPacker(const PointPacker &) = delete;
    PointPacker &operator=(const PointPacker &) = delete;

    void append(const SampleBatch &batch);
    // When and with which others points came; of a batch that was appended.
    void addArrival(const SampleBatch &batch);
    void addKeyFrame(std::uint64_t sequence, std::int64_t reception, std::uint64_t topologyVersion);
    // The newest point of each shape, for a file that goes on where this one ends.
    [[nodiscard]] std::vector<std::pair<Shape, KeyFrame::Point>> newestPoints() const;
    void carry(std::vector<std::pair<Shape, KeyFrame::Point>> newest);
    void restoreNewest(std::vector<KeyFrame::Point> points) { m_open.restoreNewest(std::move(points)); }
    // Takes up what an earlier run left in tails. Fails on what is no tail.
    Result<void> restoreTails();

    // Points below this number become rows. Blocks that have room for many more stay open: their row will be
    // replaced, so that slow series do not end as many small rows.
    void age(std::uint64_t sequence);
    // The same with all blocks left open: for tails, which every reader has to hold in memory.
    void writeBefore(std::uint64_t sequence);
    // Nothing comes any more: all ends. What few points a shape has left stand together in a tail, where they
    // take a fraction of the room of a row each.
    void close();

    // What is ready. After prepare() and until taken() it holds all that was appended: points of open blocks
    // as rows to be replaced later, or in a tail while they are few.
    SessionCommit &pending() { return m_pending; }
    void prepare(std::size_t mostTailBytes);
    // The file has it.
    void taken();

    [[nodiscard]] std::size_t pendingBytes() const { return m_pendingBytes; }
    [[nodiscard]] const Totals &totals() const { return m_totals; }
    [[nodiscard]] const ShapeDictionary &shapes() const { return m_shapes; }

private:
    struct ShapeLevels
    {
        LevelBuilder levels;
        SessionWriter::ShapeState state;
    };
    ShapeLevels &levelsOf(ShapeId shape);
    void end(PointBlock &block);
    void writeGrowing(PointBlock &block);
    void prepareArrivals();
    using Known = boost::unordered_flat_set<std::pair<ShapeId, std::uint64_t>>; // points by number
    Result<void> eachEntry(const SessionWriter::Tail &tail,
                           const std::function<void(const TailEntry &)> &take) const;
    Result<Known> recordedOfTails();
    void addTail(std::uint64_t first, std::uint64_t last, std::string &plain);
    void restoreEntry(const TailEntry &entry, const Known &known);
    void add(PackedPoints &&packed, std::size_t series);

    SessionWriter &m_file;
    BlockCodec m_codec;
    ShapeDictionary m_shapes;
    std::size_t m_shapesWritten;
    std::int64_t m_nextRow;
    SessionCommit m_pending;
    std::size_t m_pendingBytes = 0;
    std::vector<Arrival> m_arrivals;
    std::deque<std::optional<ShapeLevels>> m_levels; // by ShapeId
    struct Tail
    {
        std::uint64_t last;
        std::size_t bytes;
    };
    std::deque<Tail> m_tails; // in the file
    std::size_t m_tailBytes = 0;
    DuplicateSearch m_duplicates;
    Totals m_totals;
    OpenBlocks m_open; // last: ends blocks into the rest
};

} // namespace desk
