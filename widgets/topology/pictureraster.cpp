// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/pictureraster.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace desk {
namespace {

constexpr int fraction = 16;
constexpr int one = 1 << fraction;

// Two opaque pixels, a word of 16 bits for each of their eight bytes: what is computed for a line's two
// pixels of a column is computed at once.
using PixelBytes = std::uint8_t __attribute__((vector_size(8)));
using PixelWords = std::uint16_t __attribute__((vector_size(16)));
using PixelPair = std::uint64_t __attribute__((vector_size(16)));

PixelWords wordsOf(QRgb low, QRgb high)
{
    return __builtin_convertvector(std::bit_cast<PixelBytes>(low | std::uint64_t(high) << 32U), PixelWords);
}

// Each of the four words of a pixel.
PixelWords sharesOf(int low, int high)
{
    constexpr std::uint64_t each = 0x0001'0001'0001'0001U;
    return std::bit_cast<PixelWords>(PixelPair{std::uint32_t(low) * each, std::uint32_t(high) * each});
}

// Shares 0 to 256 of a colour over what is there.
void cover(uchar *lowAt, uchar *highAt, PixelWords color, int low, int high)
{
    auto *lowPixel = reinterpret_cast<QRgb *>(lowAt);
    auto *highPixel = reinterpret_cast<QRgb *>(highAt);
    const PixelWords ground = wordsOf(*lowPixel, *highPixel);
    // Differences may be negative: modulo 2^16 the sum is right, for it lies between the two.
    const PixelWords mixed = ((ground << 8U) + (color - ground) * sharesOf(low, high)) >> 8U;
    const auto pair = std::bit_cast<std::uint64_t>(__builtin_convertvector(mixed, PixelBytes));
    *lowPixel = QRgb(pair);
    *highPixel = QRgb(pair >> 32U);
}

void cover(uchar *at, PixelWords color, int share)
{
    alignas(8) std::array<uchar, 4> nowhere{};
    cover(at, nowhere.data(), color, share, 0);
}

// A line's pixels across its direction of travel: a column, or a row for a steep one.
struct LineColumns
{
    PixelWords color;
    int half; // its width, in units of 1/65536 of a pixel
    qsizetype step;
    int begin; // pixels that may be drawn on
    int end;

    // Any width, also over the edge. share: 0 to 256, how much of a pixel fully covered it takes.
    void any(uchar *column, int middle, int share) const
    {
        const int low = middle - half;
        const int high = middle + half;
        const int first = std::max(begin, low >> fraction);
        const int last = std::min(end - 1, (high - 1) >> fraction);
        uchar *at = column + first * step;
        for (int v = first; v <= last; ++v, at += step) {
            const int top = v << fraction;
            const int covered = std::min(top + one, high) - std::max(top, low);
            cover(at, color, (covered * share) >> fraction);
        }
    }

    // One pixel wide: shared between two (Wu, "An efficient antialiasing technique", 1991).
    void hair(uchar *column, int middle, int share) const
    {
        const int low = middle - half;
        const int row = low >> fraction;
        if (row < begin || row + 1 >= end)
            return any(column, middle, share);
        uchar *at = column + row * step;
        const int second = ((low - (row << fraction)) * share) >> fraction;
        cover(at, at + step, color, share - second, second);
    }

    // Three pixels at most, without a branch for each: none is foreseen well.
    void thin(uchar *column, int middle, int share) const
    {
        const int low = middle - half;
        const int high = middle + half;
        const int row = low >> fraction;
        if (row < begin || row + 2 >= end)
            return any(column, middle, share);
        const int edge = (row + 1) << fraction;
        uchar *at = column + row * step;
        cover(at, at + step, color, ((std::min(edge, high) - low) * share) >> fraction,
              (std::clamp(high - edge, 0, one) * share) >> fraction);
        cover(at + 2 * step, color, (std::clamp(high - edge - one, 0, one) * share) >> fraction);
    }
};

// Two premultiplied pixels over opaque ones.
PixelWords over(PixelWords ground, PixelWords pixels)
{
    constexpr PixelWords alphas{3, 3, 3, 3, 7, 7, 7, 7}; // of the eight words, where each pixel has its own
    const PixelWords rest = ground * (255 - __builtin_shuffle(pixels, alphas)) + 0x80;
    return pixels + ((rest + (rest >> 8U)) >> 8U); // divided by 255, rounded
}

void blendPair(QRgb *to, QRgb lowPixel, QRgb highPixel)
{
    const PixelWords blended = over(wordsOf(to[0], to[1]), wordsOf(lowPixel, highPixel));
    const auto pair = std::bit_cast<std::uint64_t>(__builtin_convertvector(blended, PixelBytes));
    to[0] = QRgb(pair);
    to[1] = QRgb(pair >> 32U);
}

} // namespace

QImage emptyPicture(double side, double pixelRatio)
{
    const int pixels = int(std::ceil(side * pixelRatio));
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(pixelRatio);
    image.fill(Qt::transparent);
    return image;
}

PictureRaster::PictureRaster(QImage &image)
    : m_bits(image.bits())
    , m_bytesPerLine(image.bytesPerLine())
    , m_width(image.width())
    , m_height(image.height())
    , m_ratio(image.devicePixelRatio())
    , m_bottom(image.height())
{
    Q_ASSERT(image.depth() == 32);
}

void PictureRaster::setRows(int top, int bottom)
{
    m_top = std::clamp(top, 0, m_height);
    m_bottom = std::clamp(bottom, m_top, m_height);
}

