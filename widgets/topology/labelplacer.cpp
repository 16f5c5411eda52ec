// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/labelplacer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {
constexpr double cell = 2; // pixels
}

LabelPlacer::LabelPlacer(QRectF area)
    : m_area(area)
    , m_columns(std::max(1, int(std::ceil(area.width() / cell))))
    , m_rows(std::max(1, int(std::ceil(area.height() / cell))))
    , m_taken(std::size_t(m_columns) * std::size_t(m_rows), free)
{
}

bool LabelPlacer::cells(QRectF box, int &left, int &top, int &right, int &bottom) const
{
    left = int(std::floor((box.left() - m_area.left()) / cell));
    top = int(std::floor((box.top() - m_area.top()) / cell));
    right = int(std::ceil((box.right() - m_area.left()) / cell));
    bottom = int(std::ceil((box.bottom() - m_area.top()) / cell));
    const bool inside = left >= 0 && top >= 0 && right <= m_columns && bottom <= m_rows;
    left = std::clamp(left, 0, m_columns);
    right = std::clamp(right, 0, m_columns);
    top = std::clamp(top, 0, m_rows);
    bottom = std::clamp(bottom, 0, m_rows);
    return inside;
}

void LabelPlacer::take(QRectF box, std::uint8_t how)
{
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    cells(box, left, top, right, bottom);
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            auto &taken = m_taken[std::size_t(y) * std::size_t(m_columns) + std::size_t(x)];
            taken = std::max(taken, how);
        }
    }
}

bool LabelPlacer::isFree(QRectF box, bool overReserved) const
{
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    if (!cells(box, left, top, right, bottom))
        return false;
    const std::uint8_t most = overReserved ? reserved : free;
    for (int y = top; y < bottom; ++y) {
        const auto row = m_taken.begin() + std::ptrdiff_t(y) * m_columns;
        if (std::any_of(row + left, row + right, [most](std::uint8_t taken) { return taken > most; }))
            return false;
    }
    return true;
}

void LabelPlacer::reserve(QRectF box)
{
    take(box, reserved);
}

QRectF LabelPlacer::place(QPointF mark, double radius, QSizeF text, bool necessary)
{
    const double w = text.width();
    const double h = text.height();
    const double off = radius + 3;
    const std::array<QPointF, 8> corners{{
        {off, -h / 2},
        {-off - w, -h / 2},
        {-w / 2, off},
        {-w / 2, -off - h},
        {off * 0.7, off * 0.5},
        {off * 0.7, -off * 0.5 - h},
        {-off * 0.7 - w, off * 0.5},
        {-off * 0.7 - w, -off * 0.5 - h},
    }};
    for (const bool overReserved : {false, true}) {
        if (overReserved && !necessary)
            break;
        for (const QPointF &corner : corners) {
            const QRectF box(mark + corner, text);
            if (!isFree(box, overReserved))
                continue;
            take(box, written);
            return box;
        }
    }
    return {};
}

} // namespace desk
