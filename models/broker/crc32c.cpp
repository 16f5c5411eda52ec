// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/crc32c.h"

#include <array>
#include <cstring>
#ifdef __SSE4_2__
#include <nmmintrin.h>
#endif

namespace desk {

#ifdef __SSE4_2__

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t previous)
{
    std::uint64_t crc = ~previous;
    const std::byte *at = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        crc = _mm_crc32_u64(crc, word);
    }
    auto small = static_cast<std::uint32_t>(crc);
    for (; left > 0; ++at, --left)
        small = _mm_crc32_u8(small, static_cast<unsigned char>(*at));
    return ~small;
}

#else

namespace {
constexpr auto makeTable()
{
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t crc = i;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1U) ^ 0x82F63B78U : crc >> 1U;
        table[i] = crc;
    }
    return table;
}
constexpr auto table = makeTable();
} // namespace

std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t previous)
{
    std::uint32_t crc = ~previous;
    for (const std::byte b : bytes)
        crc = table[(crc ^ static_cast<std::uint32_t>(b)) & 0xFFU] ^ (crc >> 8U);
    return ~crc;
}

#endif

} // namespace desk
