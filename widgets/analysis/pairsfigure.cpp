// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/pairsfigure.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/analysis/colourmap.h"
#include "widgets/theme/theme.h"

#include <QImage>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double reach = 24;              // px, of the pointer
constexpr std::size_t mostRound = 20'000; // dots that are drawn as circles; more are squares of pixels

PlotFigure::Axis axisOf(const PlottedParameter &parameter)
{
    PlotFigure::Axis axis;
    axis.name = parameter.name;
    axis.unit = parameter.unit;
    axis.low = std::numeric_limits<double>::infinity();
    axis.high = -axis.low;
    return axis;
}

void finish(PlotFigure::Axis &axis, const PlottedParameter &parameter)
{
    if (parameter.isNumber || axis.low > axis.high)
        return;
    axis.names = parameter.states;
    axis.low = std::floor(axis.low) - 0.5;
    axis.high = std::ceil(axis.high) + 0.5;
    std::erase_if(axis.names,
                  [&axis](const auto &name) { return name.first < axis.low || name.first > axis.high; });
}

} // namespace

PairsFigure::PairsFigure(std::shared_ptr<const AnalysisResult> result, PlottedParameter x, PlottedParameter y)
    : m_result(std::move(result))
    , m_ofX(std::move(x))
    , m_ofY(std::move(y))
    , m_x(axisOf(m_ofX))
    , m_y(axisOf(m_ofY))
{
    for (const SamplePairs::Pair &pair : pairs()) {
        m_x.low = std::min(m_x.low, pair.x);
        m_x.high = std::max(m_x.high, pair.x);
        m_y.low = std::min(m_y.low, pair.y);
        m_y.high = std::max(m_y.high, pair.y);
    }
    finish(m_x, m_ofX);
    finish(m_y, m_ofY);
}

PlotFigure::ColourBar PairsFigure::colourBar() const
{
    if (!isScatter() || pairs().empty())
        return {};
    return {tr("Time (UTC)"),      {},  double(pairs().front().time), double(pairs().back().time),
            PlotScale::Form::time, true};
}

void PairsFigure::paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const
{
    if (!isScatter() && pairs().size() <= mostJoined)
        paintLines(painter, mapping, theme);
    else
        paintDots(painter, mapping, theme);
}

void PairsFigure::paintLines(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    const QPen pen = theme.seriesPen(0);
    painter.setPen(pen);
    QPolygonF line;
    const auto draw = [&] {
        if (line.size() > 1)
            painter.drawPolyline(line);
        else if (line.size() == 1) // a lone sample is a dot
            painter.fillRect(QRectF(line.front() - QPointF(1.5, 1.5), QSizeF(3, 3)), pen.color());
        line.clear();
    };
    for (const SamplePairs::Pair &pair : pairs()) {
        if (!pair.isJoined)
            draw();
        line << mapping.at(pair.x, pair.y);
    }
    draw();
    // Where it is now: the direction of time is seen by it.
    painter.setBrush(pen.color());
    painter.drawEllipse(mapping.at(pairs().back().x, pairs().back().y), 3.5, 3.5);
    painter.setBrush(Qt::NoBrush);
}

// Many dots go into a picture pixel by pixel: a painter takes half a microsecond for each.
void PairsFigure::paintDots(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const
{
    const std::size_t count = pairs().size();
    const double begin = double(pairs().front().time);
    const double span = std::max(1.0, double(pairs().back().time) - begin);
    const QRgb plain = theme.seriesPen(0).color().rgb();
    const auto colour = [&](const SamplePairs::Pair &pair) {
        return isScatter() ? viridisOn(theme.isDark(), (double(pair.time) - begin) / span) : plain;
    };
    if (count <= mostRound) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const double radius = count <= 2000 ? 2.5 : 2;
        for (const SamplePairs::Pair &pair : pairs()) {
            painter.setBrush(QColor(colour(pair)));
            painter.drawEllipse(mapping.at(pair.x, pair.y), radius, radius);
        }
        painter.setBrush(Qt::NoBrush);
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    QImage image((mapping.plot.size() * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const int size = std::max(2, int(std::lround(2 * ratio)));
    for (const SamplePairs::Pair &pair : pairs()) {
        const QPointF at = (mapping.at(pair.x, pair.y) - mapping.plot.topLeft()) * ratio;
        if (!(at.x() > -size && at.x() < image.width() && at.y() > -size && at.y() < image.height()))
            continue;
        const QRgb rgb = colour(pair);
        for (int y = std::max(0, int(at.y())); y < std::min(image.height(), int(at.y()) + size); ++y) {
            auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
            for (int x = std::max(0, int(at.x())); x < std::min(image.width(), int(at.x()) + size); ++x)
                line[x] = rgb;
        }
    }
    painter.drawImage(mapping.plot, image);
}

std::optional<std::size_t> PairsFigure::itemAt(const QPointF &position, const PlotMapping &mapping) const
{
    std::optional<std::size_t> best;
    double nearest = reach * reach;
    for (std::size_t i = 0; i < pairs().size(); ++i) {
        const QPointF away = mapping.at(pairs()[i].x, pairs()[i].y) - position;
        const double distance = QPointF::dotProduct(away, away);
        if (distance <= nearest) { // of equal ones the newest, which lies on top
            nearest = distance;
            best = i;
        }
    }
    return best;
}

QPointF PairsFigure::placeOf(std::size_t item, const PlotMapping &mapping) const
{
    return mapping.at(pairs()[item].x, pairs()[item].y);
}

QString PairsFigure::itemText(std::size_t item) const
{
    const SamplePairs::Pair &pair = pairs()[item];
    const QString text = ValueFormatter::timeOfDay(fromNanoseconds(pair.time)) + u"   X " +
                         textOf(m_ofX, pair.x) + u"   Y " + textOf(m_ofY, pair.y);
    return pair.isExact ? text : text + u"   " + tr("(one of them interpolated)");
}

QString PairsFigure::figures() const
{
    const QLocale locale;
    const QString count = tr("%1 pairs").arg(ValueFormatter::count(pairs().size()));
    const auto &r = m_result->pairs.correlation;
    return count + u"   r " + (r ? locale.toString(*r, 'f', 3) : ValueFormatter::unknown());
}

QStringList PairsFigure::notes() const
{
    QStringList out;
    const SamplePairs &of = m_result->pairs;
    if (const std::size_t between = of.pairs.size() - of.exact; between > 0)
        out << tr("%1 pairs with one value interpolated between two samples")
                   .arg(ValueFormatter::count(between));
    if (of.unpaired > 0)
        out << tr("%1 samples without a value of the other").arg(ValueFormatter::count(of.unpaired));
    if (!isScatter() && pairs().size() > mostJoined)
        out << tr("dots instead of lines, as there are so many");
    return out;
}

QStringList PairsFigure::columns() const
{
    const auto named = [](const PlottedParameter &of) {
        return of.unit.isEmpty() ? of.name : u"%1 (%2)"_s.arg(of.name, of.unit);
    };
    return {u"generation_time"_s, named(m_ofX), named(m_ofY), u"interpolated"_s};
}

QStringList PairsFigure::row(std::size_t item) const
{
    const SamplePairs::Pair &pair = pairs()[item];
    return {QString::fromStdString(formatTimestamp(fromNanoseconds(pair.time), Fraction::nano)),
            exactText(pair.x), exactText(pair.y), pair.isExact ? u"0"_s : u"1"_s};
}

} // namespace desk
