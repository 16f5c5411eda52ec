// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/base64url.h"

#include <cstdint>

namespace desk {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

std::string toBase64url(std::string_view bytes)
{
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < 3; ++k)
            word = word << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4 && i + k <= bytes.size(); ++k)
            out += alphabet[word >> (18 - 6 * k) & 63U];
    }
    return out;
}

std::optional<std::string> fromBase64url(std::string_view text)
{
    std::string out;
    std::uint32_t word = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const auto value = alphabet.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        word = word << 6U | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            out += static_cast<char>(word >> bits & 255U);
        }
    }
    if (text.size() % 4 == 1 || (word & ((1U << bits) - 1U)) != 0)
        return std::nullopt;
    return out;
}

} // namespace desk
