// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/markpainter.h"

#include "widgets/theme/theme.h"
#include "widgets/topology/metricscale.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace desk {
namespace {

constexpr double signSide = 11;
constexpr double mostWeightRadius = 20;

QRgb withAlpha(const QColor &color, double alpha)
{
    QColor out = color;
    out.setAlphaF(float(alpha));
    return out.rgba();
}

void drawCross(QPainter &painter, QPointF centre, double half)
{
    painter.drawLine(centre + QPointF(-half, -half), centre + QPointF(half, half));
    painter.drawLine(centre + QPointF(-half, half), centre + QPointF(half, -half));
}

void drawSign(QPainter &painter, QPointF centre, double half, OverlayMark mark)
{
    switch (mark) {
    case OverlayMark::off:
        return drawCross(painter, centre, half);
    case OverlayMark::added:
        painter.drawLine(centre - QPointF(half, 0), centre + QPointF(half, 0));
        painter.drawLine(centre - QPointF(0, half), centre + QPointF(0, half));
        return;
    case OverlayMark::removed:
        painter.drawLine(centre - QPointF(half, 0), centre + QPointF(half, 0));
        return;
    case OverlayMark::changed:
        painter.drawLine(centre + QPointF(-half, half / 2), centre + QPointF(0, -half / 2));
        painter.drawLine(centre + QPointF(0, -half / 2), centre + QPointF(half, half / 2));
        return;
    case OverlayMark::none:
    case OverlayMark::route:
    case OverlayMark::alternative:
    case OverlayMark::weak:
    case OverlayMark::cut:
    case OverlayMark::cutOff:
        return;
    }
}

bool hasSign(OverlayMark mark)
{
    return mark >= OverlayMark::off;
}

} // namespace

QString markText(OverlayMark mark)
{
    const auto text = [](const char *words) {
        return QCoreApplication::translate("desk::MarkPainter", words);
    };
    switch (mark) {
    case OverlayMark::none:
        break;
    case OverlayMark::route:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "route"));
    case OverlayMark::alternative:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "alternative"));
    case OverlayMark::weak:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "single point of failure"));
    case OverlayMark::cut:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "narrowest place"));
    case OverlayMark::cutOff:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "cut off"));
    case OverlayMark::off:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "switched off in thought"));
    case OverlayMark::added:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "added"));
    case OverlayMark::removed:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "removed"));
    case OverlayMark::changed:
        return text(QT_TRANSLATE_NOOP("desk::MarkPainter", "changed"));
    }
    return {};
}

void MarkPainter::clear()
{
    m_rings.clear();
    m_signs.clear();
    m_discs.clear();
}

void MarkPainter::keepRatio(double pixelRatio)
{
    if (pixelRatio != m_ratio)
        clear();
    m_ratio = pixelRatio;
}

void MarkPainter::paintLink(PictureRaster &raster, const QLineF &line, OverlayMark mark, float weight) const
{
    const QColor accent = m_theme.color(Token::accent);
    const QColor text = m_theme.color(Token::text);
    const double thin = m_theme.lineWidth();
    if (weight > 0)
        raster.line(line, 1 + 6 * double(weight), withAlpha(accent, 0.35 + 0.5 * double(weight)));
    switch (mark) {
    case OverlayMark::none:
        return;
    case OverlayMark::route:
        raster.line(line, 8, withAlpha(accent, 0.3));
        return raster.line(line, 2 + thin, accent.rgba());
    case OverlayMark::alternative:
        return raster.dashes(line, 1 + thin, 7, 4, accent.rgba());
    case OverlayMark::weak:
    case OverlayMark::cut: { // bars across it
        raster.line(line, 1 + thin, text.rgba());
        const double length = line.length();
        if (length < 1)
            return;
        const QPointF along = (line.p2() - line.p1()) / length;
        const QPointF across(-along.y() * 6, along.x() * 6);
        const int bars = mark == OverlayMark::cut ? 2 : 1;
        for (int i = 0; i < bars; ++i) {
            const QPointF at = line.center() + along * (bars == 1 ? 0.0 : 4.0 * i - 2);
            raster.line({at - across, at + across}, 1 + thin, text.rgba());
        }
        return;
    }
    case OverlayMark::cutOff:
    case OverlayMark::off:
    case OverlayMark::removed:
        return raster.dashes(line, 1 + thin, 3, 3, m_theme.color(Token::off).rgba());
    case OverlayMark::added:
    case OverlayMark::changed:
        return raster.line(line, 1.5 + thin, accent.rgba());
    }
}

