// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace desk {

// The API's node types; host and device also stand for what only sends data. Plain value.
enum class NodeType : std::uint8_t { satellite, groundStation, dataCenter, device, host, gpu };

// Stands on the ground, and is what others talk to.
constexpr bool isGround(NodeType type)
{
    return type == NodeType::groundStation || type == NodeType::dataCenter;
}

std::string_view nodeTypeWord(NodeType type);
std::optional<NodeType> nodeTypeFromWord(std::string_view word);
// "satellite, ground_station, …" for error messages.
std::string_view nodeTypeWords();

} // namespace desk
