// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/lookglyph.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace desk {

void drawLook(QPainter &painter, const Theme &theme, const QRectF &box, ValueLook look)
{
    if (look == ValueLook::fresh)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double unit = box.width() / 8;
    const QPointF centre = box.center();
    const auto at = [&](double x, double y) { return centre + QPointF(x * unit, y * unit); };
    const bool matters = look == ValueLook::linkDown || look == ValueLook::invalid;
    const QColor colour = theme.color(matters ? Token::text : Token::textDim);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    switch (look) {
    case ValueLook::fresh:
        break;
    case ValueLook::late: // a clock
        painter.drawEllipse(box.adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2));
        painter.drawPolyline(QPolygonF{{at(0, -2), at(0, 0), at(1.6, 1)}});
        break;
    case ValueLook::stale: // an hourglass
        painter.drawPolygon(QPolygonF{{at(-2.8, -3.2), at(2.8, -3.2), at(-2.8, 3.2), at(2.8, 3.2)}});
        break;
    case ValueLook::invalid:
        painter.drawLine(at(-2.8, -2.8), at(2.8, 2.8));
        painter.drawLine(at(-2.8, 2.8), at(2.8, -2.8));
        break;
    case ValueLook::noContact: // below the horizon
        painter.drawLine(at(-3.6, 0), at(3.6, 0));
        painter.drawArc(QRectF(at(-2.4, -1.2), at(2.4, 3.6)), 180 * 16, 180 * 16);
        break;
    case ValueLook::linkDown: // a line that is cut
        painter.drawLine(at(-3.8, 0), at(-1.4, 0));
        painter.drawLine(at(1.4, 0), at(3.8, 0));
        painter.drawLine(at(-0.8, 3), at(0.8, -3));
        break;
    case ValueLook::paused:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRect(QRectF(at(-2.6, -3), at(-0.8, 3)));
        painter.drawRect(QRectF(at(0.8, -3), at(2.6, 3)));
        break;
    case ValueLook::never: // nothing inside
        painter.setPen(QPen(colour, 1.2, Qt::DotLine));
        painter.drawEllipse(box.adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2));
        break;
    }
    painter.restore();
}

} // namespace desk
