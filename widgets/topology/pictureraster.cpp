// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/pictureraster.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

// Share 0 to 256 of a colour over what is there.
QRgb mixed(QRgb ground, QRgb color, std::uint32_t share)
{
    const std::uint32_t rest = 256 - share;
    const std::uint32_t redBlue = ((ground & 0xFF00FFU) * rest + (color & 0xFF00FFU) * share) >> 8U;
    const std::uint32_t green = ((ground & 0x00FF00U) * rest + (color & 0x00FF00U) * share) >> 8U;
    return 0xFF000000U | (redBlue & 0xFF00FFU) | (green & 0x00FF00U);
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

PictureRaster::PictureRaster(QImage &image)
    : m_bits(image.bits())
    , m_bytesPerLine(image.bytesPerLine())
    , m_width(image.width())
    , m_height(image.height())
    , m_ratio(image.devicePixelRatio())
{
    Q_ASSERT(image.depth() == 32);
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
        !cut(-dy, line.y1() + margin) || !cut(dy, m_height + margin - line.y1()))
        return false;
    if (from > 0 || to < 1)
        line = {line.pointAt(from), line.pointAt(to)};
    return true;
}

void PictureRaster::line(const QLineF &given, double width, QRgb color)
{
    QLineF line(given.p1() * m_ratio, given.p2() * m_ratio);
    width = std::max(1.0, width * m_ratio);
    if (!std::isfinite(line.dx()) || !std::isfinite(line.dy()) || !clip(line, width))
        return;
    const bool swapped = std::abs(line.dy()) > std::abs(line.dx());
    if (swapped)
        steep(line.y1(), line.x1(), line.y2(), line.x2(), width, color, true);
    else
        steep(line.x1(), line.y1(), line.x2(), line.y2(), width, color, false);
}

// Along u, which changes faster than v; swapped: u is the image's y.
void PictureRaster::steep(double u0, double v0, double u1, double v1, double width, QRgb color, bool swapped)
{
    if (u1 < u0) {
        std::swap(u0, u1);
        std::swap(v0, v1);
    }
    const double length = u1 - u0;
    const double slope = length > 1e-9 ? (v1 - v0) / length : 0;
    const double half = width / 2 * std::sqrt(1 + slope * slope);
    const int uEnd = std::min(int(std::ceil(u1)), swapped ? m_height : m_width);
    const int vEnd = swapped ? m_width : m_height;
    const qsizetype stepU = swapped ? m_bytesPerLine : 4;
    const qsizetype stepV = swapped ? 4 : m_bytesPerLine;
    const double opacity = qAlpha(color) / 255.0 * 256;
    for (int u = std::max(0, int(std::floor(u0))); u < uEnd; ++u) {
        const double begin = std::max(double(u), u0);
        const double end = std::min(u + 1.0, u1);
        const double share = end - begin;
        if (share <= 0)
            continue;
        const double middle = v0 + ((begin + end) / 2 - u0) * slope;
        const double low = middle - half;
        const double high = middle + half;
        const int first = std::max(0, int(std::floor(low)));
        const int last = std::min(vEnd - 1, int(std::ceil(high)) - 1);
        uchar *at = m_bits + u * stepU + first * stepV;
        for (int v = first; v <= last; ++v, at += stepV) {
            const double covered = std::min(v + 1.0, high) - std::max(double(v), low);
            auto *pixel = reinterpret_cast<QRgb *>(at);
            *pixel = mixed(*pixel, color, std::uint32_t(covered * share * opacity));
        }
    }
}

void PictureRaster::dashes(const QLineF &given, double width, double dash, double gap, QRgb color)
{
    const double length = given.length();
    if (!(length > 0) || !std::isfinite(length))
        return;
    QLineF seen(given.p1() * m_ratio, given.p2() * m_ratio);
    if (!clip(seen, width))
        return;
    // Only what is seen is walked, in step with the whole line so that dashes do not creep while it is panned.
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
    const int fromY = std::max(0, -top);
    const int toY = std::min(picture.height(), m_height - top);
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
