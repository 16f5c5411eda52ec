// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// Flags of one sample, one byte. Plain value. None set = good.
enum class Quality : std::uint8_t {
    good = 0,
    uncertain = 1 << 0,
    invalid = 1 << 1,
    outOfRange = 1 << 2,
    clockAhead = 1 << 3, // generation time more than 5 s after reception
    backFilled = 1 << 4, // came late or out of order
    superseded = 1 << 5, // a later value for the same generation time replaced it
    simulated = 1 << 6,
    derived = 1 << 7,
};

constexpr Quality operator|(Quality a, Quality b)
{
    return static_cast<Quality>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}

constexpr Quality &operator|=(Quality &a, Quality b)
{
    return a = a | b;
}

constexpr bool has(Quality q, Quality flag)
{
    return (static_cast<unsigned>(q) & static_cast<unsigned>(flag)) != 0;
}

// The API's words joined by '|', worst first: "invalid|simulated"; "good" for none.
std::string qualityWords(Quality q);
// The way back; nothing for words that are none.
std::optional<Quality> qualityFromWords(std::string_view words);

} // namespace desk
