// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

// The distinct values of a column and which of them stands where: telemetry that comes from a converter of
// few steps, or from a list of states, has far fewer values than samples. Keeps its memory from column to
// column. Any one thread.
class ColumnDictionary
{
public:
    // bits: what the column takes otherwise. False when it repeats too little for that, which is mostly known
    // after a few values.
    bool make(std::span<const std::int64_t> column, std::uint64_t bits);

    [[nodiscard]] std::span<const std::int64_t> distinct() const { return m_distinct; } // ascending
    [[nodiscard]] std::span<const std::int64_t> ranks() const { return m_ranks; }

private:
    [[nodiscard]] static bool repeats(std::span<const std::int64_t> column, std::size_t alike);
    bool collect(std::span<const std::int64_t> column);

    std::vector<std::int64_t> m_distinct;
    std::vector<std::int64_t> m_ranks;
    std::vector<std::uint32_t> m_slots; // of a hash table: place in m_found, from 1
    std::vector<std::int64_t> m_found;  // in the order they came
    std::vector<std::uint32_t> m_order;
};

} // namespace desk
