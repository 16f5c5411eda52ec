// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"
#include "widgets/topology/metricscale.h"

#include <QLineF>
#include <QPen>

#include <map>
#include <tuple>

namespace desk {

class Theme;

// Draws links in few strokes: lines of one look are gathered and drawn together, the worse above the better.
// One object is kept and filled anew for each painting. GUI thread.
class EdgePainter
{
public:
    explicit EdgePainter(const Theme &theme)
        : m_theme(theme)
    {
    }

    enum class Emphasis : std::uint8_t { dimmed, plain, strong };

    // thin: widths say nothing, as where lines lie close.
    void begin(bool thin)
    {
        m_thin = thin;
        m_lines.clear();
        m_marks.clear();
    }
    void add(const PictureEdge &edge, QLineF line, Emphasis emphasis, const MetricScale &scale,
             LinkColouring colouring);
    void paint(QPainter &painter) const;
    // Signs of trouble in the middle of links, above all lines.
    void paintMarks(QPainter &painter) const;

private:
    // In the order of painting.
    enum class Layer : std::uint8_t { inactive, figure, advisory, caution, warning, critical };
    struct Look
    {
        Emphasis emphasis = Emphasis::plain;
        Layer layer = Layer::figure;
        int step = -1;         // of the scale; -1 = none
        std::size_t width = 0; // of edgeWidths
        bool operator<(const Look &other) const
        {
            return std::tie(emphasis, layer, step, width) <
                   std::tie(other.emphasis, other.layer, other.step, other.width);
        }
    };
    [[nodiscard]] QPen penOf(const Look &look) const;

    const Theme &m_theme;
    std::map<Look, std::vector<QLineF>> m_lines;
    std::vector<std::pair<Severity, QPointF>> m_marks;
    bool m_thin = false;
};

} // namespace desk
