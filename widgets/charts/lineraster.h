// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>

#include <span>
#include <vector>

namespace desk {

// Paints smooth lines of one pixel into a picture, four times as fast as QPainter does: where the lines run
// is gathered in a mask (a place that two of them pass is not darker for it), which is laid onto the picture
// once. Coverage as in X. Wu, "An efficient antialiasing technique", SIGGRAPH 1991. Keeps its memory between
// pictures. Any one thread.
class LineRaster
{
public:
    // Format_RGB32, which stays where it is while lines are painted.
    void setPicture(QImage &picture);
    // What every row of the picture is to be below all lines: it gets there together with the first of them,
    // or by fill(). The rows stay where they are until then.
    void setBackground(std::span<const QRgb *const> rows) { m_background = rows; }
    void fill();
    // In pixels of the picture, each of which has its centre at half ones; what lies outside is cut off.
    void addPolyline(std::span<const QPointF> points, QPointF offset = {});
    // Upright lines side by side, from `column` of the picture on, one in each column: what curves that have
    // many samples in each column look like. Costs a third of that many lines.
    struct Extent
    {
        float top = 0; // as the ends of a line: what is painted reaches half a pixel farther
        float bottom = 0;
    };
    void addBand(int column, std::span<const Extent> extents);
    // A dot with smooth edges.
    void addDisc(QPointF centre, double radius);
    // Lays what was added onto the picture, in one colour.
    void paint(const QColor &colour);

private:
    void addLine(double x0, double y0, double x1, double y1);
    void addLineInside(double x0, double y0, double x1, double y1);
    void addEight(std::size_t column, std::span<const Extent> extents, int firstRow);
    void addFlat(double x0, double y0, double x1, double slope);
    void addSteep(double x0, double y0, double y1, double slope);
    void addDot(double x, double y);
    void cover(int row, double x, double share);
    void touch(int first, int last);

    [[nodiscard]] QRgb *line(int row) const
    {
        return reinterpret_cast<QRgb *>(m_bits + row * m_bytesPerLine);
    }

    uchar *m_bits = nullptr;
    qsizetype m_bytesPerLine = 0;
    int m_width = 0;
    int m_height = 0;
    std::span<const QRgb *const> m_background; // empty: it is there
    // A row above and below and a column at either side more than the picture, so that no pixel of a line has
    // to be looked at whether it lies inside. All 0 between two colours.
    std::vector<std::uint8_t> m_mask;
    std::size_t m_stride = 0;
    int m_top = 0; // rows that lines touched, of the mask
    int m_bottom = -1;
};

} // namespace desk
