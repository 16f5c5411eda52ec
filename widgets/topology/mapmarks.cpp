// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/mapmarks.h"

#include "models/topology/footprint.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/metricscale.h"

#include <QPainter>

#include <cmath>

namespace desk {
namespace {
constexpr int circlePoints = 90;
}

void MapMarks::paint(QPainter &painter, const ViewCamera &camera, const MapMarkContent &content,
                     const MapOptions &options) const
{
    const MapTracer tracer(camera);
    painter.setBrush(Qt::NoBrush);
    const double reach = coverageAngle(content.heightKm, leastElevation);
    if (reach > 0) {
        const QPen calm(blend(m_theme.color(Token::textDim), m_theme.color(Token::plot), 0.75),
                        m_theme.lineWidth());
        for (const GeodeticPosition &station : content.stations)
            paintArea(painter, tracer, station, reach, calm, 0);
        if (content.station)
            paintArea(painter, tracer, *content.station, reach,
                      QPen(m_theme.color(Token::accent), 1.5 * m_theme.lineWidth()), 0.12);
    }
    if (options.footprint && content.satellite)
        paintFootprint(painter, camera, *content.satellite);
    if (options.groundTrack)
        paintTrack(painter, tracer, content);
}

void MapMarks::paintTrack(QPainter &painter, const MapTracer &tracer, const MapMarkContent &content) const
{
    const QColor accent = m_theme.color(Token::accent);
    QPen pen(blend(accent, m_theme.color(Token::plot), 0.6), 1.2 * m_theme.lineWidth(), Qt::DashLine,
             Qt::FlatCap);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    for (const QPolygonF &piece : tracer.lines(content.past))
        painter.drawPolyline(piece);
    painter.setPen(QPen(accent, 1.5 * m_theme.lineWidth()));
    for (const QPolygonF &piece : tracer.lines(content.coming))
        painter.drawPolyline(piece);
}

void MapMarks::paintFootprint(QPainter &painter, const ViewCamera &camera,
                              const GeodeticPosition &satellite) const
{
    const MapTracer tracer(camera);
    const QColor accent = m_theme.color(Token::accent);
    paintArea(painter, tracer, satellite, coverageAngle(satellite.altitudeKm, leastElevation),
              QPen(accent, 1.5 * m_theme.lineWidth()), 0.16);
    paintArea(painter, tracer, satellite, coverageAngle(satellite.altitudeKm, 0),
              QPen(blend(accent, m_theme.color(Token::plot), 0.6), m_theme.lineWidth()), 0);
    if (camera.projection != Projection::globe)
        return;
    // On the globe a satellite stands beside its place on the ground: a line down to it.
    const GlobeProjection globe(camera);
    const LayoutPoint place{satellite.longitude, -satellite.latitude};
    painter.setPen(QPen(accent, m_theme.lineWidth(), Qt::DotLine));
    for (const QLineF &line : globe.seenOf(globe.turned(place, satellite.altitudeKm), globe.turned(place)))
        painter.drawLine(line);
}

void MapMarks::paintArea(QPainter &painter, const MapTracer &tracer, const GeodeticPosition &centre,
                         double angle, const QPen &pen, double share) const
{
    if (angle <= 0)
        return;
    auto circle = circleAround(centre, angle, circlePoints);
    if (share > 0) {
        const EarthRing ring = earthRing(circle, centre.latitude > 0 ? 1 : -1);
        QColor fill = pen.color();
        fill.setAlphaF(float(share));
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing, false); // the line is smooth, and this fast
        painter.setClipRect(tracer.earth().boundingRect(), Qt::IntersectClip);
        painter.fillPath(tracer.areas({&ring, 1}), fill);
        painter.restore();
    }
    circle.push_back(circle.front());
    painter.setPen(pen);
    for (const QPolygonF &piece : tracer.lines(circle))
        painter.drawPolyline(piece);
}

} // namespace desk
