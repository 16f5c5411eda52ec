// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/graticule.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/maptracer.h"
#include "widgets/topology/metricscale.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// 30°W, 0°, 60°N
QString degrees(int value, QChar positive, QChar negative)
{
    const QString number = QString::number(std::abs(value)) + u'°';
    return value == 0 || std::abs(value) == 180 ? number : number + (value > 0 ? positive : negative);
}

} // namespace

std::vector<QRectF> drawGraticule(QPainter &painter, const ViewCamera &camera, const Theme &theme)
{
    constexpr int step = 30;
    const QPen plain(theme.grid(), theme.lineWidth());
    const QPen strong(blend(theme.color(Token::line), theme.color(Token::plot), 0.9), theme.lineWidth());
    const QFont font = theme.smallMonoFont();
    const QFontMetricsF metrics(font);
    const QColor text = blend(theme.color(Token::textDim), theme.color(Token::plot), 0.75);
    painter.setFont(font);
    const QPointF topLeft = camera.toView({-180, -90});
    const QPointF bottomRight = camera.toView({180, 90});
    const double left = std::max(camera.view.left(), topLeft.x());
    const double bottom = std::min(camera.view.bottom(), bottomRight.y());
    std::vector<QRectF> figures;
    const auto write = [&](QPointF base, const QString &label) {
        const QRectF box(base.x() - 1, base.y() - metrics.ascent(), metrics.horizontalAdvance(label) + 2,
                         metrics.height());
        painter.setPen(text);
        painter.drawText(base, label);
        figures.push_back(box);
    };
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int longitude = -180; longitude <= 180; longitude += step) {
        const double x = std::round(camera.toView({double(longitude), 0}).x());
        painter.setPen(longitude == 0 ? strong : plain);
        painter.drawLine(QPointF(x, topLeft.y()), QPointF(x, bottomRight.y()));
        if (longitude < 180) // the last one is the first one again
            write({x + 3, bottom - 3}, degrees(longitude, u'E', u'W'));
    }
    for (int latitude = -90; latitude <= 90; latitude += step) {
        const double y = std::round(camera.toView({0, -double(latitude)}).y());
        painter.setPen(latitude == 0 ? strong : plain);
        painter.drawLine(QPointF(topLeft.x(), y), QPointF(bottomRight.x(), y));
        if (std::abs(latitude) == 90) // the frame; its corner belongs to the longitudes
            continue;
        write({left + 3, y - 3}, degrees(latitude, u'N', u'S'));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    return figures;
}

void drawGlobeNet(QPainter &painter, const ViewCamera &camera, const Theme &theme)
{
    constexpr int step = 30;
    constexpr int fine = 3; // degrees between the points of a line
    const MapTracer tracer(camera);
    const QPen plain(theme.grid(), theme.lineWidth());
    const QPen strong(blend(theme.color(Token::line), theme.color(Token::plot), 0.9), theme.lineWidth());
    const auto draw = [&](const std::vector<GeodeticPosition> &line, bool stronger) {
        painter.setPen(stronger ? strong : plain);
        for (const QPolygonF &piece : tracer.lines(line))
            painter.drawPolyline(piece);
    };
    std::vector<GeodeticPosition> line;
    for (int longitude = -180; longitude < 180; longitude += step) {
        line.clear();
        const int end = longitude % 90 == 0 ? 90 : 90 - step / 2; // four meet at the poles, not twelve
        for (int latitude = -end; latitude <= end; latitude += fine)
            line.push_back({double(latitude), double(longitude), 0});
        draw(line, longitude == 0);
    }
    for (int latitude = -60; latitude <= 60; latitude += step) {
        line.clear();
        for (int longitude = -180; longitude <= 180; longitude += fine)
            line.push_back({double(latitude), double(longitude), 0});
        draw(line, latitude == 0);
    }
    painter.setPen(
        QPen(blend(theme.color(Token::textDim), theme.color(Token::plot), 0.45), theme.lineWidth()));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(tracer.earth());
}

} // namespace desk
