// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/spectrogramfigure.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/analysis/colourmap.h"
#include "widgets/analysis/spectrumfigure.h"
#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

} // namespace

SpectrogramFigure::SpectrogramFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter parameter)
    : m_result(std::move(result))
    , m_parameter(std::move(parameter))
{
    if (isEmpty())
        return;
    m_image = QImage(int(of().columns), int(of().lines), QImage::Format_ARGB32_Premultiplied);
    float highest = -std::numeric_limits<float>::infinity();
    for (std::size_t line = 0; line < of().lines; ++line) {
        auto *pixels = reinterpret_cast<QRgb *>(m_image.scanLine(int(of().lines - 1 - line)));
        for (std::size_t column = 0; column < of().columns; ++column) {
            const float value = of().at(column, line);
            pixels[column] =
                std::isnan(value) ? 0U : viridis((double(value) - of().low) / (of().high - of().low));
            if (line > 0 && value > highest) {
                highest = value;
                m_highest = column * of().lines + line;
            }
        }
    }
}

PlotFigure::Axis SpectrogramFigure::xAxis() const
{
    Axis axis;
    axis.name = tr("Time (UTC)");
    axis.form = PlotScale::Form::time;
    axis.low = double(of().begin);
    axis.high = double(of().begin + std::int64_t(of().columns) * of().columnStep);
    return axis;
}

PlotFigure::Axis SpectrogramFigure::yAxis() const
{
    Axis axis;
    axis.name = tr("Frequency");
    axis.unit = u"Hz"_s;
    axis.takesPrefix = true;
    axis.high = of().frequency(of().lines - 1);
    axis.isExact = true;
    return axis;
}

PlotFigure::ColourBar SpectrogramFigure::colourBar() const
{
    ColourBar bar;
    bar.name = tr("Power spectral density");
    bar.unit = tr("dB above 1 %1").arg(densityUnit(m_parameter.unit));
    bar.low = of().low;
    bar.high = of().high;
    return bar;
}

// A cell reaches half a line up and down and half a step to each side of what it stands for.
void SpectrogramFigure::paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const
{
    const double half = of().resolution / 2;
    const double end = double(of().begin + std::int64_t(of().columns) * of().columnStep);
    const QRectF whole(mapping.at(double(of().begin), of().frequency(of().lines - 1) + half),
                       mapping.at(end, -half));
    QColor hole = theme.color(Token::line);
    hole.setAlphaF(0.6F);
    painter.fillRect(whole & mapping.plot, QBrush(hole, Qt::BDiagPattern));
    // More cells than pixels are smoothed, fewer stay cells.
    painter.setRenderHint(QPainter::SmoothPixmapTransform,
                          whole.width() < m_image.width() || whole.height() < m_image.height());
    painter.drawImage(whole, m_image);
}

std::optional<std::size_t> SpectrogramFigure::itemAt(const QPointF &position,
                                                     const PlotMapping &mapping) const
{
    const double time = mapping.x.valueAt((position.x() - mapping.plot.left()) / mapping.plot.width());
    const double frequency =
        mapping.y.valueAt((mapping.plot.bottom() - position.y()) / mapping.plot.height());
    const double column = std::floor((time - double(of().begin)) / double(of().columnStep));
    const double line = std::round(frequency / of().resolution);
    if (column < 0 || column >= double(of().columns) || line < 0 || line >= double(of().lines))
        return std::nullopt;
    return std::size_t(column) * of().lines + std::size_t(line);
}

QPointF SpectrogramFigure::placeOf(std::size_t item, const PlotMapping &mapping) const
{
    return mapping.at(double(of().time(item / of().lines)), of().frequency(item % of().lines));
}

QString SpectrogramFigure::itemText(std::size_t item) const
{
    const float value = of().decibels[item];
    const double frequency = of().frequency(item % of().lines);
    const QString text = ValueFormatter::timeOfDay(fromNanoseconds(of().time(item / of().lines))) + u"   " +
                         withPrefix(frequency, u"Hz"_s) + u"   ";
    if (std::isnan(value))
        return text + tr("a gap lies here");
    return text + QLocale().toString(double(value), 'f', 1) + u" dB"_s;
}

QString SpectrogramFigure::figures() const
{
    return tr("highest %1").arg(itemText(m_highest)) + u"   " +
           tr("resolution %1").arg(withPrefix(of().resolution, u"Hz"_s)) + u" × "_s +
           withPrefix(double(of().segment) * double(m_result->even.step) * 1e-9, u"s"_s);
}

QStringList SpectrogramFigure::notes() const
{
    QStringList out = SpectrumFigure::gridNotes(*m_result);
    out << tr("%1 segments of %2 points, Hann window").arg(of().columns).arg(of().segment);
    if (of().empty > 0)
        out << tr("%1 with a gap left empty").arg(of().empty);
    const double reach = double(of().segment) * double(m_result->even.step) / double(of().columnStep);
    if (reach < 1)
        out << tr("they cover %1 % of the time; choose longer ones to see all")
                   .arg(QLocale().toString(100 * reach, 'f', 0));
    out << tr("colours from %1 dB on").arg(QLocale().toString(of().low, 'f', 0));
    return out;
}

QStringList SpectrogramFigure::columns() const
{
    return {u"time"_s, u"frequency (Hz)"_s, u"decibels above 1 %1"_s.arg(densityUnit(m_parameter.unit))};
}

QStringList SpectrogramFigure::row(std::size_t item) const
{
    const float value = of().decibels[item];
    return {QString::fromStdString(
                formatTimestamp(fromNanoseconds(of().time(item / of().lines)), Fraction::nano)),
            exactText(of().frequency(item % of().lines)),
            std::isnan(value) ? QString() : QString::number(double(value), 'g', 7)};
}

} // namespace desk
