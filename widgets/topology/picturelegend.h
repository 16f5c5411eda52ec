// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/markpainter.h"
#include "widgets/topology/metricscale.h"

#include <QCoreApplication>
#include <QRectF>

#include <functional>
#include <vector>

class QPainter;

namespace desk {

// The key in the corner: how many nodes and links are in which state, what the colours of a metric stand for,
// with figures and unit, what an analysis marks, and how many nodes a filter leaves. Small, and only what
// occurs. GUI thread.
class PictureLegend
{
    Q_DECLARE_TR_FUNCTIONS(desk::PictureLegend)

public:
    explicit PictureLegend(const Theme &theme)
        : m_theme(theme)
    {
    }

    struct Content
    {
        const FleetPicture &picture;
        const MetricScale &linkScale;
        const MetricScale &nodeScale;
        std::size_t passed = 0; // nodes that the filter leaves
        bool filters = false;
        bool hasWidths = true;      // lines are as wide as they are used
        bool withoutLayers = false; // links within a layer are left out
        bool hasSeams = false;      // links that close a ring are cut
    };
    // In the lower left corner of the area; returns what it covers.
    QRectF paint(QPainter &painter, QRectF area, const Content &content, MarkPainter &marks) const;

private:
    // One above the other; painted with its upper left corner at a point.
    struct Block
    {
        QSizeF size;
        std::function<void(QPainter &, QPointF)> paint;
    };
    void addStates(std::vector<Block> &blocks, const FleetPicture &picture) const;
    void addScale(std::vector<Block> &blocks, const QString &title, const QString &note,
                  const MetricScale &scale) const;
    void addText(std::vector<Block> &blocks, const QString &text) const;
    void addMarks(std::vector<Block> &blocks, const FleetPicture &picture, MarkPainter &marks,
                  double pixelRatio) const;

    const Theme &m_theme;
};

// "critical", "no limits"…
QString severityLegend(Severity severity);

} // namespace desk
