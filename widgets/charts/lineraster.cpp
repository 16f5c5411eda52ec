// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/lineraster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace desk {
namespace {

constexpr int one = 1 << 16;     // fixed point
constexpr double farthest = 1e7; // pixels beside the picture: nobody sees where a line goes there

int fixed(double value)
{
    return static_cast<int>(value * one);
}

// Without a branch, which would be as unpredictable as the curve.
void raise(std::uint8_t &pixel, int coverage)
{
    pixel = static_cast<std::uint8_t>(std::max<int>(pixel, coverage));
}

// Two neighbours share what a line covers: part = how far it is from the first to the second, 0 to 65,535.
void share(std::uint8_t &first, std::uint8_t &second, int part)
{
    raise(first, 255 - (part >> 8));
    raise(second, part >> 8);
}

// The same at x in a row, of which the line covers a part only.
void sharePart(std::uint8_t *row, int x, int part)
{
    const int second = (x & (one - 1)) >> 8;
    raise(row[x >> 16], ((255 - second) * part) >> 16);
    raise(row[(x >> 16) + 1], (second * part) >> 16);
}

using Four __attribute__((vector_size(16))) = std::uint32_t; // pixels at once

void blend(QRgb *pixels, const std::uint8_t *coverage, QRgb colour)
{
    const Four a = {coverage[0], coverage[1], coverage[2], coverage[3]};
    const Four above = (a + (a >> 7U)) & 0x1FFU; // 0..256
    const Four below = 256U - above;
    Four picture;
    std::memcpy(&picture, pixels, sizeof picture);
    const Four redBlue = ((picture & 0xFF00FFU) * below + (colour & 0xFF00FFU) * above) >> 8U;
    const Four green = ((picture & 0x00FF00U) * below + (colour & 0x00FF00U) * above) >> 8U;
    picture = 0xFF000000U | (redBlue & 0xFF00FFU) | (green & 0x00FF00U);
    std::memcpy(pixels, &picture, sizeof picture);
}

} // namespace

void LineRaster::setPicture(QImage &picture)
{
    m_bits = picture.bits();
    m_bytesPerLine = picture.bytesPerLine();
    if (picture.width() == m_width && picture.height() == m_height)
        return;
    m_width = picture.width();
    m_height = picture.height();
    m_stride = (static_cast<std::size_t>(m_width) + 2 + 3 + 7) / 8 * 8; // the last four pixels go beyond
    m_mask.assign(m_stride * (static_cast<std::size_t>(m_height) + 2), 0);
    m_top = m_height + 2;
    m_bottom = -1;
}

void LineRaster::touch(int first, int last)
{
    m_top = std::min(m_top, first);
    m_bottom = std::max(m_bottom, last);
}

void LineRaster::addPolyline(std::span<const QPointF> points, QPointF offset)
{
    const auto isPoint = [](const QPointF &point) { return std::isfinite(point.x() + point.y()); };
    while (!points.empty() && !isPoint(points.front()))
        points = points.subspan(1);
    if (points.empty() || m_width < 1 || m_height < 1)
        return;
    // From here on a pixel of the mask has its centre at whole numbers.
    const double dx = offset.x() + 0.5;
    const double dy = offset.y() + 0.5;
    double x = std::clamp(points[0].x() + dx, -farthest, farthest);
    double y = std::clamp(points[0].y() + dy, -farthest, farthest);
    addDot(x, y);
    for (const QPointF &point : points.subspan(1)) {
        if (!isPoint(point))
            continue;
        const double nextX = std::clamp(point.x() + dx, -farthest, farthest);
        const double nextY = std::clamp(point.y() + dy, -farthest, farthest);
        addLine(x, y, nextX, nextY);
        x = nextX;
        y = nextY;
    }
    addDot(x, y);
}

void LineRaster::addLine(double x0, double y0, double x1, double y1)
{
    const double width = x1 - x0;
    const double height = y1 - y0;
    if (std::abs(width) >= std::abs(height)) {
        const double slope = width == 0 ? 0 : height / width;
        if (width >= 0)
            addFlat(x0, y0, x1, slope);
        else
            addFlat(x1, y1, x0, slope);
    } else if (height > 0) {
        addSteep(x0, y0, y1, width / height);
    } else {
        addSteep(x1, y1, y0, width / height);
    }
}

