// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/momentband.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"
#include "widgets/topology/fleetpicture.h"

#include <QFontMetricsF>
#include <QPainter>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

// The date only where it is another than now's.
QString stampOf(Timestamp moment, Timestamp now)
{
    const bool today =
        std::chrono::floor<std::chrono::days>(moment) == std::chrono::floor<std::chrono::days>(now);
    return today ? ValueFormatter::timeOfDay(moment, false)
                 : QString::fromStdString(formatTimestamp(moment, Fraction::none));
}

} // namespace

QString MomentBand::text(const FleetPicture &picture) const
{
    if (!picture.moment())
        return {};
    const Timestamp now = picture.feed().time().now();
    const double age = std::chrono::duration<double>(now - *picture.moment()).count();
    QStringList parts{tr("%1 – %2 ago").arg(stampOf(*picture.moment(), now), ValueFormatter::age(age))};
    if (const auto graph = picture.graphKnownFrom())
        parts << tr("fleet known from %1").arg(stampOf(*graph, now));
    else if (const auto figures = picture.figuresKnownFrom())
        parts << tr("figures known from %1").arg(stampOf(*figures, now));
    return parts.join(u" · "_s);
}

double MomentBand::height(const FleetPicture &picture) const
{
    return picture.moment() ? QFontMetricsF(m_theme.titleFont()).height() + 2 * Theme::gridUnit : 0;
}

void MomentBand::paint(QPainter &painter, QRectF view, const FleetPicture &picture) const
{
    const QString said = text(picture);
    if (said.isEmpty())
        return;
    const QColor ground = m_theme.color(m_isReplay ? Token::replay : Token::text);
    const QFont font = m_theme.titleFont();
    const double width = 2 * m_theme.lineWidth();
    const QFontMetricsF metrics(font);
    const QRectF band(view.left(), view.top(), view.width(), height(picture));
    const QRectF room = band.adjusted(Theme::panelPadding, 0, -Theme::panelPadding, 0);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ground, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawRect(view.adjusted(width / 2, width / 2, -width / 2, -width / 2));
    painter.fillRect(band, ground);
    painter.setFont(font);
    painter.setPen(m_theme.color(Token::plot));
    painter.drawText(room, Qt::AlignCenter, metrics.elidedText(said, Qt::ElideRight, room.width()));
    painter.restore();
}

} // namespace desk
