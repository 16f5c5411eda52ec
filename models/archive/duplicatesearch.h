// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionwriter.h"

#include <list>

namespace desk {

class OpenBlocks;

// Finds a point again that came before with the same generation time and the same values: in the blocks that
// are open, in the rows about to be written, in the file. Only asked for points that do not come in order, so
// it may read; the rows it read last are kept unpacked. One thread, that of the recorder.
class DuplicateSearch
{
public:
    DuplicateSearch(SessionWriter &file, const OpenBlocks &open, const std::vector<PackedPoints> &pending)
        : m_file(file)
        , m_open(open)
        , m_pending(pending)
    {
    }

    [[nodiscard]] bool finds(ShapeId shape, std::int64_t generation, std::span<const double> values,
                             std::span<const Quality> qualities);
    // A row was replaced.
    void forget(std::int64_t id)
    {
        m_rows.remove_if([id](const Row &row) { return row.id == id; });
    }

private:
    struct Row
    {
        std::int64_t id = 0;
        BlockCodec::Times times;
        std::vector<BlockCodec::Samples> samples;
    };
    const Row *row(std::int64_t id, std::size_t series);
    const Row *unpacked(const PackedPoints &points, std::size_t series);
    static bool holds(const Row &row, std::int64_t generation, std::span<const double> values,
                      std::span<const Quality> qualities);

    SessionWriter &m_file;
    const OpenBlocks &m_open;
    const std::vector<PackedPoints> &m_pending;
    BlockCodec m_codec;
    std::list<Row> m_rows; // the one used last is the first
};

} // namespace desk