// Liang and Barsky, "A new concept and method for line clipping" (1984).
bool PictureRaster::clip(QLineF &line, double margin) const
{
    double from = 0;
    double to = 1;
    const auto cut = [&](double step, double room) { // inside where step * t <= room
        if (step == 0)
            return room >= 0;
        const double t = room / step;
        if (step > 0)
            to = std::min(to, t);
        else
            from = std::max(from, t);
        return from <= to;
    };
    const double dx = line.dx();
    const double dy = line.dy();
    if (!cut(-dx, line.x1() + margin) || !cut(dx, m_width + margin - line.x1()) ||
        !cut(-dy, line.y1() - m_top + margin) || !cut(dy, m_bottom + margin - line.y1()))
        return false;
    if (from > 0 || to < 1)
        line = {line.pointAt(from), line.pointAt(to)};
    return true;
}

void PictureRaster::line(const QLineF &given, double width, QRgb color)
{
    QLineF line(given.p1() * m_ratio, given.p2() * m_ratio);
    width = std::max(1.0, width * m_ratio);
    if (!std::isfinite(line.dx()) || !std::isfinite(line.dy()) || !clip(line, width + 1))
        return;
    const bool swapped = std::abs(line.dy()) > std::abs(line.dx());
    if (swapped)
        steep(line.y1(), line.x1(), line.y2(), line.x2(), width, color, true);
    else
        steep(line.x1(), line.y1(), line.x2(), line.y2(), width, color, false);
}

// Along u, which changes faster than v; swapped: u is the image's y. v in units of 1/65536 of a pixel.
void PictureRaster::steep(double u0, double v0, double u1, double v1, double width, QRgb color, bool swapped)
{
    if (u1 < u0) {
        std::swap(u0, u1);
        std::swap(v0, v1);
    }
    if (u1 - u0 < 1e-6)
        return;
    const double slope = (v1 - v0) / (u1 - u0);
    const int uBegin = std::max(swapped ? m_top : 0, int(std::floor(u0)));
    const int uEnd = std::min(int(std::ceil(u1)), swapped ? m_bottom : m_width);
    if (uBegin >= uEnd)
        return;
    const qsizetype stepU = swapped ? m_bytesPerLine : 4;
    // A line of one pixel is as thin along its column, a wider one as wide across as it should be.
    const bool hair = width <= 1;
    const int half = hair ? one / 2 : int(width / 2 * std::sqrt(1 + slope * slope) * one);
    const LineColumns columns{wordsOf(color | 0xFF000000U, color | 0xFF000000U), half,
                              swapped ? 4 : m_bytesPerLine, swapped ? 0 : m_top,
                              swapped ? m_width : m_bottom};
    const int opacity = qAlpha(color) + (qAlpha(color) >> 7);
    // How much of a pixel's length is covered: all of it but at the ends.
    const auto shareAt = [&](int u) {
        return int(opacity * (std::min(u + 1.0, u1) - std::max(double(u), u0)));
    };
    const auto walk = [&](auto paint) {
        // In the middle of the first pixel; the line goes through it as if it began before.
        int middle = int((v0 + (uBegin + 0.5 - u0) * slope) * one);
        const int step = int(slope * one);
        uchar *column = m_bits + uBegin * stepU;
        paint(column, middle, shareAt(uBegin));
        for (int u = uBegin + 1; u < uEnd - 1; ++u)
            paint(column += stepU, middle += step, opacity);
        if (uEnd - uBegin > 1)
            paint(column + stepU, middle + step, shareAt(uEnd - 1));
    };
    if (hair)
        walk([&](uchar *column, int middle, int share) { columns.hair(column, middle, share); });
    else if (half <= one)
        walk([&](uchar *column, int middle, int share) { columns.thin(column, middle, share); });
    else
        walk([&](uchar *column, int middle, int share) { columns.any(column, middle, share); });
}

void PictureRaster::dashes(const QLineF &given, double width, double dash, double gap, QRgb color)
{
    const double length = given.length();
    if (!(length > 0) || !std::isfinite(length))
        return;
    QLineF seen(given.p1() * m_ratio, given.p2() * m_ratio);
    if (!clip(seen, width + 1))
        return;
    // Only what is seen is walked, in step with the whole line so that dashes do not creep while it is
    // panned.
    const double before = QLineF(given.p1(), seen.p1() / m_ratio).length();
    const double after = QLineF(given.p1(), seen.p2() / m_ratio).length();
    for (double at = std::floor(before / (dash + gap)) * (dash + gap); at < after; at += dash + gap)
        line({given.pointAt(at / length), given.pointAt(std::min(at + dash, length) / length)}, width, color);
}

void PictureRaster::picture(const QImage &picture, QPointF centre)
{
    const int left = int(std::lround(centre.x() * m_ratio - picture.width() / 2.0));
    const int top = int(std::lround(centre.y() * m_ratio - picture.height() / 2.0));
    const int fromX = std::max(0, -left);
    const int toX = std::min(picture.width(), m_width - left);
    const int fromY = std::max(0, m_top - top);
    const int toY = std::min(picture.height(), m_bottom - top);
    for (int y = fromY; y < toY; ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        auto *to = reinterpret_cast<QRgb *>(m_bits + (top + y) * m_bytesPerLine) + left;
        int x = fromX;
        for (; x + 1 < toX; x += 2)
            blendPair(to + x, from[x], from[x + 1]);
        if (x < toX) {
            std::array last{to[x], to[x]};
            blendPair(last.data(), from[x], from[x]);
            to[x] = last[0];
        }
    }
}

} // namespace desk
