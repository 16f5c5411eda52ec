// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/metricscale.h"

#include <QCoreApplication>
#include <QRectF>

class QPainter;

namespace desk {

// The key in the corner: how many nodes and links are in which state, or what the colours of a metric stand
// for, with figures and unit. Small, and only what occurs. GUI thread.
class PictureLegend
{
    Q_DECLARE_TR_FUNCTIONS(desk::PictureLegend)

public:
    explicit PictureLegend(const Theme &theme)
        : m_theme(theme)
    {
    }

    // In the lower left corner of the area; returns what it covers.
    QRectF paint(QPainter &painter, QRectF area, const FleetPicture &picture, const MetricScale &scale) const;

private:
    QRectF paintStates(QPainter &painter, QRectF area, const FleetPicture &picture) const;
    QRectF paintScale(QPainter &painter, QRectF area, const FleetPicture &picture,
                      const MetricScale &scale) const;

    const Theme &m_theme;
};

// "critical", "no limits"…
QString severityLegend(Severity severity);

} // namespace desk
