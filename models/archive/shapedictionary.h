// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"

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
    std::optional<ShapeId> shape(EntityId entity, std::span<const SeriesId> series);
    // One that the file has. Ids without one stay empty.
    void restore(Shape shape);

    [[nodiscard]] std::size_t size() const { return m_shapes.size(); }
    [[nodiscard]] const Shape &definition(ShapeId id) const { return m_shapes[index(id)]; }

private:
    std::deque<Shape> m_shapes;
    std::vector<std::vector<ShapeId>> m_ofEntity; // by EntityId; the one used last is the first
};

} // namespace desk
