// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/lineraster.h"

#include "widgets/charts/maskrow.h"

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

using Eight __attribute__((vector_size(16))) = std::uint16_t;
using EightBytes __attribute__((vector_size(8))) = std::uint8_t;

constexpr int rowBits = 4; // of an end of an upright line: sixteenths of a row
constexpr int rowParts = 1 << rowBits;
constexpr int rowsAtOnce = (1 << (16 - rowBits)) - 2;
constexpr std::size_t columnsAtOnce = 8;

} // namespace

void LineRaster::setPicture(QImage &picture)
{
    m_background = {};
    m_bits = picture.bits();
    m_bytesPerLine = picture.bytesPerLine();
    if (picture.width() == m_width && picture.height() == m_height)
        return;
    m_width = picture.width();
    m_height = picture.height();
    // The last pixels that are painted at once go beyond.
    m_stride = (static_cast<std::size_t>(m_width) + 2 + columnsAtOnce + 7) / 8 * 8;
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
    // Nearly all of them lie wholly inside, where nothing has to be looked at but once for all.
    const auto liesInside = [this](double atX, double atY) {
        return atX >= 0 && atX < m_width && atY >= 0 && atY < m_height;
    };
    double top = m_height;
    double bottom = -1;
    bool isInside = liesInside(x, y);
    for (const QPointF &point : points.subspan(1)) {
        if (!isPoint(point))
            continue;
        const double nextX = std::clamp(point.x() + dx, -farthest, farthest);
        const double nextY = std::clamp(point.y() + dy, -farthest, farthest);
        const bool nextInside = liesInside(nextX, nextY);
        if (isInside && nextInside) {
            addLineInside(x, y, nextX, nextY);
            top = std::min({top, y, nextY});
            bottom = std::max({bottom, y, nextY});
        } else {
            addLine(x, y, nextX, nextY);
        }
        x = nextX;
        y = nextY;
        isInside = nextInside;
    }
    if (top <= bottom)
        touch(static_cast<int>(top), static_cast<int>(bottom) + 2);
    addDot(x, y);
}

// As addFlat() and addSteep().
void LineRaster::addLineInside(double x0, double y0, double x1, double y1)
{
    const double width = x1 - x0;
    const double height = y1 - y0;
    if (std::abs(width) >= std::abs(height)) {
        if (width < 0) {
            std::swap(x0, x1);
            std::swap(y0, y1);
        }
        const auto first = static_cast<std::size_t>(std::ceil(x0));
        const auto last = static_cast<std::size_t>(std::ceil(x1)); // behind
        if (first >= last)
            return;
        const double slope = height / width;
        int y = fixed(y0 + (double(first) - x0) * slope);
        const int step = fixed(slope);
        for (std::size_t column = first; column < last; ++column, y += step) {
            std::uint8_t *pixel = m_mask.data() + static_cast<std::size_t>(y >> 16) * m_stride + column;
            share(pixel[0], pixel[m_stride], y & (one - 1));
        }
        return;
    }
    if (height < 0) {
        std::swap(x0, x1);
        std::swap(y0, y1);
    }
    const double slope = width / height;
    const auto top = static_cast<int>(y0);
    const auto bottom = static_cast<int>(std::ceil(y1));
    std::uint8_t *row = m_mask.data() + static_cast<std::size_t>(top) * m_stride;
    sharePart(row, fixed(x0), fixed(1 - (y0 - top)));
    sharePart(row + static_cast<std::size_t>(bottom - top) * m_stride, fixed(x1), fixed(1 - (bottom - y1)));
    int x = fixed(x0 + (top + 1 - y0) * slope);
    const int step = fixed(slope);
    for (int left = bottom - top - 1; left > 0; --left, x += step) {
        row += m_stride;
        share(row[x >> 16], row[(x >> 16) + 1], x & (one - 1));
    }
}

void LineRaster::addBand(int column, std::span<const Extent> extents)
{
    if (column < 0) {
        extents = extents.subspan(std::min(extents.size(), static_cast<std::size_t>(-column)));
        column = 0;
    }
    if (column >= m_width)
        return;
    extents = extents.first(std::min(extents.size(), static_cast<std::size_t>(m_width - column)));
    auto at = static_cast<std::size_t>(column) + 1; // of the mask
    while (!extents.empty()) {
        const auto some = extents.first(std::min(extents.size(), columnsAtOnce));
        for (int row = 0; row < m_height + 2; row += rowsAtOnce)
            addEight(at, some, row);
        extents = extents.subspan(some.size());
        at += some.size();
    }
}

