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
constexpr double between = 6;
constexpr double glyph = 10;
constexpr double barHeight = 6;
constexpr double widest = 420;

QString titleOf(std::string_view metric)
{
    const std::string_view unit = unitOf(metric);
    QString title = QString::fromUtf8(metric.data(), qsizetype(metric.size()));
    if (!unit.empty())
        title += u" · "_s + QString::fromUtf8(unit.data(), qsizetype(unit.size()));
    return title;
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

QRectF PictureLegend::paint(QPainter &painter, QRectF area, const Content &content, MarkPainter &marks) const
{
    const FleetPicture &picture = content.picture;
    std::vector<Block> blocks; // from the top
    if (content.filters)
        addText(blocks, tr("%1 of %2 nodes pass the filter")
                            .arg(ValueFormatter::count(content.passed),
                                 ValueFormatter::count(picture.nodes().size())));
    if (content.withoutLayers)
        addText(blocks, tr("Links within a layer: those of the selected node"));
    if (content.hasSeams)
        addText(blocks, tr("Short ends: links that close a ring"));
    addMarks(blocks, picture, marks, painter.device()->devicePixelRatioF());
    if (picture.nodeColouring() == NodeColouring::alarms)
        addScale(blocks, tr("Nodes: values outside their limits"), {}, content.nodeScale);
    else
        addScale(blocks, tr("Nodes: %1").arg(titleOf(content.nodeScale.metric().name)), {},
                 content.nodeScale);
    addScale(blocks,
             tr("%1, worse direction", "metric and unit").arg(titleOf(content.linkScale.metric().name)),
             content.linkScale.metric().isShare || !content.hasWidths ? QString() : tr("width: utilisation"),
             content.linkScale);
    if (picture.colouring() == LinkColouring::state)
        addStates(blocks, picture);
    if (blocks.empty())
        return {};
    QSizeF size(0, -between);
    for (const Block &block : blocks)
        size = {std::max(size.width(), block.size.width()), size.height() + block.size.height() + between};
    size += QSizeF(2 * padding, 2 * padding);
    size.setWidth(std::min(size.width(), std::max(40.0, area.width() - 2 * margin)));
    const QRectF box(area.left() + margin, area.bottom() - margin - size.height(), size.width(),
                     size.height());
    QColor ground = m_theme.color(Token::plot);
    ground.setAlphaF(0.85F);
    painter.fillRect(box, ground);
    QPointF at = box.topLeft() + QPointF(padding, padding);
    for (const Block &block : blocks) {
        block.paint(painter, at);
        at.ry() += block.size.height() + between;
    }
    return box;
}

void PictureLegend::addText(std::vector<Block> &blocks, const QString &text) const
{
    const QFontMetricsF metrics(m_theme.smallFont());
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, widest);
    blocks.push_back({{metrics.horizontalAdvance(shown), metrics.height()},
                      [this, shown, ascent = metrics.ascent()](QPainter &painter, QPointF at) {
                          painter.setFont(m_theme.smallFont());
                          painter.setPen(m_theme.color(Token::text));
                          painter.drawText(at + QPointF(0, ascent), shown);
                      }});
}

// What the analysis says, and what its signs mean.
void PictureLegend::addMarks(std::vector<Block> &blocks, const FleetPicture &picture, MarkPainter &marks,
                             double pixelRatio) const
{
    if (picture.marks().isEmpty())
        return;
    if (!picture.overlay().title.isEmpty())
        addText(blocks, picture.overlay().title);
    std::array<bool, std::size_t(OverlayMark::changed) + 1> occurs{};
    for (const OverlayMark mark : picture.marks().nodes)
        occurs[std::size_t(mark)] = true;
    for (const OverlayMark mark : picture.marks().links)
        occurs[std::size_t(mark)] = true;
    const QFontMetricsF metrics(m_theme.smallFont());
    for (std::size_t i = 1; i < occurs.size(); ++i) {
        if (!occurs[i])
            continue;
        const QImage sign = marks.keySign(OverlayMark(i), pixelRatio);
        const QSizeF extent = sign.deviceIndependentSize();
        const QString text = markText(OverlayMark(i));
        const QSizeF size(extent.width() + 4 + metrics.horizontalAdvance(text),
                          std::max(extent.height(), metrics.height()) - between);
        blocks.push_back({size, [this, sign, text, extent, size, metrics](QPainter &painter, QPointF at) {
                              const double middle = at.y() + size.height() / 2;
                              painter.drawImage(QPointF(at.x(), middle - extent.height() / 2), sign);
                              painter.setFont(m_theme.smallFont());
                              painter.setPen(m_theme.color(Token::textDim));
                              painter.drawText(QPointF(at.x() + extent.width() + 4,
                                                       middle + (metrics.ascent() - metrics.descent()) / 2),
                                               text);
                          }});
    }
}

