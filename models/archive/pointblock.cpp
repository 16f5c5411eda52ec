// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/pointblock.h"

namespace desk {

void PointBlock::append(std::uint64_t sequence, std::int64_t generation, const double *values,
                        const Quality *qualities)
{
    m_ordered = m_ordered && (isEmpty() || generation > m_generationMax);
    m_generationMin = isEmpty() ? generation : std::min(m_generationMin, generation);
    m_generationMax = isEmpty() ? generation : std::max(m_generationMax, generation);
    m_sequence.push_back(static_cast<std::int64_t>(sequence));
    m_generation.push_back(generation);
    m_value.insert(m_value.end(), values, values + m_series);
    m_quality.insert(m_quality.end(), qualities, qualities + m_series);
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
    m_sequence.clear();
    m_generation.clear();
    m_value.clear();
    m_quality.clear();
    m_wide.clear();
    m_ordered = true;
}

} // namespace desk
