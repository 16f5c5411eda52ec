// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/shapedictionary.h"

#include <algorithm>
#include <utility>

namespace desk {

std::optional<ShapeId> ShapeDictionary::shape(EntityId entity, std::span<const SeriesId> series)
{
    if (index(entity) >= m_ofEntity.size())
        m_ofEntity.resize(index(entity) + 1);
    std::vector<ShapeId> &known = m_ofEntity[index(entity)];
    for (auto it = known.begin(); it != known.end(); ++it) {
        if (!std::ranges::equal(m_shapes[index(*it)].series, series))
            continue;
        std::rotate(known.begin(), it, it + 1);
        return known.front();
    }
    if (series.size() > 1 && known.size() >= mostOfEntity)
        return std::nullopt;
    const auto id = static_cast<ShapeId>(m_shapes.size());
    m_shapes.push_back({id, entity, {series.begin(), series.end()}});
    known.insert(known.begin(), id);
    return id;
}

void ShapeDictionary::restore(Shape shape)
{
    if (index(shape.id) >= m_shapes.size())
        m_shapes.resize(index(shape.id) + 1);
    if (index(shape.entity) >= m_ofEntity.size())
        m_ofEntity.resize(index(shape.entity) + 1);
    m_ofEntity[index(shape.entity)].push_back(shape.id);
    m_shapes[index(shape.id)] = std::move(shape);
}

} // namespace desk
