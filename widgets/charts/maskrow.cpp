// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/maskrow.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace desk {
namespace {

// Eight pixels at once, with registers of 32 bytes or, where there are none, two of 16.
using Pixels __attribute__((vector_size(32))) = std::uint32_t;
using SignedPixels __attribute__((vector_size(32))) = std::int32_t;
using Channels __attribute__((vector_size(32))) = std::uint16_t;
using Bytes __attribute__((vector_size(8))) = std::uint8_t;
using SignedBytes __attribute__((vector_size(8))) = std::int8_t;
using Sixteen __attribute__((vector_size(16))) = std::uint8_t;
using Two __attribute__((vector_size(16))) = std::uint64_t;

constexpr int atOnce = 8;

// Channels lie in 16 bits each while they are mixed: two of a pixel, of eight pixels, in one multiplication.
[[gnu::always_inline]] inline void blend(const QRgb *under, QRgb *pixels, const std::uint8_t *coverage,
                                         QRgb colour)
{
    Bytes bytes;
    std::memcpy(&bytes, coverage, sizeof bytes);
    const Pixels a = __builtin_convertvector(bytes, Pixels);
    const Pixels share = a + (a >> 7U); // 0..256
    const auto above = reinterpret_cast<Channels>(share | (share << 16U));
    const Channels below = 256 - above;
    Pixels picture;
    std::memcpy(&picture, under, sizeof picture);
    const auto redBlue = reinterpret_cast<Channels>(picture & 0xFF00FFU);
    const auto green = reinterpret_cast<Channels>((picture >> 8U) & 0xFF00FFU);
    const auto ownRedBlue = reinterpret_cast<Channels>(Pixels{} + (colour & 0xFF00FFU));
    const auto ownGreen = reinterpret_cast<Channels>(Pixels{} + ((colour >> 8U) & 0xFF00FFU));
    const Channels low = (redBlue * below + ownRedBlue * above) >> 8;
    const Channels high = (green * below + ownGreen * above) & 0xFF00;
    picture = reinterpret_cast<Pixels>(low) | reinterpret_cast<Pixels>(high) | 0xFF000000U;
    std::memcpy(pixels, &picture, sizeof picture);
}

// The same where each coverage is 0 or 255, as between the ends of upright lines: a third of the work.
[[gnu::always_inline]] inline void replace(const QRgb *under, QRgb *pixels, const std::uint8_t *coverage,
                                           QRgb colour)
{
    SignedBytes bytes;
    std::memcpy(&bytes, coverage, sizeof bytes);
    const auto whole =
        reinterpret_cast<Pixels>(__builtin_convertvector(bytes, SignedPixels)); // no or all bits
    Pixels picture;
    std::memcpy(&picture, under, sizeof picture);
    picture = (picture & ~whole) | (whole & colour);
    std::memcpy(pixels, &picture, sizeof picture);
}

// Whole eights only.
[[gnu::always_inline]] inline void layEights(std::span<const std::uint8_t> mask, const QRgb *under,
                                             QRgb *line, QRgb colour)
{
    const std::uint8_t *const coverage = mask.data();
    const int width = static_cast<int>(mask.size());
    int at = 0;
    // Whether a few pixels are empty cannot be foretold where curves are rough; of sixteen it mostly can.
    for (; at + 16 <= width; at += 16) {
        Sixteen bytes;
        std::memcpy(&bytes, coverage + at, sizeof bytes);
        const auto whole = reinterpret_cast<Two>(bytes);
        if ((whole[0] | whole[1]) == 0) {
            if (under != line)
                std::memcpy(line + at, under + at, 16 * sizeof(QRgb));
            continue;
        }
        const auto partly = reinterpret_cast<Two>((bytes + 1) & 0xFE);
        const bool isBlended = (partly[0] | partly[1]) != 0;
        for (int eight = at; eight < at + 16; eight += atOnce)
            isBlended ? blend(under + eight, line + eight, coverage + eight, colour)
                      : replace(under + eight, line + eight, coverage + eight, colour);
    }
    for (; at < width; at += atOnce)
        blend(under + at, line + at, coverage + at, colour);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void layEightsWide(std::span<const std::uint8_t> mask, const QRgb *under, QRgb *line,
                                           QRgb colour)
{
    layEights(mask, under, line, colour);
}
#endif

void layEightsNarrow(std::span<const std::uint8_t> mask, const QRgb *under, QRgb *line, QRgb colour)
{
    layEights(mask, under, line, colour);
}

auto bestOfThisMachine()
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") != 0)
        return &layEightsWide;
#endif
    return &layEightsNarrow;
}

} // namespace

void layMask(std::span<const std::uint8_t> mask, const QRgb *under, QRgb *line, QRgb colour)
{
    static const auto lay = bestOfThisMachine();
    const std::size_t whole = mask.size() / atOnce * atOnce;
    lay(mask.first(whole), under, line, colour);
    if (whole == mask.size())
        return;
    std::array<QRgb, atOnce> rest{};
    std::array<std::uint8_t, atOnce> coverage{};
    std::copy(mask.begin() + std::ptrdiff_t(whole), mask.end(), coverage.begin());
    std::copy_n(under + whole, mask.size() - whole, rest.begin());
    lay(coverage, rest.data(), rest.data(), colour);
    std::copy_n(rest.begin(), mask.size() - whole, line + whole);
}

} // namespace desk
