// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartzoom.h"

#include "widgets/charts/axiseditor.h"
#include "widgets/charts/plotarea.h"
#include "widgets/charts/valueaxes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::chrono::milliseconds wheelPause{400}; // turns after a longer one are undone by themselves
constexpr int leastBox = 6;                          // pixels; less is no extent

// So many digits that no more than a thousandth of the range is rounded away.
double rounded(double value, double range)
{
    const double step = std::pow(10.0, std::floor(std::log10(range)) - 3);
    return std::isnormal(step) ? std::round(value / step) * step : value;
}

// The range of values between two places of an axis; nothing where it has too few digits left.
std::optional<std::pair<double, double>> rangeBetween(const AxisScale &scale, double upper, double lower)
{
    double high = scale.valueAt(upper);
    double low = scale.valueAt(lower);
    if (scale.isLogarithmic()) {
        high = rounded(high, high);
        low = rounded(low, low);
        if (!(low >= std::numeric_limits<double>::min())) // it has no place for zero
            return std::nullopt;
    } else {
        low = rounded(low, high - low);
        high = rounded(high, high - low);
    }
    const double magnitude = std::max(std::abs(low), std::abs(high));
    if (!std::isfinite(high - low) || !AxisScale::resolves(low, high) || magnitude > 1e300 ||
        high - low < 1e-300)
        return std::nullopt;
    return std::pair(low, high);
}

} // namespace

ChartZoom::ChartZoom(const Parts &parts, QWidget *chart)
    : QObject(chart)
    , m_parts(parts)
    , m_chart(chart)
    , m_band(new QRubberBand(QRubberBand::Rectangle, &parts.plot))
{
    m_band->setObjectName(u"zoomBox"_s);
    m_wheelEnd.setSingleShot(true);
    m_wheelEnd.setInterval(wheelPause);
    connect(&m_wheelEnd, &QTimer::timeout, this, [this] { m_parts.time.history().endGesture(); });
}

void ChartZoom::set(const ChartContent::AxisSettings &settings)
{
    m_parts.content.setAxisSettings(settings);
    Q_EMIT changed();
}

void ChartZoom::apply(const ChartContent::AxisSettings &settings)
{
    const ChartContent::AxisSettings before = m_parts.content.axisSettings();
    set(settings);
    const ChartContent::AxisSettings after = m_parts.content.axisSettings();
    if (before != after)
        m_parts.time.history().note(
            this, [this, before] { set(before); }, [this, after] { set(after); });
}

template <class F>
void ChartZoom::changeRanges(int axis, F f)
{
    ChartContent::AxisSettings settings = m_parts.content.axisSettings();
    const std::vector<ChartAxis> &axes = m_parts.content.axes();
    for (int i = 0; i < int(axes.size()); ++i) {
        const ChartAxis &one = axes[std::size_t(i)];
        if ((axis >= 0 && i != axis) || one.codes)
            continue;
        AxisScale scale = one.scale;
        if (one.setting.range) // it may not have been drawn yet
            scale.setRange(one.setting.range->first, one.setting.range->second, one.setting.logarithmic, 5);
        if (!scale.isValid())
            continue;
        if (const auto range = f(scale))
            settings[one.key] = {range, one.setting.logarithmic};
    }
    apply(settings);
}

void ChartZoom::zoomValues(double factor, int axis, double at)
{
    changeRanges(axis, [=](const AxisScale &scale) {
        return rangeBetween(scale, at - at * factor, at + (1 - at) * factor);
    });
}

void ChartZoom::moveValues(double share, int axis)
{
    changeRanges(axis, [=](const AxisScale &scale) { return rangeBetween(scale, -share, 1 - share); });
}

void ChartZoom::setAxis(int axis, const AxisSetting &setting)
{
    ChartContent::AxisSettings settings = m_parts.content.axisSettings();
    settings[m_parts.content.axes().at(std::size_t(axis)).key] = setting;
    apply(settings);
}

void ChartZoom::fitValues()
{
    ChartContent::AxisSettings settings = m_parts.content.axisSettings();
    for (auto &[key, setting] : settings)
        setting.range.reset();
    apply(settings);
}

int ChartZoom::firstWithRange(int from) const
{
    const std::vector<ChartAxis> &axes = m_parts.content.axes();
    for (int i = std::max(from, 0); i < int(axes.size()); ++i) {
        if (!axes[std::size_t(i)].codes)
            return i;
    }
    return -1;
}

void ChartZoom::editAxis(int axis)
{
    if (axis < 0 || axis >= int(m_parts.content.axes().size()))
        return;
    const ChartAxis &shown = m_parts.content.axes()[std::size_t(axis)];
    if (shown.codes) {
        Q_EMIT said(tr("An axis of states always shows all of them."));
        return;
    }
    auto *editor = new AxisEditor(shown, m_chart);
    connect(editor, &AxisEditor::chosen, this, [this, key = shown.key](const AxisSetting &setting) {
        ChartContent::AxisSettings settings = m_parts.content.axisSettings();
        settings[key] = setting;
        apply(settings);
    });
    editor->setAttribute(Qt::WA_DeleteOnClose);
    editor->open();
}

void ChartZoom::setBoxTool(bool on)
{
    m_boxTool = on;
    if (on)
        m_chart->setCursor(Qt::CrossCursor);
    else
        m_chart->unsetCursor();
}

void ChartZoom::showBox(const QRect &box)
{
    const bool wide = box.width() >= leastBox;
    const bool high = box.height() >= leastBox;
    ViewHistory &history = m_parts.time.history();
    history.beginGesture();
    const PlotArea &plot = m_parts.plot;
    if (wide && !m_parts.time.showRange({plot.timeAt(box.left()), plot.timeAt(box.right() + 1)}))
        Q_EMIT said(tr("A replay that plays ends at its play head. Pause it to zoom into a part."));
    if (high) {
        const double whole = plot.height();
        changeRanges(-1, [&](const AxisScale &scale) {
            return rangeBetween(scale, box.top() / whole, (box.bottom() + 1) / whole);
        });
    }
    history.endGesture();
}

void ChartZoom::undo()
{
    m_wheelEnd.stop();
    if (!m_parts.time.history().undo())
        Q_EMIT said(tr("Nothing was zoomed or moved before this."));
}

void ChartZoom::redo()
{
    m_wheelEnd.stop();
    if (!m_parts.time.history().redo())
        Q_EMIT said(tr("No zoom or move was undone."));
}

} // namespace desk