void PictureLegend::addStates(std::vector<Block> &blocks, const FleetPicture &picture) const
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
    constexpr double gap = 12;
    double width = -gap;
    // The rest is calm: no count of it.
    for (int i = int(Severity::critical); i >= int(Severity::advisory); --i) {
        if (counts[std::size_t(i)] == 0)
            continue;
        const QString text =
            ValueFormatter::count(quint64(counts[std::size_t(i)])) + u' ' + severityLegend(Severity(i));
        entries.push_back({Severity(i), text, metrics.horizontalAdvance(text)});
        width += glyph + 4 + entries.back().width + gap;
    }
    if (entries.empty())
        return;
    const double height = metrics.height();
    blocks.push_back(
        {{width, height}, [this, entries, height, metrics](QPainter &painter, QPointF at) {
             painter.setFont(m_theme.smallFont());
             const double middle = at.y() + height / 2;
             double x = at.x();
             for (const Entry &entry : entries) {
                 m_theme.drawSeverity(painter, {x, middle - glyph / 2, glyph, glyph}, entry.severity);
                 x += glyph + 4;
                 painter.setPen(m_theme.color(Token::textDim));
                 painter.drawText(QPointF(x, middle + (metrics.ascent() - metrics.descent()) / 2),
                                  entry.text);
                 x += entry.width + gap;
             }
         }});
}

// A bar from low to high figures, whichever is the worse, with its ends.
void PictureLegend::addScale(std::vector<Block> &blocks, const QString &title, const QString &note,
                             const MetricScale &scale) const
{
    if (!scale.isKnown())
        return;
    const QFontMetricsF text(m_theme.smallFont());
    const QFontMetricsF figures(m_theme.smallMonoFont());
    const double width = std::max({140.0, text.horizontalAdvance(title), text.horizontalAdvance(note)});
    const double height = (note.isEmpty() ? 1 : 2) * text.height() + barHeight + figures.height() + 4;
    const auto draw = [this, title, note, scale, width, text, figures](QPainter &painter, QPointF at) {
        painter.setFont(m_theme.smallFont());
        painter.setPen(m_theme.color(Token::text));
        painter.drawText(at + QPointF(0, text.ascent()), title);
        at.ry() += text.height();
        painter.setPen(m_theme.color(Token::textDim));
        if (!note.isEmpty()) {
            painter.drawText(at + QPointF(0, text.ascent()), note);
            at.ry() += text.height();
        }
        at.ry() += 2;
        const double step = width / MetricScale::steps;
        painter.setRenderHint(QPainter::Antialiasing, false);
        for (int i = 0; i < MetricScale::steps; ++i) {
            const int shade = scale.metric().greaterIsWorse ? i : MetricScale::steps - 1 - i;
            painter.fillRect(QRectF(at.x() + i * step, at.y(), step, barHeight),
                             MetricScale::color(m_theme, shade));
        }
        painter.setRenderHint(QPainter::Antialiasing, true);
        at.ry() += barHeight + 2;
        painter.setFont(m_theme.smallMonoFont());
        const std::array<std::pair<double, double>, 3> ticks{
            {{scale.low(), 0}, {(scale.low() + scale.high()) / 2, 0.5}, {scale.high(), 1}}};
        for (const auto &[value, share] : ticks) {
            const QString number = QLocale().toString(value, 'g', 4);
            painter.drawText(
                at + QPointF(share * (width - figures.horizontalAdvance(number)), figures.ascent()), number);
        }
    };
    blocks.push_back({{width, height}, draw});
}

} // namespace desk
