// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartContent that runs at each frame.
#include "models/itemmodels/valueformatter.h"
#include "models/telemetry/units.h"
#include "widgets/charts/axisnumber.h"
#include "widgets/charts/chartcontent.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int mostNamedCodes = 9; // with more, names stand in the plot
constexpr int mostDifferenceTicks = 4;

// The smallest step a metric's values make, as far as its decimals tell.
double resolutionOf(const Trace &trace)
{
    const int decimals = decimalsOf(trace.description().metric);
    return decimals >= 0 ? std::pow(10.0, -decimals) : 0;
}

} // namespace

ChartContent::Changes ChartContent::refresh(const SharedTimeAxis &time, int columns, int reserve,
                                            int maxTicks)
{
    const TimeRange bounds = time.bounds();
    PlotGrid grid = PlotGrid::endingAt(bounds.end, time.now(), time.span(), columns, reserve);
    if (time.isPaused() && !time.isPanned())
        grid.dataEnd =
            nanoseconds(time.now()) + (time.mode() == TimeMode::replay ? 1 : 0); // what came then, too
    const auto last = newest();
    Window window = Window::shared;
    m_void = last && !samplesInside({fromNanoseconds(grid.start), grid.visible().end});
    if (m_void && !time.isPanned()) {
        if (*last >= grid.visible().end)
            window = Window::newestAhead;
        else if (*last < fromNanoseconds(grid.start))
            window = Window::newestBehind;
        if (window != Window::shared) {
            m_void = false;
            grid = PlotGrid::endingAt(*last, time.now(), time.span(), columns, reserve);
        }
    }
    askHistory(grid);
    bool changed = updateTraces(grid, grid != m_grid);
    m_void = m_void && !showsAnything();
    changed |= m_overlay.update(m_traces, grid);
    changed |= m_forecasts.update(m_traces, grid, time.isPaused());
    Changes out;
    out.picture = changed || grid != m_grid || window != m_window || m_structureChanged;
    m_grid = grid;
    m_window = window;
    out.axes = (changed || m_structureChanged) && fitAxes(maxTicks);
    out.axes |= m_structureChanged;
    out.axes |= (changed || m_structureChanged) && m_overlay.fitDifferences(m_axes, mostDifferenceTicks);
    m_structureChanged = false;
    return out;
}

bool ChartContent::samplesInside(const TimeRange &range) const
{
    const Timestamp middle = range.start + (range.end - range.start) / 2;
    return std::any_of(m_traces.begin(), m_traces.end(), [&](const Trace &trace) {
        const TimeSeries *series = samples(trace);
        const auto nearest =
            series ? series->nearest(middle) : std::nullopt; // none inside is farther than this
        return nearest && range.contains(nearest->generation);
    });
}

void ChartContent::askHistory(const PlotGrid &grid)
{
    SeriesHistory *const history = m_feed.history();
    if (!history)
        return;
    if (history->epoch() != m_epoch) {
        m_epoch = history->epoch();
        for (Trace &trace : m_traces)
            trace.past().clear();
        invalidate();
    }
    for (Trace &trace : m_traces) {
        const auto question = trace.question(samples(trace), grid, cadence(trace));
        if (!question)
            continue;
        history->ask(&m_asker, trace.id(), *question,
                     [this, id = trace.id()](const SeriesHistory::Answer &answer) {
                         const auto asked = std::ranges::find(m_traces, id, &Trace::id);
                         if (asked == m_traces.end())
                             return;
                         asked->past().take(answer);
                         touch(id);
                         if (answered)
                             answered();
                     });
    }
}

bool ChartContent::isAwaiting() const
{
    return std::ranges::any_of(m_traces, [](const Trace &trace) { return trace.past().isAwaited(); });
}

bool ChartContent::showsAnything() const
{
    return std::ranges::any_of(
        m_traces, [](const Trace &trace) { return trace.hasSamplesInside() || trace.past().isAwaited(); });
}

bool ChartContent::updateTraces(const PlotGrid &grid, bool all)
{
    bool changed = false;
    for (std::size_t i = 0; i < m_traces.size(); ++i) {
        if (!all && !m_dirty[i])
            continue;
        m_traces[i].setInvalid(invalidTimes(m_traces[i], grid));
        changed |= m_traces[i].update(samples(m_traces[i]), grid, cadence(m_traces[i]));
        m_dirty[i] = 0;
    }
    return changed;
}

