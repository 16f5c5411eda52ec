// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/severityline.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace desk {
namespace {
constexpr int lineHeight = 20;
constexpr int glyphSize = 10;
} // namespace

SeverityLine::SeverityLine(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    setPressable(false);
}

void SeverityLine::say(Severity severity, const QString &text, const QString &right, const QString &tip)
{
    m_severity = severity;
    m_right = right;
    setText(text);
    setToolTip(tip);
    setAccessibleName(text + u' ' + right);
    update();
}

void SeverityLine::setPressable(bool pressable)
{
    m_pressable = pressable;
    setFocusPolicy(pressable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(pressable ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

QSize SeverityLine::sizeHint() const
{
    return {160, lineHeight};
}

QSize SeverityLine::minimumSizeHint() const
{
    return {60, lineHeight};
}

void SeverityLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_pressable && (underMouse() || isDown()))
        painter.fillRect(rect(), m_theme.color(Token::raised));
    QRect room = rect().adjusted(Theme::panelPadding, 0, -Theme::panelPadding, 0);
    painter.setRenderHint(QPainter::Antialiasing);
    m_theme.drawSeverity(painter, QRectF(room.left(), (height() - glyphSize) / 2.0, glyphSize, glyphSize),
                         m_severity);
    painter.setRenderHint(QPainter::Antialiasing, false);
    room.setLeft(room.left() + glyphSize + Theme::panelPadding);
    painter.setFont(m_theme.smallMonoFont());
    painter.setPen(m_theme.color(Token::textDim));
    painter.drawText(room, Qt::AlignRight | Qt::AlignVCenter, m_right);
    if (!m_right.isEmpty())
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(m_right) - Theme::panelPadding);
    painter.setFont(m_theme.textFont());
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::accent), m_theme.lineWidth()));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace desk