// Rows from firstRow of the mask on, as many as numbers reach.
void LineRaster::addEight(std::size_t column, std::span<const Extent> extents, int firstRow)
{
    const auto rows = static_cast<float>(std::min(m_height + 2 - firstRow, rowsAtOnce));
    Eight from{};
    Eight to{};
    std::uint16_t least = 0xFFFF;
    std::uint16_t most = 0;
    for (std::size_t i = 0; i < extents.size(); ++i) {
        // Half a pixel more at either side of the line, and rows begin half a pixel before their centre.
        const auto offset = static_cast<float>(firstRow) - 0.5F;
        from[i] = static_cast<std::uint16_t>(std::clamp(extents[i].top - offset, 0.0F, rows) * rowParts);
        to[i] = static_cast<std::uint16_t>(std::clamp(extents[i].bottom - offset + 1, 0.0F, rows) * rowParts);
        if (from[i] >= to[i])
            continue;
        least = std::min<std::uint16_t>(least, from[i]);
        most = std::max<std::uint16_t>(most, to[i]);
    }
    if (least >= most)
        return;
    const int first = least >> rowBits;
    const int last = (most - 1) >> rowBits;
    touch(firstRow + first, firstRow + last);
    std::uint8_t *place = m_mask.data() + static_cast<std::size_t>(firstRow + first) * m_stride + column;
    Eight begin = Eight{} + static_cast<std::uint16_t>(first << rowBits);
    for (int row = first; row <= last; ++row, place += m_stride, begin += rowParts) {
        const Eight end = begin + rowParts;
        const Eight high = from > begin ? from : begin;
        const Eight low = to < end ? to : end;
        const Eight covered = low > high ? low - high : Eight{};
        const Eight light = covered * 16 - (covered >> (rowBits)); // 0..255
        const EightBytes fresh = __builtin_convertvector(light, EightBytes);
        EightBytes before;
        std::memcpy(&before, place, sizeof before);
        before = fresh > before ? fresh : before;
        std::memcpy(place, &before, sizeof before);
    }
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
    // Nearly always. Each step in fixed point is off by less than one of its units.
    const double off = double(lastColumn - column + 2) / one;
    if (std::min(begin, end) >= off && std::max(begin, end) < most - 1 - off) {
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

void LineRaster::addDisc(QPointF centre, double radius)
{
    const double x = std::clamp(centre.x() + 0.5, -farthest, farthest);
    const double y = std::clamp(centre.y() + 0.5, -farthest, farthest);
    const int left = std::max(0, static_cast<int>(std::floor(x - radius)));
    const int right = std::min(m_width + 1, static_cast<int>(std::ceil(x + radius)));
    const int top = std::max(0, static_cast<int>(std::floor(y - radius)));
    const int bottom = std::min(m_height + 1, static_cast<int>(std::ceil(y + radius)));
    if (left > right || top > bottom || m_width < 1 || m_height < 1)
        return;
    touch(top, bottom);
    for (int row = top; row <= bottom; ++row) {
        std::uint8_t *const pixels = m_mask.data() + static_cast<std::size_t>(row) * m_stride;
        for (int column = left; column <= right; ++column) {
            const double beyond = std::hypot(column - x, row - y) - radius;
            raise(pixels[column], static_cast<int>(255 * std::clamp(0.5 - beyond, 0.0, 1.0)));
        }
    }
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

void LineRaster::fill()
{
    for (std::size_t row = 0; row < m_background.size(); ++row)
        std::copy_n(m_background[row], m_width, line(static_cast<int>(row)));
    m_background = {};
}

void LineRaster::paint(const QColor &colour)
{
    if (m_top > m_bottom)
        return;
    const int first = std::max(m_top, 0);
    const int last = std::min(m_bottom, m_height + 1);
    for (int row = first; row <= last; ++row) {
        std::uint8_t *mask = m_mask.data() + static_cast<std::size_t>(row) * m_stride;
        if (row >= 1 && row <= m_height) {
            QRgb *const pixels = line(row - 1);
            const QRgb *under =
                m_background.empty() ? pixels : m_background[static_cast<std::size_t>(row) - 1];
            layMask({mask + 1, static_cast<std::size_t>(m_width)}, under, pixels, colour.rgb());
        }
        std::memset(mask, 0, m_stride);
    }
    for (int row = 0; row < static_cast<int>(m_background.size()); ++row) {
        if (row + 1 < first || row + 1 > last)
            std::copy_n(m_background[static_cast<std::size_t>(row)], m_width, line(row));
    }
    m_background = {};
    m_top = m_height + 2;
    m_bottom = -1;
}

} // namespace desk
