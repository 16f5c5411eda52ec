// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/pointblock.h"

namespace desk {

// Doubles, so that a fleet of quiet nodes does not hold a thousand empty places for each.
void PointBlock::grow()
{
    const std::size_t room = m_points == 0 ? 16 : m_points * 2;
    m_sequence.resize(room);
    m_generation.resize(room);
    m_value.resize(room * m_series);
    m_quality.resize(room * m_series);
}

void PointBlock::setWide(std::size_t series, std::int64_t value)
{
    m_wide.push_back({static_cast<std::uint32_t>(series), static_cast<std::uint32_t>(points() - 1), value});
}

void PointBlock::clear()
{
    row = 0;
    written = 0;
    tailed = 0;
    m_points = 0;
    m_wide.clear();
    m_ordered = true;
    m_cameAnytime = false;
}

} // namespace desk
