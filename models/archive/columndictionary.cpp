// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/columndictionary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace desk {
namespace {

constexpr std::size_t shortest = 32;    // a shorter column gains nothing
constexpr std::size_t looked = 48;      // values that are looked at first …
constexpr std::size_t lookedAlike = 14; // … so many of which must have been seen before,
constexpr std::uint64_t dear = 16;      // or one, when a value takes so many bits otherwise
constexpr std::size_t mostDistinct = 4096;

// Fibonacci hashing (Knuth, vol. 3, 6.4): the high bits of a product by 2^64 / golden ratio.
std::size_t slotOf(std::int64_t value, unsigned shift)
{
    return static_cast<std::uint64_t>(value) * 0x9E3779B97F4A7C15U >> shift;
}

} // namespace

// A sample all over the column.
bool ColumnDictionary::repeats(std::span<const std::int64_t> column, std::size_t alike)
{
    std::array<std::int64_t, looked> some;
    for (std::size_t i = 0; i < looked; ++i)
        some[i] = column[i * column.size() / looked];
    std::sort(some.begin(), some.end());
    const auto distinct = std::unique(some.begin(), some.end()) - some.begin();
    return static_cast<std::size_t>(distinct) + alike <= looked;
}

bool ColumnDictionary::collect(std::span<const std::int64_t> column)
{
    const std::size_t most = std::min(column.size() / 4 * 3, mostDistinct);
    const auto slots = std::bit_ceil(most * 2);
    const auto shift = 64U - static_cast<unsigned>(std::bit_width(slots) - 1);
    m_slots.assign(slots, 0);
    m_found.clear();
    m_ranks.resize(column.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
        std::size_t slot = slotOf(column[i], shift);
        while (m_slots[slot] != 0 && m_found[m_slots[slot] - 1] != column[i])
            slot = (slot + 1) & (slots - 1);
        if (m_slots[slot] == 0) {
            if (m_found.size() == most)
                return false;
            m_found.push_back(column[i]);
            m_slots[slot] = static_cast<std::uint32_t>(m_found.size());
        }
        m_ranks[i] = m_slots[slot] - 1;
    }
    return true;
}

bool ColumnDictionary::make(std::span<const std::int64_t> column, std::uint64_t bits)
{
    if (column.size() < shortest || !repeats(column, bits < dear * column.size() ? lookedAlike : 1) ||
        !collect(column))
        return false;
    m_order.resize(m_found.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    std::sort(m_order.begin(), m_order.end(),
              [this](std::uint32_t a, std::uint32_t b) { return m_found[a] < m_found[b]; });
    m_distinct.clear();
    for (std::uint32_t rank = 0; rank < m_order.size(); ++rank) {
        m_distinct.push_back(m_found[m_order[rank]]);
        m_slots[m_order[rank]] = rank; // the table is no longer needed
    }
    for (std::int64_t &each : m_ranks)
        each = m_slots[static_cast<std::size_t>(each)];
    return true;
}

} // namespace desk
