// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"
#include "widgets/topology/metricscale.h"
#include "widgets/topology/pictureraster.h"

#include <QPointF>

#include <array>
#include <vector>

namespace desk {

class Theme;

// Draws links: lines of one look are gathered and drawn one after the other, the worse above the better. One
// object is kept and filled anew for each painting. GUI thread.
class EdgePainter
{
public:
    explicit EdgePainter(const Theme &theme)
        : m_theme(theme)
    {
    }

    enum class Emphasis : std::uint8_t { dimmed, plain, strong };

    // thin: widths say nothing, as where lines lie close.
    void begin(bool thin);
    void add(const PictureEdge &edge, QLineF line, Emphasis emphasis, const MetricScale &scale,
             LinkColouring colouring);
    void paint(PictureRaster &raster);
    // Middles of links in trouble, for signs above all lines.
    struct Mark
    {
        Severity severity = Severity::none;
        QPointF centre;
    };
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }

private:
    // In the order of painting.
    enum class Layer : std::uint8_t { inactive, figure, advisory, caution, warning, critical };
    static constexpr std::size_t layers = 6;
    static constexpr std::size_t widths = 4;
    static constexpr std::size_t shades = MetricScale::steps + 1; // the first: no figure
    struct Look
    {
        Emphasis emphasis = Emphasis::plain;
        Layer layer = Layer::figure;
        int step = -1;         // of the scale; -1 = none
        std::size_t width = 0; // of edgeWidths
    };
    static constexpr std::size_t looks = 3 * layers * shades * widths;
    [[nodiscard]] static std::size_t placeOf(const Look &look);
    [[nodiscard]] static Look lookAt(std::size_t place);
    struct Pen
    {
        QRgb color = 0;
        double width = 1;
        bool dashed = false;
    };
    [[nodiscard]] Pen penOf(const Look &look) const;

    const Theme &m_theme;
    void distribute(int rows, double pixelRatio);

    std::array<std::vector<QLineF>, looks> m_lines; // in the order of painting
    std::array<Pen, looks> m_pens;                  // of those that have lines
    struct Piece
    {
        std::uint32_t look = 0;
        std::uint32_t line = 0;
    };
    std::vector<std::vector<Piece>> m_bands; // what crosses each band of the picture, in the same order
    std::vector<Mark> m_marks;
    bool m_thin = false;
};

} // namespace desk
