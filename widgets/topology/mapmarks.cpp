// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/mapmarks.h"

#include "models/topology/footprint.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/metricscale.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {
constexpr int circlePoints = 90;

// In pieces: QPainter takes long over a long line that is wider than a pixel.
void drawLine(QPainter &painter, const QPolygonF &line)
{
    constexpr qsizetype most = 12;
    for (qsizetype i = 0; i + 1 < line.size(); i += most)
        painter.drawPolyline(line.data() + i, int(std::min(most + 1, line.size() - i)));
}

} // namespace

std::vector<EarthRing> MapMarks::areasOf(std::span<const GeodeticPosition> stations, double heightKm)
{
    std::vector<EarthRing> areas;
    const double reach = coverageAngle(heightKm, leastElevation);
    for (const GeodeticPosition &station : stations) {
        if (reach > 0)
            areas.push_back(
                earthRing(circleAround(station, reach, circlePoints), station.latitude > 0 ? 1 : -1));
    }
    return areas;
}

void MapMarks::paint(QPainter &painter, const ViewCamera &camera, const MapMarkContent &content,
                     const MapOptions &options) const
{
    const MapTracer tracer(camera);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(blend(m_theme.color(Token::textDim), m_theme.color(Token::plot), 0.75), m_theme.lineWidth()));
    painter.drawPath(tracer.outlines(content.stationAreas));
    if (content.station)
        paintArea(painter, tracer, *content.station, coverageAngle(content.heightKm, leastElevation),
                  QPen(m_theme.color(Token::accent), 1.5 * m_theme.lineWidth()), 0.12);
    if (options.footprint && content.satellite)
        paintFootprint(painter, camera, *content.satellite);
    if (options.groundTrack)
        paintTrack(painter, tracer, content);
}

void MapMarks::paintTrack(QPainter &painter, const MapTracer &tracer, const MapMarkContent &content) const
{
    const QColor accent = m_theme.color(Token::accent);
    QPen pen(blend(accent, m_theme.color(Token::plot), 0.6), m_theme.lineWidth(), Qt::DashLine, Qt::FlatCap);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    for (const QPolygonF &piece : tracer.lines(content.past))
        painter.drawPolyline(piece);
    painter.setPen(QPen(accent, 1.5 * m_theme.lineWidth()));
    for (const QPolygonF &piece : tracer.lines(content.coming))
        drawLine(painter, piece);
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
        drawLine(painter, piece);
}

} // namespace desk
