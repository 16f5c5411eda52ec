// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/spectrumfigure.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double mostDecades = 8;    // of a logarithmic axis
constexpr double noticeable = 0.005; // unevenness that is said

} // namespace

QString densityUnit(const QString &unit)
{
    if (unit.isEmpty())
        return u"1/Hz"_s;
    return (unit.contains(u'/') ? u'(' + unit + u')' : unit) + u"²/Hz"_s;
}

QString periodText(double frequency)
{
    const double period = 1 / frequency;
    return period < 60 ? withPrefix(period, u"s"_s) : ValueFormatter::age(period);
}

QStringList SpectrumFigure::gridNotes(const AnalysisResult &result)
{
    const QLocale locale;
    QStringList out;
    const EvenSeries &even = result.even;
    if (even.step == 0)
        return out;
    QString grid = tr("every %1").arg(withPrefix(double(even.step) * 1e-9, u"s"_s));
    if (even.unevenness > noticeable)
        grid += u' ' + tr("(samples uneven by %1 %, put on an even grid by straight lines)")
                           .arg(locale.toString(100 * even.unevenness, 'f', 1));
    out << grid;
    if (even.missing > 0)
        out << tr("%1 % in gaps")
                   .arg(locale.toString(100.0 * double(even.missing) / double(result.points), 'f',
                                        double(even.missing) < 0.01 * double(result.points) ? 2 : 1));
    if (even.omitted > 0)
        out << tr("%1 older points left out").arg(ValueFormatter::count(even.omitted));
    return out;
}

SpectrumFigure::SpectrumFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter parameter)
    : m_result(std::move(result))
    , m_parameter(std::move(parameter))
{
    double least = std::numeric_limits<double>::infinity(); // greater than 0
    for (std::size_t i = 1; i < values().size(); ++i) {
        m_high = std::max(m_high, values()[i]);
        if (values()[i] > 0)
            least = std::min(least, values()[i]);
    }
    if (m_result->settings.logarithmic && m_high > 0)
        m_low = std::max(least, m_high * std::pow(10.0, -mostDecades));
}

PlotFigure::Axis SpectrumFigure::xAxis() const
{
    Axis axis;
    axis.name = tr("Frequency");
    axis.unit = u"Hz"_s;
    axis.takesPrefix = true;
    axis.high = of().frequency(values().size() - 1);
    axis.isExact = true;
    return axis;
}

PlotFigure::Axis SpectrumFigure::yAxis() const
{
    Axis axis;
    axis.name = isDensity() ? tr("Power spectral density") : tr("Amplitude");
    axis.unit = unit();
    axis.low = m_low;
    axis.high = m_high;
    axis.form = m_low > 0 ? PlotScale::Form::logarithmic : PlotScale::Form::linear;
    return axis;
}

QString SpectrumFigure::unit() const
{
    return isDensity() ? densityUnit(m_parameter.unit) : m_parameter.unit;
}

QString SpectrumFigure::valueText(double value) const
{
    const QString number = QLocale().toString(value, 'g', 4);
    return unit().isEmpty() ? number : number + u' ' + unit();
}

void SpectrumFigure::paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.seriesPen(0));
    const double below = mapping.plot.bottom() + 100; // of a value that has no place on the axis
    QPolygonF line;
    line.reserve(qsizetype(itemCount()));
    for (std::size_t i = 0; i < itemCount(); ++i) {
        const QPointF at = placeOf(i, mapping);
        line << QPointF(at.x(), std::min(at.y(), below));
    }
    painter.drawPolyline(line);
    if (!of().peak)
        return;
    const QPointF top = placeOf(of().peak->line - 1, mapping);
    painter.setPen(QPen(theme.color(Token::text), theme.lineWidth()));
    painter.drawEllipse(top, 4, 4);
    const QString text = withPrefix(of().peak->frequency, u"Hz"_s);
    painter.setFont(theme.smallMonoFont());
    const QFontMetricsF metrics(painter.font());
    const double wide = metrics.horizontalAdvance(text) + 4;
    const bool right = top.x() + 8 + wide < mapping.plot.right();
    painter.drawText(QRectF(right ? top.x() + 8 : top.x() - 8 - wide, top.y() - metrics.height() / 2, wide,
                            metrics.height()),
                     int(Qt::AlignVCenter | Qt::AlignLeft), text);
}

std::optional<std::size_t> SpectrumFigure::itemAt(const QPointF &position, const PlotMapping &mapping) const
{
    if (isEmpty())
        return std::nullopt;
    const double frequency = mapping.x.valueAt((position.x() - mapping.plot.left()) / mapping.plot.width());
    const double line = std::round(frequency / of().resolution);
    return std::size_t(std::clamp(line, 1.0, double(itemCount()))) - 1;
}

QPointF SpectrumFigure::placeOf(std::size_t item, const PlotMapping &mapping) const
{
    return mapping.at(of().frequency(item + 1), values()[item + 1]);
}

QString SpectrumFigure::itemText(std::size_t item) const
{
    const double frequency = of().frequency(item + 1);
    return withPrefix(frequency, u"Hz"_s) + u"   " + tr("period %1").arg(periodText(frequency)) + u"   " +
           valueText(values()[item + 1]);
}

QString SpectrumFigure::figures() const
{
    if (!of().peak)
        return tr("no peak: the series does not vary");
    QString out = tr("peak %1, period %2, amplitude %3")
                      .arg(withPrefix(of().peak->frequency, u"Hz"_s), periodText(of().peak->frequency),
                           QLocale().toString(of().peak->amplitude, 'g', 4) +
                               (m_parameter.unit.isEmpty() ? QString() : u' ' + m_parameter.unit));
    return out + u"   " + tr("resolution %1").arg(withPrefix(of().resolution, u"Hz"_s));
}

QStringList SpectrumFigure::notes() const
{
    QStringList out = gridNotes(*m_result);
    out << tr("Welch, Hann window, %1 segments of %2 points, each less its trend")
               .arg(of().segments)
               .arg(of().segment);
    if (of().skipped > 0)
        out << tr("%1 segments with a gap left out").arg(of().skipped);
    if (const std::size_t asked = m_result->settings.segment; asked > of().segment && of().segment > 0)
        out << tr("shorter than the %1 asked for: none without a gap").arg(asked);
    return out;
}

QStringList SpectrumFigure::columns() const
{
    const auto with = [](const QString &name, const QString &unit) {
        return unit.isEmpty() ? name : u"%1 (%2)"_s.arg(name, unit);
    };
    return {u"frequency (Hz)"_s, with(u"amplitude"_s, m_parameter.unit),
            with(u"power_spectral_density"_s, densityUnit(m_parameter.unit))};
}

QStringList SpectrumFigure::row(std::size_t item) const
{
    return {exactText(of().frequency(item + 1)), exactText(of().amplitude[item + 1]),
            exactText(of().density[item + 1])};
}

} // namespace desk