std::vector<std::int64_t> ChartContent::invalidTimes(const Trace &trace, const PlotGrid &grid) const
{
    const std::int64_t end = std::min(grid.end(), grid.dataEnd);
    std::vector<std::int64_t> out;
    trace.past().invalidTimes(grid.start, end, out);
    const auto memory = m_feed.store().invalidTimes(trace.id());
    const auto begin = std::ranges::lower_bound(memory, grid.start);
    out.insert(out.end(), begin, std::lower_bound(begin, memory.end(), end));
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

bool ChartContent::fitAxes(int maxTicks)
{
    bool changed = false;
    for (int i = 0; i < int(m_axes.size()); ++i) {
        ChartAxis &axis = m_axes[std::size_t(i)];
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        double resolution = 0;
        for (const ChartOverlay::Entry &entry : m_overlay.entries()) {
            if (entry.reference.description().axis != i || !entry.reference.hasSamplesInside())
                continue;
            low = std::min(low, entry.reference.low());
            high = std::max(high, entry.reference.high());
        }
        for (const Trace &trace : m_traces) {
            if (trace.description().axis != i || !trace.hasSamplesInside())
                continue;
            low = std::min(low, trace.low());
            high = std::max(high, trace.high());
            resolution = std::max(resolution, resolutionOf(trace));
            if (trace.description().kind == ValueKind::boolean) { // both have their place
                low = std::min(low, 0.0);
                high = std::max(high, 1.0);
            }
        }
        for (const ChartForecasts::Fan &fan : m_forecasts.fans()) {
            const Trace *trace = find(fan.series);
            if (!trace || trace->description().axis != i)
                continue;
            for (const ChartForecasts::Point &point : fan.points) {
                if (point.time > m_grid.end())
                    break;
                for (const double value : {point.value, point.lower, point.upper}) {
                    low = std::isfinite(value) ? std::min(low, value) : low;
                    high = std::isfinite(value) ? std::max(high, value) : high;
                }
            }
        }
        if (axis.setting != AxisSetting()) {
            if (fitAsSet(axis, i, maxTicks) || m_structureChanged) {
                labelTicks(i);
                changed = true;
            }
            continue;
        }
        if (low > high) {
            if (axis.scale.isValid())
                continue;
            low = 0;
            high = 1;
        }
        const bool moved =
            axis.codes ? axis.scale.fitCodes(low, high) : axis.scale.fit(low, high, resolution, maxTicks);
        if (moved || m_structureChanged) { // names of states may have come
            labelTicks(i);
            changed = true;
        }
    }
    return changed;
}

// A range of its own, or logarithms. Values that these do not take are remembered, not hidden.
bool ChartContent::fitAsSet(ChartAxis &axis, int index, int maxTicks)
{
    double low = std::numeric_limits<double>::infinity(); // of those greater than zero
    double high = 0;
    axis.hasValuesOff = false;
    const auto look = [&](const Trace &trace) {
        if (trace.description().axis != index || !axis.setting.logarithmic)
            return;
        for (const EnvelopeColumn &column : trace.columns()) {
            if (column.column < 0 || column.column >= m_grid.columns)
                continue;
            axis.hasValuesOff |= column.min <= 0;
            if (column.max <= 0)
                continue;
            low = std::min(low, column.min > 0 ? column.min : column.max);
            high = std::max(high, column.max);
        }
    };
    for (const Trace &trace : m_traces)
        look(trace);
    for (const ChartOverlay::Entry &entry : m_overlay.entries())
        look(entry.reference);
    if (axis.setting.range)
        return axis.scale.setRange(axis.setting.range->first, axis.setting.range->second,
                                   axis.setting.logarithmic, maxTicks);
    if (low <= high)
        return axis.scale.fitLog(low, high, maxTicks);
    return !axis.scale.isValid() && axis.scale.fitLog(1, 10, maxTicks);
}

void ChartContent::setAxisSettings(AxisSettings settings)
{
    std::erase_if(settings, [](const auto &one) { return one.second == AxisSetting(); });
    m_settings = std::move(settings);
    for (ChartAxis &axis : m_axes) {
        const auto found = m_settings.find(axis.key);
        const AxisSetting wanted = found == m_settings.end() || axis.codes ? AxisSetting() : found->second;
        if (wanted == axis.setting)
            continue;
        axis.setting = wanted;
        axis.hasValuesOff = false;
        axis.scale.reset();
    }
    invalidate();
}

void ChartContent::labelTicks(int axisIndex)
{
    ChartAxis &axis = m_axes[std::size_t(axisIndex)];
    axis.tickLabels.clear();
    QStringList note;
    if (axis.setting.logarithmic)
        note << QCoreApplication::translate("desk::ChartView", "log");
    if (axis.setting.range)
        note << QCoreApplication::translate("desk::ChartView", "fixed");
    axis.note = note.join(u", "_s);
    const Trace *owner = nullptr;
    for (const Trace &trace : m_traces) {
        if (trace.description().axis == axisIndex)
            owner = &trace;
    }
    const std::vector<double> ticks = axis.scale.ticks();
    if (axis.codes && (ticks.size() > mostNamedCodes || !owner))
        return;
    for (const double tick : ticks) {
        QString label = axis.codes ? valueText(*owner, tick) : axisNumber(tick, axis.scale);
        if (const auto *entry = axis.codes ? m_overlay.find(owner->id()) : nullptr)
            label = referenceText(*entry, tick);
        if (axis.codes && label.size() > 12)
            label = label.left(11) + u'…';
        while (axis.tickLabels.contains(label)) // Qt Charts takes each label once
            label += QChar(0x200B);
        axis.tickLabels.push_back(label);
    }
}

QString ChartContent::valueText(const Trace &trace, double value) const
{
    const Trace::Description &about = trace.description();
    if (about.kind == ValueKind::boolean)
        return value != 0 ? QCoreApplication::translate("desk::ChartView", "true")
                          : QCoreApplication::translate("desk::ChartView", "false");
    if (trace.isStepped()) {
        const std::string_view word =
            value >= 0 && value < 4e9 ? m_feed.catalogue().text(about.id, value) : std::string_view{};
        return word.empty() ? QString::number(value) : QString::fromUtf8(word.data(), qsizetype(word.size()));
    }
    return ValueFormatter(QLocale()).value(value, about.metric);
}

} // namespace desk
