// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// A GUID as RFC 4122 writes it. Plain value, any thread.
struct Guid
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    // Version 4, from the system's random numbers: nobody can guess the next.
    static Guid make();
    // 8-4-4-4-12 hexadecimal digits of either case; nothing for any other text.
    static std::optional<Guid> parse(std::string_view text);

    [[nodiscard]] std::string text() const; // lower case
    void appendTo(std::string &out) const;  // the same
    [[nodiscard]] bool isNull() const { return high == 0 && low == 0; }
    auto operator<=>(const Guid &) const = default;
};

} // namespace desk

template <>
struct std::hash<desk::Guid>
{
    std::size_t operator()(const desk::Guid &guid) const noexcept
    {
        constexpr std::uint64_t spread = 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>((guid.high ^ (guid.low * spread)) * spread);
    }
};
