// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/plotarea.h"

#include "models/itemmodels/timeticks.h"
#include "widgets/charts/hairline.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double reservedForFuture = 12;  // logical pixels right of now
constexpr double mostForFuture = 1.0 / 3; // of the plot, with forecasts
constexpr int heightPerTick = 34;
constexpr int inPlaceAfter = 8; // pictures that were seen once

} // namespace

PlotArea::PlotArea(const ChartContent &content, const SharedTimeAxis &time, const Theme &theme,
                   QWidget *parent)
    : QWidget(parent)
    , m_content(content)
    , m_time(time)
    , m_theme(theme)
    , m_traces(content.grid())
{
    setObjectName(u"plotArea"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    connect(&theme, &Theme::changed, this, &PlotArea::invalidate);
}

void PlotArea::invalidate()
{
    m_dirty = true;
    m_hasPicture = false;
    update();
}

void PlotArea::setNotice(const QString &notice, Severity severity)
{
    if (notice == m_notice && severity == m_noticeSeverity)
        return;
    m_notice = notice;
    m_noticeSeverity = severity;
    update();
}

void PlotArea::setDropTarget(bool target)
{
    m_dropTarget = target;
    update();
}

int PlotArea::columns() const
{
    return int(std::ceil(width() * devicePixelRatioF()));
}

int PlotArea::reserve() const
{
    const int least = int(std::ceil(reservedForFuture * devicePixelRatioF()));
    if (!m_content.forecasts().needRoom() || m_time.mode() == TimeMode::fixed)
        return least;
    const double ahead = std::chrono::duration<double>(ChartForecasts::ahead).count();
    const double span = std::chrono::duration<double>(m_time.span()).count();
    return std::max(least, int(std::min(ahead / (ahead + span), mostForFuture) * columns()));
}

int PlotArea::maxTicks() const
{
    return std::clamp(height() / heightPerTick + 1, 2, 7);
}

Timestamp PlotArea::timeAt(double x) const
{
    const PlotGrid &grid = m_content.grid();
    return fromNanoseconds(grid.start + std::llround(x * devicePixelRatioF() * double(grid.perColumn)));
}

double PlotArea::xAt(Timestamp time) const
{
    return m_content.grid().column(nanoseconds(time)) / devicePixelRatioF();
}

std::chrono::nanoseconds PlotArea::perPixel() const
{
    return std::chrono::nanoseconds{std::llround(double(m_content.grid().perColumn) * devicePixelRatioF())};
}

void PlotArea::resizeEvent(QResizeEvent *)
{
    m_dirty = true;
    m_hasPicture = false;
}

void PlotArea::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    if (const auto type = painter.paintEngine()->type();
        type == QPaintEngine::SVG || type == QPaintEngine::Pdf) { // lines and text, not a picture of them
        paintPictureTo(painter, nullptr);
    } else if (!paintInPlace(painter, event->region())) {
        const QSize wanted = (QSizeF(size()) * devicePixelRatioF()).toSize();
        if (!m_hasPicture || m_picture.size() != wanted ||
            m_picture.devicePixelRatioF() != devicePixelRatioF())
            paintPicture();
        m_seenOnce = m_dirty ? m_seenOnce + 1 : 0;
        painter.drawImage(0, 0, m_picture);
    }
    m_dirty = false;
    paintMeasures(painter);
    paintMarks(painter);
    paintZeros(painter);
    paintCursor(painter);
    paintNotice(painter);
    if (m_dropTarget) {
        painter.setPen(QPen(m_theme.color(Token::accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

// While each picture is seen once only, it is painted where it is seen: to copy it takes a third as long as
// to paint it. As soon as one is wanted again, where a cursor moves over it say, they are kept.
bool PlotArea::paintInPlace(const QPainter &painter, const QRegion &region)
{
    if (!m_dirty || m_seenOnce < inPlaceAfter || !QRegion(rect()).subtracted(region).isEmpty())
        return false;
    auto *window = dynamic_cast<QImage *>(painter.paintEngine()->paintDevice());
    if (!window ||
        (window->format() != QImage::Format_RGB32 && window->format() != QImage::Format_ARGB32_Premultiplied))
        return false;
    const QTransform toWindow = painter.deviceTransform();
    const double ratio = devicePixelRatioF();
    const QRect place(toWindow.map(QPointF()).toPoint(), (QSizeF(size()) * ratio).toSize());
    if (toWindow.m11() != ratio || toWindow.m22() != ratio || !toWindow.isAffine() || toWindow.isRotating() ||
        toWindow.map(QPointF()) != QPointF(place.topLeft()) || !window->rect().contains(place))
        return false;
    // Not bits(): the painter on it would be left with another image.
    auto *const bits = const_cast<uchar *>(window->constScanLine(place.top())) +
                       qsizetype(place.left()) * qsizetype(sizeof(QRgb));
    QImage picture(bits, place.width(), place.height(), window->bytesPerLine(), QImage::Format_RGB32);
    picture.setDevicePixelRatio(ratio);
    ++m_picturesPainted;
    QPainter inPlace(&picture);
    paintPictureTo(inPlace, &picture);
    return true;
}

void PlotArea::paintPicture()
{
    m_hasPicture = true;
    ++m_picturesPainted;
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(size()) * ratio).toSize();
    if (m_picture.size() != wanted || m_picture.devicePixelRatioF() != ratio) {
        m_picture = QImage(wanted, QImage::Format_RGB32);
        m_picture.setDevicePixelRatio(ratio);
    }
    if (m_picture.isNull())
        return;
    QPainter painter(&m_picture);
    paintPictureTo(painter, &m_picture);
}

// picture: what the painter paints on, if it is one.
void PlotArea::paintPictureTo(QPainter &painter, QImage *picture)
{
    const double ratio = devicePixelRatioF();
    const QRectF plot = rect();
    m_traces.begin(plot, ratio, picture);
    const PlotGrid &grid = m_content.grid();
    const std::vector<double> across = gridLinesAcross();
    const std::vector<double> upright = gridLinesUpright();
    if (picture && picture->format() == QImage::Format_RGB32 && m_theme.grid().alpha() == 255)
        setGrid(*picture, across, upright);
    else
        paintGrid(painter, across, upright);
    if (hasMoreBelow())
        m_traces.fillBackground();
    paintHoles(painter);
    paintLimits(painter);

    painter.setFont(m_theme.smallFont());
    paintReferences(painter, m_traces);
    for (const Trace &trace : m_content.traces()) {
        const ChartAxis &axis = m_content.axes()[std::size_t(trace.description().axis)];
        if (axis.strip)
            continue;
        const QPen pen = m_theme.seriesPen(trace.description().colour);
        painter.setRenderHint(QPainter::Antialiasing, !axis.codes);
        m_traces.draw(painter, trace, axis.scale, pen);
        paintInvalid(painter, trace, axis.scale);
        if (axis.codes && axis.tickLabels.isEmpty())
            m_traces.drawNames(painter, m_content, trace, axis.scale, pen.color());
    }
    m_traces.fillBackground(); // there may be none
    paintForecasts(painter);
    paintAnomalies(painter);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme.color(Token::line), m_theme.lineWidth()));
    painter.drawLine(QPointF(0, height() - 0.5), QPointF(width(), height() - 0.5));
    if (grid.now > grid.start && grid.now < grid.end()) {
        const double x = crisp(m_traces.x(grid.now));
        painter.setPen(penOfNow(m_time, m_theme));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

std::vector<double> PlotArea::gridLinesAcross() const
{
    std::vector<double> out;
    const auto first = std::ranges::find(m_content.axes(), false, &ChartAxis::strip);
    if (first == m_content.axes().end() || first->tickLabels.isEmpty())
        return out;
    const AxisScale &scale = first->scale;
    for (const double tick : scale.ticks()) {
        const double y = crisp(scale.fraction(tick) * height());
        if (y > 0 && y < height() - 1)
            out.push_back(y);
    }
    return out;
}

std::vector<double> PlotArea::gridLinesUpright() const
{
    std::vector<double> out;
    for (const TimeTick &tick : timeTicks(m_content.grid().range(), width(), timeTickSpacing))
        out.push_back(crisp(xAt(fromNanoseconds(tick.time))));
    return out;
}

void PlotArea::paintGrid(QPainter &painter, const std::vector<double> &across,
                         const std::vector<double> &upright) const
{
    painter.fillRect(rect(), m_theme.color(Token::plot));
    painter.setPen(QPen(m_theme.grid(), 1));
    for (const double y : across)
        painter.drawLine(QPointF(0, y), QPointF(width(), y));
    for (const double x : upright)
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
}

// What is painted between the grid and the traces.
bool PlotArea::hasMoreBelow() const
{
    return !m_content.overlay().entries().empty() ||
           std::ranges::any_of(m_content.traces(), [](const Trace &trace) {
               return !trace.gaps().empty() || !trace.limits().empty();
           });
}

// The same for the picture: each row is one of two, and gets there together with the first trace.
void PlotArea::setGrid(const QImage &picture, const std::vector<double> &across,
                       const std::vector<double> &upright)
{
    const double ratio = devicePixelRatioF();
    const QRgb line = m_theme.grid().rgb();
    // A logical pixel around its middle.
    const auto pixels = [ratio](double middle, int most) {
        const int from = int(std::lround((middle - 0.5) * ratio));
        const int to = int(std::lround((middle + 0.5) * ratio));
        return std::pair(std::clamp(from, 0, most), std::clamp(to, 0, most));
    };
    m_gridRow.assign(std::size_t(picture.width()), m_theme.color(Token::plot).rgb());
    m_gridLine.assign(std::size_t(picture.width()), line);
    for (const double x : upright) {
        const auto [from, to] = pixels(x, picture.width());
        std::fill(m_gridRow.begin() + from, m_gridRow.begin() + to, line);
    }
    m_gridRows.assign(std::size_t(picture.height()), m_gridRow.data());
    for (const double middle : across) {
        const auto [from, to] = pixels(middle, picture.height());
        std::fill(m_gridRows.begin() + from, m_gridRows.begin() + to, m_gridLine.data());
    }
    m_traces.setBackground(m_gridRows);
}

void PlotArea::paintNotice(QPainter &painter) const
{
    if (m_notice.isEmpty())
        return;
    painter.setFont(m_theme.textFont());
    const QFontMetrics metrics = painter.fontMetrics();
    const int glyph = 10;
    const QString text = metrics.elidedText(m_notice, Qt::ElideRight, width() - 48);
    const QRectF box(8.5, 6.5, metrics.horizontalAdvance(text) + glyph + 22, metrics.height() + 8);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(m_noticeSeverity), m_theme.lineWidth()));
    painter.setBrush(m_theme.color(Token::raised));
    painter.drawRoundedRect(box, Theme::cornerRadius, Theme::cornerRadius);
    m_theme.drawSeverity(painter, QRectF(box.left() + 8, box.center().y() - glyph / 2.0, glyph, glyph),
                         m_noticeSeverity);
    painter.setPen(m_theme.color(Token::text));
    painter.drawText(box.adjusted(glyph + 14, 0, 0, 0), int(Qt::AlignVCenter | Qt::AlignLeft), text);
}

void PlotArea::paintCursor(QPainter &painter) const
{
    const auto cursor = m_time.cursor();
    if (!cursor || !m_content.grid().range().contains(*cursor))
        return;
    const double x = crisp(xAt(*cursor));
    painter.setPen(QPen(m_theme.color(Token::textDim), m_theme.lineWidth()));
    painter.drawLine(QPointF(x, 0), QPointF(x, height()));
    painter.setRenderHint(QPainter::Antialiasing);
    paintHoleWords(painter, m_content.holeWords(*cursor));
    paintReferencesAt(painter, *cursor);
    for (const Trace &trace : m_content.traces()) {
        const AxisScale &scale = m_content.axes()[std::size_t(trace.description().axis)].scale;
        const auto sample = m_content.isStrip(trace) ? std::nullopt : m_content.sampleNear(trace, *cursor);
        if (!sample || !scale.isValid() || !std::isfinite(sample->value))
            continue;
        painter.setPen(QPen(m_theme.color(Token::plot), 1));
        painter.setBrush(m_theme.seriesPen(trace.description().colour).color());
        painter.drawEllipse(QPointF(xAt(sample->generation), scale.fraction(sample->value) * height()), 3.5,
                            3.5);
    }
}

} // namespace desk
