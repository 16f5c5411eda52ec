// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace desk {

// What is pointed at or selected in a picture of the fleet: a node, a link, a cluster of nodes, or nothing.
struct PictureItem
{
    static constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::uint32_t node = none;
    std::uint32_t edge = none;
    std::uint32_t cluster = none;

    [[nodiscard]] bool isNothing() const { return node == none && edge == none && cluster == none; }
    bool operator==(const PictureItem &) const = default;
};

} // namespace desk
