// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/maskrow.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace desk {
namespace {

using Four __attribute__((vector_size(16))) = std::uint32_t; // pixels at once
using FourBytes __attribute__((vector_size(4))) = std::uint8_t;
using FourSigned __attribute__((vector_size(16))) = std::int32_t;
using FourSignedBytes __attribute__((vector_size(4))) = std::int8_t;
using Eight __attribute__((vector_size(16))) = std::uint16_t;
using Sixteen __attribute__((vector_size(16))) = std::uint8_t;
using Two __attribute__((vector_size(16))) = std::uint64_t;

// Channels lie in 16 bits each while they are mixed: two of a pixel, of four pixels, in one multiplication.
inline void blend(QRgb *pixels, const std::uint8_t *coverage, QRgb colour)
{
    FourBytes bytes;
    std::memcpy(&bytes, coverage, sizeof bytes);
    const Four a = __builtin_convertvector(bytes, Four);
    const Four share = a + (a >> 7U); // 0..256
    const auto above = reinterpret_cast<Eight>(share | (share << 16U));
    const Eight below = 256 - above;
    Four picture;
    std::memcpy(&picture, pixels, sizeof picture);
    const auto redBlue = reinterpret_cast<Eight>(picture & 0xFF00FFU);
    const auto green = reinterpret_cast<Eight>((picture >> 8U) & 0xFF00FFU);
    const auto ownRedBlue = reinterpret_cast<Eight>(Four{} + (colour & 0xFF00FFU));
    const auto ownGreen = reinterpret_cast<Eight>(Four{} + ((colour >> 8U) & 0xFF00FFU));
    const Eight low = (redBlue * below + ownRedBlue * above) >> 8;
    const Eight high = (green * below + ownGreen * above) & 0xFF00;
    picture = reinterpret_cast<Four>(low) | reinterpret_cast<Four>(high) | 0xFF000000U;
    std::memcpy(pixels, &picture, sizeof picture);
}

// The same where each coverage is 0 or 255, as between the ends of upright lines: a third of the work.
inline void replace(QRgb *pixels, const std::uint8_t *coverage, QRgb colour)
{
    FourSignedBytes bytes;
    std::memcpy(&bytes, coverage, sizeof bytes);
    const auto whole = reinterpret_cast<Four>(__builtin_convertvector(bytes, FourSigned)); // 0 or all bits
    Four picture;
    std::memcpy(&picture, pixels, sizeof picture);
    picture = (picture & ~whole) | (whole & colour);
    std::memcpy(pixels, &picture, sizeof picture);
}

} // namespace

void layMask(std::span<const std::uint8_t> mask, QRgb *line, QRgb colour)
{
    const int width = static_cast<int>(mask.size());
    const std::uint8_t *const coverage = mask.data();
    const int wholeFours = width / 4 * 4;
    int at = 0;
    // Whether four pixels are empty cannot be foretold where curves are rough; of sixteen it mostly can.
    for (; at + 16 <= wholeFours; at += 16) {
        std::array<std::uint64_t, 2> sixteen{};
        std::memcpy(sixteen.data(), coverage + at, sizeof sixteen);
        if ((sixteen[0] | sixteen[1]) == 0)
            continue;
        if ((sixteen[0] & sixteen[1]) == ~std::uint64_t{0}) {
            std::fill_n(line + at, 16, colour);
            continue;
        }
        Sixteen bytes;
        std::memcpy(&bytes, sixteen.data(), sizeof bytes);
        const auto partly = reinterpret_cast<Two>((bytes + 1) & 0xFE);
        if ((partly[0] | partly[1]) == 0) {
            for (int four = 0; four < 16; four += 4)
                replace(line + at + four, coverage + at + four, colour);
            continue;
        }
        for (int four = 0; four < 16; four += 4)
            blend(line + at + four, coverage + at + four, colour);
    }
    for (; at < wholeFours; at += 4)
        blend(line + at, coverage + at, colour);
    if (wholeFours == width)
        return;
    std::array<QRgb, 4> rest{};
    const auto bytes = static_cast<std::size_t>(width - wholeFours) * sizeof(QRgb);
    std::memcpy(rest.data(), line + wholeFours, bytes);
    blend(rest.data(), coverage + wholeFours, colour);
    std::memcpy(line + wholeFours, rest.data(), bytes);
}

} // namespace desk
