// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/chunkpool.h"
#include "models/timeseries/envelopecolumn.h"

#include <array>
#include <vector>

namespace desk {

// The chunks of a series in order of their times, with a pyramid of extremes over them, so that the envelope
// of any span costs as much as it has columns: 16 chunks make a node, 16 nodes one of the next level. Nodes
// are made when they are first needed; a new sample at the end touches none. GUI thread.
class ChunkRow
{
public:
    // What a chunk takes in a row of many, with its share of nodes and of room to grow, about.
    static constexpr std::size_t bytesPerChunk = 48;

    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] std::size_t size() const { return m_chunks.size() - m_dropped; }
    [[nodiscard]] SampleChunk &operator[](std::size_t i) const { return *m_chunks[m_dropped + i].chunk; }
    [[nodiscard]] SampleChunk &front() const { return (*this)[0]; }
    [[nodiscard]] SampleChunk &back() const { return *m_chunks.back().chunk; }
    // The last one that starts at or before the time, else the first. Not empty.
    [[nodiscard]] std::size_t chunkFor(std::int64_t time) const;

    void append(SampleChunk *chunk);
    // The second half of chunk `before`.
    void insertAfter(std::size_t before, SampleChunk *chunk);
    SampleChunk *takeFront();
    // Chunk i has one sample more.
    void added(std::size_t i, double value, Quality quality);
    // Chunk i has other samples than before.
    void changed(std::size_t i);

    // As TimeSeries::envelope().
    void envelope(std::int64_t start, std::int64_t end, int columns, std::vector<EnvelopeColumn> &out) const;

private:
    struct Entry
    {
        SampleChunk *chunk = nullptr; // null = given back
        std::int64_t firstTime = 0;
        double min = std::numeric_limits<double>::infinity();
        double max = -std::numeric_limits<double>::infinity();
        std::uint32_t numbers = 0; // samples that are none, or invalid, do not count
    };
    class Columns;
    static constexpr std::size_t levelBits = 4;
    static constexpr std::size_t fan = std::size_t{1} << levelBits;
    static constexpr std::size_t levelCount = 3;

    template <class T>
    static void growBySteps(std::vector<T> &row);
    static void summarize(Entry &entry);
    // Of entries [from, to); nothing counted when there are no numbers.
    [[nodiscard]] EnvelopeColumn summary(std::size_t from, std::size_t to) const;
    [[nodiscard]] EnvelopeColumn node(std::size_t level, std::size_t i) const;
    void refreshNodes(std::size_t at);
    void forgetNodes(std::size_t from);
    void makeNodes() const;
    void compact();
    [[nodiscard]] std::size_t addNode(std::size_t at, Columns &columns) const;
    [[nodiscard]] std::size_t addChunks(std::size_t at, Columns &columns) const;
    static void addSamples(const SampleChunk &chunk, Columns &columns);

    // Those before m_dropped are given back: they go in one step when they are many.
    std::vector<Entry> m_chunks;
    std::size_t m_dropped = 0;
    // Node i of level k sums up entries i * 16^(k + 1) and on; there are those of a beginning of the row that
    // are whole and right. The column is not used.
    mutable std::array<std::vector<EnvelopeColumn>, levelCount> m_levels;
};

} // namespace desk
