// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/pictureraster.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr int fraction = 16;
constexpr int one = 1 << fraction;

// Share 0 to 256 of a colour over what is there.
QRgb mixed(QRgb ground, QRgb color, std::uint32_t share)
{
    const std::uint32_t redBlue = ground & 0xFF00FFU;
    const std::uint32_t green = ground & 0x00FF00U;
    // Differences may be negative: what they borrow from above is masked off again.
    const std::uint32_t rb = redBlue + ((((color & 0xFF00FFU) - redBlue) * share) >> 8U);
    const std::uint32_t g = green + ((((color & 0x00FF00U) - green) * share) >> 8U);
    return 0xFF000000U | (rb & 0xFF00FFU) | (g & 0x00FF00U);
}

void cover(uchar *at, QRgb color, int covered, int share)
{
    auto *pixel = reinterpret_cast<QRgb *>(at);
    *pixel = mixed(*pixel, color, std::uint32_t(covered * share) >> fraction);
}

// A premultiplied pixel over an opaque one.
QRgb over(QRgb ground, QRgb pixel)
{
    const std::uint32_t rest = 255 - qAlpha(pixel);
    if (rest == 0)
        return pixel;
    const std::uint32_t redBlue = (ground & 0xFF00FFU) * rest + 0x800080U;
    const std::uint32_t green = ((ground >> 8U) & 0xFFU) * rest + 0x80U;
    // Division by 255, rounded.
    const std::uint32_t rb = ((redBlue + ((redBlue >> 8U) & 0xFF00FFU)) >> 8U) & 0xFF00FFU;
    const std::uint32_t g = ((green + (green >> 8U)) >> 8U) & 0xFFU;
    return 0xFF000000U | ((pixel & 0xFFFFFFU) + (rb | g << 8U));
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
    const int vBegin = swapped ? 0 : m_top;
    const int vEnd = swapped ? m_width : m_bottom;
    const qsizetype stepU = swapped ? m_bytesPerLine : 4;
    const qsizetype stepV = swapped ? 4 : m_bytesPerLine;
    // A line of one pixel shares its column between two pixels (Wu, "An efficient antialiasing technique",
    // 1991), a wider one is as wide across as it should be.
    const bool hair = width <= 1;
    const int half = hair ? one / 2 : int(width / 2 * std::sqrt(1 + slope * slope) * one);
    const int step = int(slope * one);
    const bool thin = half <= one; // three pixels at most
    const int opacity = qAlpha(color) + (qAlpha(color) >> 7);
    // In the middle of the first pixel; the line goes through it as if it began before.
    int middle = int((v0 + (uBegin + 0.5 - u0) * slope) * one);
    uchar *column = m_bits + uBegin * stepU;
    // How much of a pixel's width is covered: all of it but at the ends.
    const auto shareAt = [&](int u) {
        return int(opacity * (std::min(u + 1.0, u1) - std::max(double(u), u0)));
    };
    const int firstShare = shareAt(uBegin);
    const int lastShare = shareAt(uEnd - 1);
    for (int u = uBegin; u < uEnd; ++u, middle += step, column += stepU) {
        const int share = u == uBegin ? firstShare : u + 1 == uEnd ? lastShare : opacity;
        const int low = middle - half;
        const int high = middle + half;
        const int row = low >> fraction;
        if (hair && row >= vBegin && row + 1 < vEnd) {
            const int below = low - (row << fraction);
            uchar *at = column + row * stepV;
            cover(at, color, one - below, share);
            cover(at + stepV, color, below, share);
            continue;
        }
        if (thin && row >= vBegin &&
            row + 2 < vEnd) { // without a branch for each pixel: none is foreseen well
            const int edge = (row + 1) << fraction;
            uchar *at = column + row * stepV;
            cover(at, color, std::min(edge, high) - low, share);
            cover(at + stepV, color, std::clamp(high - edge, 0, one), share);
            cover(at + 2 * stepV, color, std::clamp(high - edge - one, 0, one), share);
            continue;
        }
        const int first = std::max(vBegin, low >> fraction);
        const int last = std::min(vEnd - 1, (high - 1) >> fraction);
        uchar *at = column + first * stepV;
        for (int v = first; v <= last; ++v, at += stepV) {
            const int top = v << fraction;
            const int covered = std::min(top + one, high) - std::max(top, low);
            cover(at, color, covered, share);
        }
    }
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
        for (int x = fromX; x < toX; ++x) {
            if (from[x] != 0)
                to[x] = over(to[x], from[x]);
        }
    }
}

} // namespace desk
