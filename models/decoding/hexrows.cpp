// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/hexrows.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t bytesInRow = 16;
constexpr std::size_t offsetFigures = 4; // at least

std::string hexFigures(std::uint64_t value, std::size_t figures)
{
    std::string text;
    for (; value > 0 || text.size() < figures; value /= 16)
        text.insert(text.begin(), "0123456789abcdef"[value % 16]);
    return text;
}

} // namespace

std::string hexRows(std::span<const std::byte> bytes, std::uint64_t offset)
{
    std::string rows;
    for (std::size_t begin = 0; begin < bytes.size(); begin += bytesInRow) {
        rows += hexFigures(offset + begin, offsetFigures) + "  ";
        const auto row = bytes.subspan(begin, std::min(bytesInRow, bytes.size() - begin));
        std::string characters;
        for (const std::byte byte : row) {
            const auto code = std::to_integer<unsigned char>(byte);
            rows += hexFigures(code, 2) + ' ';
            characters += code >= 0x20 && code < 0x7F ? static_cast<char>(code) : '.';
        }
        rows.append(3 * (bytesInRow - row.size()), ' ').append(" ").append(characters).append("\n");
    }
    return rows;
}

} // namespace desk
