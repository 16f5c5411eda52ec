// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/nodetype.h"

#include <array>

namespace desk {
namespace {
constexpr std::array<std::string_view, 6> typeTexts{"satellite", "ground_station", "data_center",
                                                    "device",    "host",           "gpu"};
}

std::string_view nodeTypeWord(NodeType type)
{
    return typeTexts[static_cast<std::size_t>(type)];
}

std::optional<NodeType> nodeTypeFromWord(std::string_view word)
{
    for (std::size_t i = 0; i < typeTexts.size(); ++i) {
        if (typeTexts[i] == word)
            return static_cast<NodeType>(i);
    }
    return std::nullopt;
}

std::string_view nodeTypeWords()
{
    return "satellite, ground_station, data_center, device, host, gpu";
}

} // namespace desk
