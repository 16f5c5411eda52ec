// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>

#include <cstdint>
#include <vector>

namespace desk {

// Finds room for texts beside points so that no text covers another one or a reserved place: a coarse grid
// of what is taken, first come, first served. One object per painting.
class LabelPlacer
{
public:
    explicit LabelPlacer(QRectF area);

    void reserve(QRectF box);
    // Tries right, left, below, above and the corners of a mark of that radius; an empty box when all are
    // taken. Where necessary is set, reserved places may be covered, other texts not.
    QRectF place(QPointF mark, double radius, QSizeF text, bool necessary = false);

private:
    enum : std::uint8_t { free, reserved, written };
    [[nodiscard]] bool isFree(QRectF box, bool overReserved) const;
    void take(QRectF box, std::uint8_t how);
    // Cells of a box; false when it is not wholly inside.
    bool cells(QRectF box, int &left, int &top, int &right, int &bottom) const;

    QRectF m_area;
    int m_columns = 0;
    int m_rows = 0;
    std::vector<std::uint8_t> m_taken;
};

} // namespace desk
