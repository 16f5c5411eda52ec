// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/mapground.h"

#include "models/topology/footprint.h"
#include "models/topology/sunlight.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/graticule.h"
#include "widgets/topology/maptracer.h"
#include "widgets/topology/metricscale.h"

#include <QPainter>

#include <cmath>

namespace desk {
namespace {

constexpr double marginShare = 0.15;   // of the view, painted beyond it
constexpr double fineFrom = 9;         // pixels a degree: the fine land
constexpr double sunMayStrayBy = 0.12; // degrees: half a minute

// In high contrast lines are bright; the land is to stay behind what lies on it.
double landShare(const Theme &theme)
{
    return theme.lineWidth() > 1 ? 0.22 : 0.65;
}

// The side of the terminator that is dark, on the map.
QPolygonF nightOnMap(const ViewCamera &camera, const GeodeticPosition &sun)
{
    QPolygonF night;
    for (int longitude = -180; longitude <= 180; ++longitude)
        night << camera.toView({double(longitude), -terminatorLatitude(longitude, sun)});
    const double pole = sun.latitude < 0 ? -90 : 90;
    night << camera.toView({180, pole}) << camera.toView({-180, pole});
    return night;
}

} // namespace

bool MapGround::suits(const ViewCamera &camera, double pixelRatio, const MapOptions &options,
                      const GeodeticPosition &sun) const
{
    if (m_pixmap.isNull() || m_pixmap.devicePixelRatioF() != pixelRatio || m_options.land != options.land ||
        m_options.night != options.night || m_camera.projection != camera.projection ||
        m_camera.scale != camera.scale || m_camera.stretch != camera.stretch)
        return false;
    const double strayed = std::abs(std::remainder(sun.longitude - m_sun.longitude, 360.0));
    if (options.night && (strayed > sunMayStrayBy || std::abs(sun.latitude - m_sun.latitude) > sunMayStrayBy))
        return false;
    if (camera.projection == Projection::globe)
        return m_camera.centre == camera.centre && m_camera.view == camera.view;
    const LayoutPoint corner = m_camera.toLayout(m_area.topLeft());
    const QRectF area(camera.toView(corner), m_area.size());
    const QRectF map(camera.toView({wholeMap.left(), wholeMap.top()}),
                     camera.toView({wholeMap.right(), wholeMap.bottom()}));
    return area.adjusted(-1, -1, 1, 1).contains(camera.view & map);
}

void MapGround::paint(QPainter &painter, const ViewCamera &camera, double pixelRatio,
                      const MapOptions &options, const GeodeticPosition &sun)
{
    if (!suits(camera, pixelRatio, options, sun))
        render(camera, pixelRatio, options, sun);
    if (m_pixmap.isNull())
        return;
    const QPointF at = camera.projection == Projection::globe
                           ? m_area.topLeft()
                           : camera.toView(m_camera.toLayout(m_area.topLeft()));
    painter.drawPixmap(QPointF(std::round(at.x()), std::round(at.y())), m_pixmap);
}

void MapGround::render(const ViewCamera &camera, double pixelRatio, const MapOptions &options,
                       const GeodeticPosition &sun)
{
    m_camera = camera;
    m_options = options;
    m_sun = sun;
    const bool globe = camera.projection == Projection::globe;
    QRectF wanted = camera.view;
    if (!globe)
        wanted.adjust(-marginShare * wanted.width(), -marginShare * wanted.height(),
                      marginShare * wanted.width(), marginShare * wanted.height());
    const QPainterPath earth = MapTracer(camera).earth();
    m_area = QRectF((wanted & earth.boundingRect().adjusted(-2, -2, 2, 2)).toAlignedRect());
    m_pixmap = {};
    if (m_area.isEmpty())
        return;
    ++m_paintings;
    m_pixmap = QPixmap((m_area.size() * pixelRatio).toSize());
    m_pixmap.setDevicePixelRatio(pixelRatio);
    QPainter painter(&m_pixmap);
    painter.translate(-m_area.topLeft());
    painter.fillRect(m_area, m_theme.color(Token::plot));
    painter.setRenderHint(QPainter::Antialiasing);
    ViewCamera wide = camera; // its middle stays where it is; what is in view is more
    wide.view = m_area;
    if (!globe)
        wide.centre = QPointF(camera.toLayout(m_area.center()).x, camera.toLayout(m_area.center()).y);
    else
        wide.view = camera.view;
    // A little off the ground of the picture, or the night would not be seen on water.
    painter.fillPath(earth, blend(m_theme.color(Token::raised), m_theme.color(Token::plot), 0.45));
    if (!globe)
        painter.setClipRect(earth.boundingRect());
    if (options.land)
        paintLand(painter, wide);
    if (options.night)
        paintNight(painter, wide, sun);
    if (globe)
        drawGlobeNet(painter, camera, m_theme);
}

void MapGround::paintLand(QPainter &painter, const ViewCamera &camera) const
{
    const MapTracer tracer(camera);
    const auto &rings = landRings(camera.scale >= fineFrom);
    const QColor ground = m_theme.color(Token::plot);
    // Without smooth edges, which the lines bring: a large path fills ten times as fast.
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillPath(tracer.areas(rings), blend(m_theme.color(Token::line), ground, landShare(m_theme)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(blend(m_theme.color(Token::textDim), ground, 0.35), m_theme.lineWidth()));
    painter.drawPath(tracer.outlines(rings));
}

void MapGround::paintNight(QPainter &painter, const ViewCamera &camera, const GeodeticPosition &sun) const
{
    QColor shade = m_theme.color(m_theme.isDark() ? Token::plot : Token::text);
    shade.setAlphaF(m_theme.isDark() ? 0.6F : 0.13F);
    QColor edge = m_theme.color(Token::textDim);
    edge.setAlphaF(0.55F);
    const GeodeticPosition midnight{-sun.latitude, std::remainder(sun.longitude + 180, 360.0), 0};
    const auto circle = circleAround(midnight, 90, 180);
    const MapTracer tracer(camera);
    if (camera.projection == Projection::globe) {
        const EarthRing ring = earthRing(circle, midnight.latitude > 0 ? 1 : -1);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillPath(tracer.areas({&ring, 1}), shade);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(edge, m_theme.lineWidth()));
        painter.drawPath(tracer.outlines({&ring, 1}));
        return;
    }
    QPolygonF night = nightOnMap(camera, sun);
    painter.setPen(Qt::NoPen);
    painter.setBrush(shade);
    painter.drawPolygon(night);
    night.resize(night.size() - 2);
    painter.setPen(QPen(edge, m_theme.lineWidth()));
    painter.drawPolyline(night);
}

} // namespace desk
