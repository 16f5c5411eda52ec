// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QLineF>
#include <QRgb>

namespace desk {

// Square, see-through, of that pixel ratio: for what is drawn once and copied often.
QImage emptyPicture(double side, double pixelRatio);

// Draws what a large graph has ten thousands of, lines and small pictures, straight into an image: a line
// costs some nanoseconds a pixel instead of QPainter's microseconds a line. Coordinates are those of the
// widget; the image's pixel ratio is applied here. Colours (ARGB, not premultiplied) over an opaque ground.
// Lines are smoothed by the share of each pixel that they cover (box filter along the steeper axis). May be
// used while a QPainter is open on the same image, between two of its calls. GUI thread.
class PictureRaster
{
public:
    // 32 bits a pixel; must outlive the raster and not be copied meanwhile.
    explicit PictureRaster(QImage &image);

    // Only rows [top, bottom) of the image are drawn on from now on: whoever draws thousands of lines does so
    // band by band, for a band stays in the processor's cache.
    void setRows(int top, int bottom);
    static constexpr int bandRows = 64;
    [[nodiscard]] int rows() const { return m_height; }
    [[nodiscard]] double pixelRatio() const { return m_ratio; }

    // Cut off flat at its ends. Width in pixels of the widget, at least one of the image.
    void line(const QLineF &line, double width, QRgb color);
    void dashes(const QLineF &line, double width, double dash, double gap, QRgb color);
    // Premultiplied ARGB of this raster's pixel ratio, its middle at the pixel nearest to that place.
    void picture(const QImage &picture, QPointF centre);

private:
    void steep(double x0, double y0, double x1, double y1, double width, QRgb color, bool swapped);
    bool clip(QLineF &line, double margin) const;

    uchar *const m_bits;
    const qsizetype m_bytesPerLine;
    const int m_width; // pixels of the image
    const int m_height;
    const double m_ratio;
    int m_top = 0; // rows that are drawn on
    int m_bottom = 0;
};

} // namespace desk
