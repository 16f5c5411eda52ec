// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QPainter>

namespace desk {
namespace {

QPolygonF triangle(const QRectF &r)
{
    return QPolygonF{{QPointF(r.center().x(), r.top()), r.bottomRight(), r.bottomLeft()}};
}

QPolygonF diamond(const QRectF &r)
{
    return QPolygonF{{QPointF(r.center().x(), r.top()), QPointF(r.right(), r.center().y()),
                      QPointF(r.center().x(), r.bottom()), QPointF(r.left(), r.center().y())}};
}

QRectF scaled(const QRectF &square, double factor)
{
    const double cut = square.width() * (1 - factor) / 2;
    return square.adjusted(cut, cut, -cut, -cut);
}

} // namespace

void Theme::drawSeverity(QPainter &painter, const QRectF &box, Severity severity) const
{
    const double side = std::min(box.width(), box.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(box.center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(severity));
    switch (severity) {
    case Severity::none: {
        const double stroke = std::max(1.0, side / 8);
        painter.setPen(QPen(color(severity), stroke));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(scaled(square, 0.8).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2));
        break;
    }
    case Severity::nominal:
        painter.drawEllipse(scaled(square, 0.8));
        break;
    case Severity::advisory:
        painter.drawPolygon(diamond(square));
        break;
    case Severity::caution:
        painter.drawPolygon(triangle(scaled(square, 0.94)));
        break;
    case Severity::warning: {
        // A bar in the ground's colour tells it from caution where hues do not.
        const QRectF shape = scaled(square, 0.94);
        painter.drawPolygon(triangle(shape));
        painter.setBrush(color(Token::plot));
        const double width = std::max(1.0, side * 0.13);
        painter.drawRect(
            QRectF(shape.center().x() - width / 2, shape.top() + side * 0.36, width, side * 0.42));
        break;
    }
    case Severity::critical:
        painter.drawRect(scaled(square, 0.8));
        break;
    }
    painter.restore();
}

} // namespace desk
