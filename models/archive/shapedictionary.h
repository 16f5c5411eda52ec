// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

namespace desk {

// A set of series that points of one node or link carry together, in the order they carry them.
enum class ShapeId : std::uint32_t {};

struct Shape
{
    ShapeId id{};
    EntityId entity = noEntity;
    std::vector<SeriesId> series;
    bool operator==(const Shape &) const = default;
};

// The shapes of one session file, numbered from 0. One thread.
class ShapeDictionary
{
public:
    static constexpr std::size_t mostOfEntity = 256;

    // Finds or adds. Points of one entity usually carry what the last one did: then one comparison. Nothing
    // when the entity has too many shapes of several series already: each of the series is a shape then.
    std::optional<ShapeId> shape(EntityId entity, std::span<const SeriesId> series)
    {
        if (index(entity) < m_ofEntity.size()) {
            const OfEntity &of = m_ofEntity[index(entity)];
            if (of.lastSize == series.size() && std::equal(series.begin(), series.end(), of.lastSeries))
                return of.last;
        }
        return find(entity, series);
    }
    // One that the file has. Ids without one stay empty.
    void restore(Shape shape);

    [[nodiscard]] std::size_t size() const { return m_shapes.size(); }
    [[nodiscard]] const Shape &definition(ShapeId id) const { return m_shapes[index(id)]; }

private:
    std::optional<ShapeId> find(EntityId entity, std::span<const SeriesId> series);
    void use(EntityId entity, ShapeId shape);

    std::deque<Shape> m_shapes;
    struct OfEntity
    {
        const SeriesId *lastSeries = nullptr; // of the shape used last, which is the first in known
        std::size_t lastSize = 0;
        ShapeId last{};
        std::vector<ShapeId> known;
    };
    std::vector<OfEntity> m_ofEntity; // by EntityId
};

} // namespace desk
