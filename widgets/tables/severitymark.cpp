// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/severitymark.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace desk {

SeverityMark::SeverityMark(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedSize(Theme::iconSize, Theme::iconSize);
}

void SeverityMark::setSeverity(Severity severity)
{
    if (severity == m_severity)
        return;
    m_severity = severity;
    update();
}

void SeverityMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_theme.drawSeverity(painter, QRectF(rect()).adjusted(2, 2, -2, -2), m_severity);
}

} // namespace desk
