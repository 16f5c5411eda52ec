// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace desk {

// An unsigned number of up to 64 bits, the most significant first, counted from that of the first byte. The
// bits must lie in bytes. Pure.
inline std::uint64_t bitsOf(std::span<const std::byte> bytes, std::size_t firstBit, unsigned bits)
{
    const std::byte *const at = bytes.data() + firstBit / 8;
    const auto shift = static_cast<unsigned>(firstBit % 8);
    if (shift == 0) {
        switch (bits) {
        case 8:
            return std::to_integer<std::uint64_t>(at[0]);
        case 16: {
            std::uint16_t number = 0;
            std::memcpy(&number, at, sizeof number);
            return __builtin_bswap16(number);
        }
        case 32: {
            std::uint32_t number = 0;
            std::memcpy(&number, at, sizeof number);
            return __builtin_bswap32(number);
        }
        case 64: {
            std::uint64_t number = 0;
            std::memcpy(&number, at, sizeof number);
            return __builtin_bswap64(number);
        }
        default:
            break;
        }
    }
    const unsigned touched = (shift + bits + 7) / 8; // 9 bytes at most
    std::uint64_t number = 0;
    for (unsigned i = 0; i < touched && i < 8; ++i)
        number = number << 8U | std::to_integer<std::uint64_t>(at[i]);
    if (touched == 9) {
        const unsigned below = shift + bits - 64; // bits of the ninth byte
        number = number << below | std::to_integer<std::uint64_t>(at[8]) >> (8 - below);
    } else {
        number >>= touched * 8 - shift - bits;
    }
    return bits == 64 ? number : number & ((std::uint64_t{1} << bits) - 1);
}

// Whole bytes that begin at any bit.
inline void textOfBits(std::span<const std::byte> bytes, std::size_t firstBit, std::size_t bits,
                       std::string &text)
{
    text.resize(bits / 8);
    for (std::size_t i = 0; i < text.size(); ++i)
        text[i] = static_cast<char>(bitsOf(bytes, firstBit + i * 8, 8));
}

// A number with its bytes turned round; bits is a multiple of 8.
inline std::uint64_t turnedBytes(std::uint64_t number, unsigned bits)
{
    return __builtin_bswap64(number) >> (64 - bits);
}

// Two's complement.
inline std::int64_t signedOf(std::uint64_t number, unsigned bits)
{
    const unsigned unused = 64 - bits;
    return static_cast<std::int64_t>(number << unused) >> unused;
}

} // namespace desk
