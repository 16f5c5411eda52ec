// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/histogramfigure.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

} // namespace

HistogramFigure::HistogramFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter parameter)
    : m_result(std::move(result))
    , m_parameter(std::move(parameter))
{
}

PlotFigure::Axis HistogramFigure::xAxis() const
{
    Axis axis;
    axis.name = m_parameter.name;
    axis.unit = m_parameter.unit;
    axis.low = of().bins.front().low;
    axis.high = of().bins.back().high;
    axis.isExact = true;
    if (!m_parameter.isNumber) {
        for (const ValueHistogram::Bin &bin : of().bins) {
            const double code = (bin.low + bin.high) / 2;
            axis.names.emplace_back(code, textOf(m_parameter, code));
        }
    }
    return axis;
}

PlotFigure::Axis HistogramFigure::yAxis() const
{
    Axis axis;
    axis.name = tr("Samples");
    for (const ValueHistogram::Bin &bin : of().bins)
        axis.high = std::max(axis.high, double(bin.count));
    return axis;
}

void HistogramFigure::paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor colour = theme.seriesPen(0).color();
    QColor inside = colour;
    inside.setAlphaF(0.55F);
    const double ground = mapping.yOf(0);
    const bool areApart = !m_parameter.isNumber;
    for (const ValueHistogram::Bin &bin : of().bins) {
        const double apart = areApart ? 0.1 * (bin.high - bin.low) : 0;
        const double left = std::round(mapping.xOf(bin.low + apart));
        const double right = std::round(mapping.xOf(bin.high - apart));
        const QRectF bar(QPointF(left, std::round(mapping.yOf(double(bin.count)))), QPointF(right, ground));
        if (bin.count == 0)
            continue;
        painter.fillRect(bar, inside);
        if (bar.width() < 4)
            continue;
        painter.setPen(QPen(colour, theme.lineWidth()));
        painter.drawRect(bar.adjusted(0, 0, -1, 0));
    }
    if (areApart)
        return; // codes have no mean
    painter.setFont(theme.smallFont());
    const auto mark = [&](double value, const QString &name, Qt::PenStyle style, int line) {
        const double x = std::round(mapping.xOf(value));
        painter.setPen(QPen(theme.color(Token::text), theme.lineWidth(), style));
        painter.drawLine(QPointF(x, mapping.plot.top()), QPointF(x, mapping.plot.bottom()));
        const QFontMetricsF metrics(painter.font());
        const double wide = metrics.horizontalAdvance(name) + 2;
        const bool fits = x + 4 + wide < mapping.plot.right();
        const QRectF box(fits ? x + 4 : x - 4 - wide, mapping.plot.top() + 2 + line * metrics.height(), wide,
                         metrics.height());
        QColor under = theme.color(Token::plot);
        under.setAlphaF(0.8F);
        painter.fillRect(box, under);
        painter.drawText(box, int(Qt::AlignVCenter | Qt::AlignLeft), name);
    };
    mark(of().median, tr("median"), Qt::DashLine, 0);
    mark(of().mean, tr("mean"), Qt::SolidLine, 1);
    mark(of().p5, u"p5"_s, Qt::DotLine, 2);
    mark(of().p95, u"p95"_s, Qt::DotLine, 2);
}

std::optional<std::size_t> HistogramFigure::itemAt(const QPointF &position, const PlotMapping &mapping) const
{
    const double value = mapping.x.valueAt((position.x() - mapping.plot.left()) / mapping.plot.width());
    for (std::size_t i = 0; i < of().bins.size(); ++i) {
        if (value >= of().bins[i].low && value <= of().bins[i].high)
            return i;
    }
    return std::nullopt;
}

QPointF HistogramFigure::placeOf(std::size_t item, const PlotMapping &mapping) const
{
    const ValueHistogram::Bin &bin = of().bins[item];
    return mapping.at((bin.low + bin.high) / 2, double(bin.count));
}

QString HistogramFigure::itemText(std::size_t item) const
{
    const ValueHistogram::Bin &bin = of().bins[item];
    const bool isLast = item + 1 == of().bins.size();
    const QString values = m_parameter.isNumber
                               ? u"[%1, %2%3"_s.arg(textOf(m_parameter, bin.low),
                                                    textOf(m_parameter, bin.high), isLast ? u"]"_s : u")"_s)
                               : textOf(m_parameter, (bin.low + bin.high) / 2);
    return values + u"   " + tr("%1 samples").arg(ValueFormatter::count(bin.count)) + u"   " +
           QLocale().toString(share(bin), 'f', 2) + u" %"_s;
}

QString HistogramFigure::figures() const
{
    QString out = u"n "_s + ValueFormatter::count(of().count);
    if (!m_parameter.isNumber)
        return out + u"   " + tr("%1 states").arg(of().bins.size());
    const ValueFormatter number{QLocale()};
    const auto add = [&](const QString &name, double value) {
        out += u"   " + name + u' ' + number.value(value, m_parameter.metric);
    };
    add(tr("mean"), of().mean);
    add(tr("median"), of().median);
    add(u"σ"_s, of().deviation);
    add(u"p5"_s, of().p5);
    add(u"p95"_s, of().p95);
    add(u"min"_s, of().min);
    add(u"max"_s, of().max);
    if (!m_parameter.unit.isEmpty())
        out += u' ' + m_parameter.unit;
    return out;
}

QStringList HistogramFigure::notes() const
{
    QStringList out;
    const QString count = QString::number(of().bins.size());
    switch (of().rule) {
    case ValueHistogram::Rule::freedmanDiaconis:
        out << tr("%1 bins after Freedman and Diaconis").arg(count);
        break;
    case ValueHistogram::Rule::sturges:
        out << tr("%1 bins after Sturges, as half of the values are equal").arg(count);
        break;
    case ValueHistogram::Rule::asked:
        out << tr("%1 bins").arg(count);
        break;
    case ValueHistogram::Rule::none:
    case ValueHistogram::Rule::codes:
        break;
    }
    return out << tr("each sample counts once");
}

QStringList HistogramFigure::columns() const
{
    if (!m_parameter.isNumber)
        return {u"state"_s, u"code"_s, u"samples"_s, u"share_percent"_s};
    const QString unit = m_parameter.unit.isEmpty() ? QString() : u" (%1)"_s.arg(m_parameter.unit);
    return {u"from"_s + unit, u"to"_s + unit, u"samples"_s, u"share_percent"_s};
}

QStringList HistogramFigure::row(std::size_t item) const
{
    const ValueHistogram::Bin &bin = of().bins[item];
    const double code = (bin.low + bin.high) / 2;
    QStringList out = m_parameter.isNumber ? QStringList{exactText(bin.low), exactText(bin.high)}
                                           : QStringList{textOf(m_parameter, code), exactText(code)};
    return out << QString::number(bin.count) << exactText(share(bin));
}

} // namespace desk