// The columns whose centres lie in [x0, x1), so that lines that follow each other never share one.
void LineRaster::addFlat(double x0, double y0, double x1, double slope)
{
    const double first = std::max(std::ceil(x0), 0.0);
    const double last = std::min(std::ceil(x1) - 1, double(m_width + 1));
    if (first > last)
        return;
    const double begin = y0 + (first - x0) * slope;
    const double end = y0 + (last - x0) * slope;
    const double most = m_height + 1;
    if (std::max(begin, end) < 0 || std::min(begin, end) >= most)
        return;
    auto column = static_cast<std::size_t>(first);
    const auto lastColumn = static_cast<std::size_t>(last);
    touch(static_cast<int>(std::max(0.0, std::min(begin, end))),
          static_cast<int>(std::min(most, std::max(begin, end) + 2)));
    // Nearly always. Fixed point is rounded down by at most one, as its steps are by less.
    if (std::min(begin, end) >= 1.0 / one && std::max(begin, end) < most - 1) {
        int y = fixed(begin);
        const int step = fixed(slope);
        for (; column <= lastColumn; ++column, y += step) {
            std::uint8_t *pixel = m_mask.data() + static_cast<std::size_t>(y >> 16) * m_stride + column;
            share(pixel[0], pixel[m_stride], y & (one - 1));
        }
        return;
    }
    for (double y = begin; column <= lastColumn; ++column, y += slope) {
        if (y < 0 || y >= most)
            continue;
        const auto row = static_cast<std::size_t>(y);
        std::uint8_t *pixel = m_mask.data() + row * m_stride + column;
        share(pixel[0], pixel[m_stride], fixed(y - double(row)));
    }
}

// The rows from half a pixel before y0 to half a pixel behind y1, the first and the last by their share; so
// an extreme is as strong as what leads to it.
void LineRaster::addSteep(double x0, double y0, double y1, double slope)
{
    const double top = std::floor(y0);
    const double bottom = std::ceil(y1);
    const double x1 = x0 + (y1 - y0) * slope;
    if (bottom < 0 || top > m_height + 1)
        return;
    if (top >= 0 && bottom <= m_height + 1 && std::min(x0, x1) >= 0 && std::max(x0, x1) < m_width) {
        const int rows = static_cast<int>(bottom - top);
        std::uint8_t *row = m_mask.data() + static_cast<std::size_t>(top) * m_stride;
        touch(static_cast<int>(top), static_cast<int>(bottom));
        sharePart(row, fixed(x0), fixed(1 - (y0 - top)));
        sharePart(row + static_cast<std::size_t>(rows) * m_stride, fixed(x1), fixed(1 - (bottom - y1)));
        int x = fixed(x0 + (top + 1 - y0) * slope);
        const int step = fixed(slope);
        for (int left = rows - 1; left > 0; --left, x += step) {
            row += m_stride;
            share(row[x >> 16], row[(x >> 16) + 1], x & (one - 1));
        }
        return;
    }
    if (top >= 0)
        cover(static_cast<int>(top), x0, 1 - (y0 - top));
    if (bottom <= m_height + 1)
        cover(static_cast<int>(bottom), x1, 1 - (bottom - y1));
    const double first = std::max(top + 1, 0.0);
    const double last = std::min(bottom - 1, double(m_height + 1));
    if (first > last)
        return;
    const double begin = x0 + (first - y0) * slope;
    const double end = x0 + (last - y0) * slope;
    if (std::max(begin, end) < 0 || std::min(begin, end) >= m_width + 1)
        return;
    touch(static_cast<int>(first), static_cast<int>(last));
    double x = begin;
    for (int row = static_cast<int>(first); row <= static_cast<int>(last); ++row, x += slope)
        cover(row, x, 1);
}

void LineRaster::addDot(double x, double y)
{
    if (!(y >= 0 && y < m_height + 1))
        return;
    const double row = std::floor(y);
    cover(static_cast<int>(row), x, 1 - (y - row));
    cover(static_cast<int>(row) + 1, x, y - row);
}

// One row of the mask at x; part of it.
void LineRaster::cover(int row, double x, double share)
{
    if (!(x >= 0 && x < m_width + 1))
        return;
    const auto column = static_cast<std::size_t>(x);
    const double part = x - double(column);
    std::uint8_t *pixel = m_mask.data() + static_cast<std::size_t>(row) * m_stride + column;
    raise(pixel[0], static_cast<int>(255 * share * (1 - part)));
    raise(pixel[1], static_cast<int>(255 * share * part));
    touch(row, row);
}

void LineRaster::paint(const QColor &colour)
{
    for (int row = std::max(m_top, 0); row <= std::min(m_bottom, m_height + 1); ++row) {
        std::uint8_t *mask = m_mask.data() + static_cast<std::size_t>(row) * m_stride;
        if (row >= 1 && row <= m_height)
            paintRow(mask + 1, reinterpret_cast<QRgb *>(m_bits + (row - 1) * m_bytesPerLine), colour.rgb());
        std::memset(mask, 0, m_stride);
    }
    m_top = m_height + 2;
    m_bottom = -1;
}

void LineRaster::paintRow(const std::uint8_t *mask, QRgb *line, QRgb colour) const
{
    const int wholeFours = m_width / 4 * 4;
    for (int at = 0; at < wholeFours; at += 4) {
        std::uint32_t four = 0;
        std::memcpy(&four, mask + at, sizeof four);
        if (four != 0)
            blend(line + at, mask + at, colour);
    }
    if (wholeFours == m_width)
        return;
    std::array<QRgb, 4> rest{};
    const auto bytes = static_cast<std::size_t>(m_width - wholeFours) * sizeof(QRgb);
    std::memcpy(rest.data(), line + wholeFours, bytes);
    blend(rest.data(), mask + wholeFours, colour);
    std::memcpy(line + wholeFours, rest.data(), bytes);
}

} // namespace desk
