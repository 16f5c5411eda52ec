// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/pointblock.h"

namespace desk {

PointBlock::PointBlock(EntityId entity, std::span<const SeriesId> series)
    : m_entity(entity)
    , m_series(series.begin(), series.end())
{
    clear();
}

// Doubles, so that a fleet of quiet nodes does not hold a thousand empty places for each.
void PointBlock::grow()
{
    const std::size_t before = m_capacity;
    m_capacity = before == 0 ? 16 : before * 2;
    m_sequence.reserve(m_capacity);
    m_generation.reserve(m_capacity);
    m_value.resize(m_capacity * m_series.size());
    m_quality.resize(m_capacity * m_series.size());
    for (std::size_t s = m_series.size(); s-- > 1;) {
        std::copy_n(m_value.begin() + std::ptrdiff_t(s * before), before,
                    m_value.begin() + std::ptrdiff_t(s * m_capacity));
        std::copy_n(m_quality.begin() + std::ptrdiff_t(s * before), before,
                    m_quality.begin() + std::ptrdiff_t(s * m_capacity));
    }
}

void PointBlock::append(std::uint64_t sequence, std::int64_t generation, std::span<const double> values,
                        std::span<const Quality> qualities)
{
    const std::size_t at = points();
    if (at == m_capacity)
        grow();
    m_ordered = m_ordered && (at == 0 || generation > m_generationMax);
    m_generationMin = at == 0 ? generation : std::min(m_generationMin, generation);
    m_generationMax = at == 0 ? generation : std::max(m_generationMax, generation);
    m_sequence.push_back(static_cast<std::int64_t>(sequence));
    m_generation.push_back(generation);
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        m_value[s * m_capacity + at] = values[s];
        m_quality[s * m_capacity + at] = qualities[s];
    }
}

void PointBlock::setWide(std::size_t series, std::int64_t value)
{
    m_wide.push_back({static_cast<std::uint32_t>(series), static_cast<std::uint32_t>(points() - 1), value});
}

void PointBlock::clear()
{
    m_sequence.clear();
    m_generation.clear();
    m_wide.clear();
    m_generationMin = 0;
    m_generationMax = 0;
    m_ordered = true;
}

} // namespace desk
