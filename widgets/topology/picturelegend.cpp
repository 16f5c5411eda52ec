// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/picturelegend.h"

#include "models/itemmodels/valueformatter.h"
#include "models/telemetry/units.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double padding = 6;
constexpr double margin = 8;

QRectF corner(QRectF area, QSizeF size)
{
    return {area.left() + margin, area.bottom() - margin - size.height(), size.width(), size.height()};
}

} // namespace

QString severityLegend(Severity severity)
{
    switch (severity) {
    case Severity::none:
        break;
    case Severity::nominal:
        return QCoreApplication::translate("desk::PictureLegend", "nominal");
    case Severity::advisory:
        return QCoreApplication::translate("desk::PictureLegend", "advisory");
    case Severity::caution:
        return QCoreApplication::translate("desk::PictureLegend", "caution");
    case Severity::warning:
        return QCoreApplication::translate("desk::PictureLegend", "warning");
    case Severity::critical:
        return QCoreApplication::translate("desk::PictureLegend", "critical");
    }
    return QCoreApplication::translate("desk::PictureLegend", "no limits");
}

QRectF PictureLegend::paint(QPainter &painter, QRectF area, const FleetPicture &picture,
                            const MetricScale &scale) const
{
    const QRectF covered = picture.colouring() == LinkColouring::state
                               ? paintStates(painter, area, picture)
                               : paintScale(painter, area, picture, scale);
    return covered;
}

QRectF PictureLegend::paintStates(QPainter &painter, QRectF area, const FleetPicture &picture) const
{
    struct Entry
    {
        Severity severity;
        QString text;
        double width;
    };
    std::array<int, std::size_t(Severity::critical) + 1> counts{};
    for (const PictureNode &node : picture.nodes())
        ++counts[std::size_t(node.inContact || node.severity > Severity::nominal ? node.severity
                                                                                 : Severity::none)];
    for (const PictureEdge &edge : picture.edges()) {
        if (edge.active && edge.severity >= Severity::advisory)
            ++counts[std::size_t(edge.severity)];
    }
    const QFontMetricsF metrics(m_theme.smallFont());
    std::vector<Entry> entries;
    constexpr double glyph = 10;
    constexpr double gap = 12;
    double width = 2 * padding - gap;
    for (int i = int(Severity::critical); i >= int(Severity::advisory);
         --i) { // the rest is calm: no count of it
        if (counts[std::size_t(i)] == 0)
            continue;
        const QString text =
            ValueFormatter::count(quint64(counts[std::size_t(i)])) + u' ' + severityLegend(Severity(i));
        entries.push_back({Severity(i), text, metrics.horizontalAdvance(text)});
        width += glyph + 4 + entries.back().width + gap;
    }
    if (entries.empty())
        return {};
    const QRectF box = corner(area, {width, metrics.height() + padding});
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.8F);
    painter.fillRect(box, ground);
    painter.setFont(m_theme.smallFont());
    double x = box.left() + padding;
    for (const Entry &entry : entries) {
        m_theme.drawSeverity(painter, {x, box.center().y() - glyph / 2, glyph, glyph}, entry.severity);
        x += glyph + 4;
        painter.setPen(m_theme.color(Token::textDim));
        painter.drawText(QPointF(x, box.center().y() + (metrics.ascent() - metrics.descent()) / 2),
                         entry.text);
        x += entry.width + gap;
    }
    return box;
}

QRectF PictureLegend::paintScale(QPainter &painter, QRectF area, const FleetPicture &picture,
                                 const MetricScale &scale) const
{
    if (!scale.isKnown())
        return {};
    const std::string_view metric = metricOf(picture.colouring());
    const std::string_view unit = unitOf(metric);
    QString title = QString::fromUtf8(metric.data(), qsizetype(metric.size()));
    if (!unit.empty())
        title += u" · "_s + QString::fromUtf8(unit.data(), qsizetype(unit.size()));
    title = tr("%1, worse direction", "metric and unit").arg(title);
    const QString note =
        picture.colouring() == LinkColouring::utilisation ? QString() : tr("width: utilisation");
    const QFontMetricsF text(m_theme.smallFont());
    const QFontMetricsF figures(m_theme.smallMonoFont());
    const double width = std::max({140.0, text.horizontalAdvance(title), text.horizontalAdvance(note)});
    constexpr double bar = 6;
    const QRectF box = corner(area, {width + 2 * padding, (note.isEmpty() ? 1 : 2) * text.height() + bar +
                                                              figures.height() + 4 + 2 * padding});
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.85F);
    painter.fillRect(box, ground);
    double y = box.top() + padding;
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(QPointF(box.left() + padding, y + text.ascent()), title);
    y += text.height();
    painter.setPen(m_theme.color(Token::textDim));
    if (!note.isEmpty()) {
        painter.drawText(QPointF(box.left() + padding, y + text.ascent()), note);
        y += text.height();
    }
    y += 2;
    // From low to high figures, whichever is the worse.
    const bool greater = greaterIsWorse(picture.colouring());
    const double step = width / MetricScale::steps;
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 0; i < MetricScale::steps; ++i) {
        const int at = greater ? i : MetricScale::steps - 1 - i;
        painter.fillRect(QRectF(box.left() + padding + i * step, y, step, bar),
                         MetricScale::color(m_theme, at));
    }
    painter.setRenderHint(QPainter::Antialiasing, true);
    y += bar + 2;
    painter.setFont(m_theme.smallMonoFont());
    const auto label = [](double value) { return QLocale().toString(value, 'g', 4); };
    const std::array<std::pair<double, double>, 3> ticks{
        {{scale.low(), 0}, {(scale.low() + scale.high()) / 2, 0.5}, {scale.high(), 1}}};
    for (const auto &[value, at] : ticks) {
        const QString number = label(value);
        const double x = box.left() + padding + at * (width - figures.horizontalAdvance(number));
        painter.drawText(QPointF(x, y + figures.ascent()), number);
    }
    return box;
}

} // namespace desk
