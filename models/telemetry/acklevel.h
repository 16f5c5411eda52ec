// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace desk {

// What an acknowledgement means; a greater level promises more. memory: the server has it. os: its write(2)
// returned, a killed process loses nothing, a power loss at most the last 200 ms. disk: an fdatasync after it
// returned, a power loss loses nothing.
enum class AckLevel : std::uint8_t { memory, os, disk };

inline constexpr std::array<std::string_view, 3> ackLevelWords{"memory", "os", "disk"};

constexpr std::string_view word(AckLevel level)
{
    return ackLevelWords[static_cast<std::size_t>(level)];
}

constexpr std::optional<AckLevel> ackLevelOf(std::string_view text)
{
    for (std::size_t i = 0; i < ackLevelWords.size(); ++i) {
        if (ackLevelWords[i] == text)
            return static_cast<AckLevel>(i);
    }
    return std::nullopt;
}

} // namespace desk
