// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

enum class LayoutKind : std::uint8_t {
    stress,     // distances in the picture follow distances in links; the mean link has length 1
    circle,     // all on one circle, linked ones near each other
    geographic, // x = longitude, y = -latitude in degrees; nodes without a position in rows below
    globe,      // the same places, seen from afar: how they are projected is the picture's affair
    orbital,    // planes as columns, phase downwards, the ground below; from LayoutGraph::slots
    layered,    // rows by role: satellites, gateways, stations, data centres
    // Boost.Graph's, for small graphs only; larger ones, and updates of a known picture, are the stress
    // layout's affair.
    fruchtermanReingold,
    kamadaKawai,
};

// Whether places are longitude and latitude.
constexpr bool isGeographic(LayoutKind kind)
{
    return kind == LayoutKind::geographic || kind == LayoutKind::globe;
}

// "stress", "map": as in options and kept layouts, the same in every language.
std::string_view layoutWord(LayoutKind kind);
std::optional<LayoutKind> layoutFromWord(std::string_view word);
// "stress|circle|…" for help.
std::string layoutWords();

} // namespace desk
