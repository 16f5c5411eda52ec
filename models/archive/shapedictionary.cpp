// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/shapedictionary.h"

#include <algorithm>
#include <utility>

namespace desk {

std::optional<ShapeId> ShapeDictionary::find(EntityId entity, std::span<const SeriesId> series)
{
    if (index(entity) >= m_ofEntity.size())
        m_ofEntity.resize(index(entity) + 1);
    std::vector<ShapeId> &known = m_ofEntity[index(entity)].known;
    for (auto it = known.begin(); it != known.end(); ++it) {
        if (!std::ranges::equal(m_shapes[index(*it)].series, series))
            continue;
        std::rotate(known.begin(), it, it + 1);
        use(entity, known.front());
        return known.front();
    }
    if (series.size() > 1 && known.size() >= mostOfEntity)
        return std::nullopt;
    const auto id = static_cast<ShapeId>(m_shapes.size());
    m_shapes.push_back({id, entity, {series.begin(), series.end()}});
    known.insert(known.begin(), id);
    use(entity, id);
    return id;
}

void ShapeDictionary::use(EntityId entity, ShapeId shape)
{
    const std::vector<SeriesId> &series = m_shapes[index(shape)].series;
    OfEntity &of = m_ofEntity[index(entity)];
    of.lastSeries = series.data();
    of.lastSize = series.size();
    of.last = shape;
}

// Ids ascend, so nothing moves that was handed out.
void ShapeDictionary::restore(Shape shape)
{
    if (index(shape.id) >= m_shapes.size())
        m_shapes.resize(index(shape.id) + 1);
    if (index(shape.entity) >= m_ofEntity.size())
        m_ofEntity.resize(index(shape.entity) + 1);
    m_ofEntity[index(shape.entity)].known.push_back(shape.id);
    m_shapes[index(shape.id)] = std::move(shape);
}

} // namespace desk