void MarkPainter::paintLinkSign(PictureRaster &raster, const QLineF &line, OverlayMark mark,
                                double pixelRatio)
{
    if (hasSign(mark))
        raster.picture(sign(mark, pixelRatio), line.center());
}

void MarkPainter::paintWeight(PictureRaster &raster, QPointF centre, float weight, double pixelRatio)
{
    if (!(weight > 0))
        return;
    keepRatio(pixelRatio);
    const double radius = 3 + (mostWeightRadius - 3) * std::sqrt(std::min(1.0, double(weight)));
    const int quarters = int(std::lround(radius * 4));
    QImage &disc = m_discs[quarters];
    if (disc.isNull()) {
        disc = emptyPicture(2 * radius + 2, pixelRatio);
        QPainter painter(&disc);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor::fromRgba(withAlpha(m_theme.color(Token::accent), 0.4)));
        painter.drawEllipse(QPointF(radius + 1, radius + 1), radius, radius);
    }
    raster.picture(disc, centre);
}

void MarkPainter::paintNode(PictureRaster &raster, QPointF centre, double radius, OverlayMark mark,
                            double pixelRatio)
{
    if (mark != OverlayMark::none)
        raster.picture(ring(mark, radius, pixelRatio), centre);
}

const QImage &MarkPainter::ring(OverlayMark mark, double radius, double pixelRatio)
{
    keepRatio(pixelRatio);
    const auto quarters = std::uint32_t(std::lround(radius * 4));
    QImage &image = m_rings[quarters << 8U | std::uint32_t(mark)];
    if (!image.isNull())
        return image;
    const double middle = radius + 8;
    image = emptyPicture(2 * middle, pixelRatio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(middle, middle);
    const bool calm = mark == OverlayMark::cutOff || mark == OverlayMark::off || mark == OverlayMark::removed;
    const bool plain = mark == OverlayMark::weak || mark == OverlayMark::cut;
    const QColor color = m_theme.color(calm ? Token::off : plain ? Token::text : Token::accent);
    QPen pen(color, mark == OverlayMark::alternative ? 1.0 : 2.0);
    if (calm)
        pen.setDashPattern({2, 1.5});
    painter.setPen(pen);
    const double around = radius + 3;
    painter.drawEllipse(centre, around, around);
    if (mark == OverlayMark::weak) // a second ring
        painter.drawEllipse(centre, around + 3, around + 3);
    if (!hasSign(mark))
        return image;
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    if (mark == OverlayMark::off) {
        drawCross(painter, centre, around * 0.75);
        return image;
    }
    const QPointF corner = centre + QPointF(around * 0.8, -around * 0.8);
    painter.setBrush(m_theme.color(Token::plot));
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(corner, 4.5, 4.5);
    painter.setPen(pen);
    drawSign(painter, corner, 3, mark);
    return image;
}

const QImage &MarkPainter::sign(OverlayMark mark, double pixelRatio)
{
    keepRatio(pixelRatio);
    QImage &image = m_signs[mark];
    if (!image.isNull())
        return image;
    image = emptyPicture(signSide, pixelRatio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF centre(signSide / 2, signSide / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::plot));
    painter.drawEllipse(centre, signSide / 2, signSide / 2);
    const bool calm = mark == OverlayMark::off || mark == OverlayMark::removed;
    painter.setPen(QPen(m_theme.color(calm ? Token::off : Token::accent), 2));
    drawSign(painter, centre, 3.2, mark);
    return image;
}

} // namespace desk
