// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace desk {

// Strong identifiers, dense from 0 in one data folder, never reused. Plain values, any thread.
enum class NodeId : std::uint32_t {};
// A node itself, or a link in one direction (node -> dst): whatever a point can be about.
enum class EntityId : std::uint32_t {};
// One metric (with its labels) of one entity.
enum class SeriesId : std::uint32_t {};
// A metric's name with its labels, shared by all entities that have it.
enum class MetricId : std::uint32_t {};

inline constexpr NodeId noNode{0xFFFFFFFFU};
inline constexpr EntityId noEntity{0xFFFFFFFFU};
inline constexpr SeriesId noSeries{0xFFFFFFFFU};

template <class Id>
constexpr std::uint32_t index(Id id)
{
    return static_cast<std::uint32_t>(id);
}

} // namespace desk
