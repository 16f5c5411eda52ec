// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/matrixcell.h"

#include "models/itemmodels/fleetmatrix.h"
#include "widgets/tables/lookglyph.h"
#include "widgets/theme/theme.h"

#include <QPaintDevice>
#include <QPainter>

#include <cmath>

namespace desk {
namespace {

QColor mix(const QColor &over, const QColor &ground, double share)
{
    const auto channel = [share](int a, int b) { return int(std::lround(share * a + (1 - share) * b)); };
    return {channel(over.red(), ground.red()), channel(over.green(), ground.green()),
            channel(over.blue(), ground.blue())};
}

bool isAlive(ValueLook look)
{
    return look == ValueLook::fresh || look == ValueLook::late || look == ValueLook::paused;
}

// How much of its ground a severity colours: what must be seen first stands out.
double share(Severity severity)
{
    switch (severity) {
    case Severity::none:
    case Severity::nominal:
        return 0.10;
    case Severity::advisory:
        return 0.22;
    case Severity::caution:
        return 0.30;
    case Severity::warning:
        return 0.38;
    case Severity::critical:
        break;
    }
    return 0.48;
}

} // namespace

QColor MatrixCellPainter::ground(const Look &look) const
{
    const QColor panel = m_theme.color(Token::panel);
    if (!look.exists)
        return m_theme.color(Token::plot);
    if (look.severity >= Severity::advisory || (look.severity == Severity::nominal && isAlive(look.look)))
        return mix(m_theme.color(look.severity), panel, isAlive(look.look) ? share(look.severity) : 0.14);
    if (!isAlive(look.look) || look.level < 0)
        return mix(m_theme.color(Token::textDim), panel, 0.06);
    return mix(m_theme.color(Token::textDim), panel, 0.08 + 0.40 * look.level / (FleetMatrix::levels - 1));
}

QColor MatrixCellPainter::textColour(const Look &look) const
{
    const QColor text = m_theme.color(isAlive(look.look) ? Token::text : Token::textDim);
    const QColor below = ground(look);
    if (Theme::contrast(text, below) >= Theme::readable)
        return text;
    const QColor full = m_theme.color(Token::text);
    if (Theme::contrast(full, below) >= Theme::readable)
        return full;
    const QColor other = m_theme.color(Token::panel);
    return Theme::contrast(other, below) > Theme::contrast(full, below) ? other : full;
}

void MatrixCellPainter::draw(QPainter &painter, const QRect &cell, const Look &look) const
{
    painter.fillRect(cell, m_theme.color(Token::plot)); // the gap between cells
    const QRect inside = cell.adjusted(0, 0, -1, -1);
    painter.fillRect(inside, ground(look));
    if (!look.exists)
        return;
    const bool alive = isAlive(look.look);
    const bool violated = look.severity >= Severity::advisory;
    // Left: the limits; right: how alive it is. A narrow cell has one of them in its middle.
    const bool narrow = inside.width() < 2 * shape + 6;
    QRectF left(0, 0, shape, shape);
    left.moveCenter({narrow ? QRectF(inside).center().x() : inside.left() + 3 + shape / 2.0,
                     QRectF(inside).center().y()});
    if (narrow && violated && look.look != ValueLook::fresh)
        left.moveLeft(inside.left() + 1);
    if (violated || (look.severity == Severity::nominal && alive)) {
        const double cut = look.severity == Severity::nominal ? 2 : 0;
        m_theme.drawSeverity(painter, left.adjusted(cut, cut, -cut, -cut), look.severity);
    }
    if (look.severity == Severity::critical && alive) { // seen from two metres
        painter.setPen(QPen(m_theme.color(Severity::critical), m_theme.lineWidth()));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(inside).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    if (look.look != ValueLook::fresh) {
        QRectF right = left;
        if (violated || !narrow)
            right.moveRight(inside.right() - (narrow ? 0 : 2));
        const bool dot = look.severity == Severity::nominal && alive; // there is one shape's room
        if (!(narrow && dot))
            drawLook(painter, m_theme, right, look.look);
        else
            drawLook(painter, m_theme, right.adjusted(-1, -1, 1, 1), look.look);
    }
    if (look.severity == Severity::none && alive && look.level >= 0) {
        const int room = inside.width() - 4;
        const int length = std::max(2, room * (look.level + 1) / FleetMatrix::levels);
        painter.fillRect(QRect(inside.left() + 2, inside.bottom() - 2, length, 2),
                         m_theme.color(Token::textDim));
    }
}

void MatrixCellPainter::paint(QPainter &painter, const QRect &cell, const Look &look) const
{
    const quint64 key = quint64(cell.width()) << 32U | quint64(cell.height()) << 16U |
                        quint64(look.severity) << 12U | quint64(look.look) << 8U |
                        quint64(look.level + 1) << 4U | (look.exists ? 1U : 0U);
    QPixmap &tile = m_tiles[key];
    const double ratio = painter.device()->devicePixelRatioF();
    if (tile.isNull() || tile.devicePixelRatio() != ratio) {
        tile = QPixmap(QSize(int(std::ceil(cell.width() * ratio)), int(std::ceil(cell.height() * ratio))));
        tile.setDevicePixelRatio(ratio);
        QPainter own(&tile);
        draw(own, QRect(QPoint(), cell.size()), look);
    }
    painter.drawPixmap(cell.topLeft(), tile);
}

} // namespace desk
