// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartcontent.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

int firstFreeColour(const std::vector<Trace> &traces)
{
    for (int colour = 0;; ++colour) {
        const auto same = [colour](const Trace &trace) { return trace.description().colour == colour; };
        if (std::none_of(traces.begin(), traces.end(), same))
            return colour;
    }
}

} // namespace

ChartContent::Added ChartContent::add(SeriesId id, int colour)
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    if (id == noSeries || index(id) >= catalogue.size())
        return Added::unknownSeries;
    if (find(id))
        return Added::alreadyThere;
    if (m_traces.size() >= maxSeries)
        return Added::chartFull;
    const SeriesDefinition &definition = catalogue.series(id);
    Trace::Description about;
    about.id = id;
    about.kind = definition.kind;
    about.metric = catalogue.metricName(id);
    const EntityDefinition &entity = catalogue.entity(definition.entity);
    about.node = text(catalogue.node(entity.node).name);
    if (entity.dst != noNode)
        about.dst = text(catalogue.node(entity.dst).name);
    about.metricName = text(about.metric);
    about.unit = text(catalogue.unit(id));
    about.colour = colour >= 0 ? colour % int(maxSeries) : firstFreeColour(m_traces);
    Trace trace(about);

    ChartAxis axis;
    axis.codes = trace.isStepped();
    axis.strip = axis.codes && m_stateStrips;
    axis.title = about.unit.isEmpty() || axis.codes ? about.metricName : about.unit;
    axis.key = axis.codes             ? u"series:"_s + QString::number(index(id))
               : about.unit.isEmpty() ? u"metric:"_s + text(definition.metric)
                                      : u"unit:"_s + about.unit;
    const auto known = std::find_if(m_axes.begin(), m_axes.end(),
                                    [&axis](const ChartAxis &other) { return other.key == axis.key; });
    trace.setAxis(int(known - m_axes.begin()));
    if (known == m_axes.end()) {
        if (!axis.strip && std::ranges::count(m_axes, false, &ChartAxis::strip) >= std::ptrdiff_t(maxAxes))
            return Added::tooManyUnits;
        if (const auto setting = m_settings.find(axis.key); setting != m_settings.end() && !axis.codes)
            axis.setting = setting->second;
        m_axes.push_back(std::move(axis));
    }
    if (m_limits)
        trace.setLimits(m_limits(id));
    m_traces.push_back(std::move(trace));
    m_dirty.push_back(1);
    m_structureChanged = true;
    return Added::yes;
}

bool ChartContent::setStateStrips(bool strips)
{
    if (!strips && m_axes.size() > maxAxes)
        return false;
    if (strips == m_stateStrips)
        return true;
    m_stateStrips = strips;
    for (ChartAxis &axis : m_axes)
        axis.strip = axis.codes && strips;
    invalidate();
    return true;
}

bool ChartContent::hasStates() const
{
    return std::ranges::any_of(m_axes, &ChartAxis::codes);
}

bool ChartContent::remove(SeriesId id)
{
    const Trace *trace = find(id);
    if (!trace)
        return false;
    const auto at = trace - m_traces.data();
    m_traces.erase(m_traces.begin() + at);
    m_dirty.erase(m_dirty.begin() + at);
    dropUnusedAxes();
    m_structureChanged = true;
    return true;
}

void ChartContent::clear()
{
    m_traces.clear();
    m_dirty.clear();
    m_axes.clear();
    m_settings.clear();
    m_stateStrips = false;
    m_structureChanged = true;
}

void ChartContent::dropUnusedAxes()
{
    for (int axis = int(m_axes.size()) - 1; axis >= 0; --axis) {
        const auto uses = [axis](const Trace &trace) { return trace.description().axis == axis; };
        if (std::any_of(m_traces.begin(), m_traces.end(), uses))
            continue;
        m_axes.erase(m_axes.begin() + axis);
        for (Trace &trace : m_traces) {
            if (trace.description().axis > axis)
                trace.setAxis(trace.description().axis - 1);
        }
    }
}

void ChartContent::setLimitLines(LimitLines limits)
{
    m_limits = std::move(limits);
    for (Trace &trace : m_traces)
        trace.setLimits(m_limits ? m_limits(trace.id()) : std::vector<LimitLine>());
    invalidate();
}

const Trace *ChartContent::find(SeriesId id) const
{
    const auto it =
        std::find_if(m_traces.begin(), m_traces.end(), [id](const Trace &trace) { return trace.id() == id; });
    return it == m_traces.end() ? nullptr : &*it;
}

bool ChartContent::touch(SeriesId id)
{
    const Trace *trace = find(id);
    if (trace)
        m_dirty[std::size_t(trace - m_traces.data())] = 1;
    m_overlay.touch(id);
    return trace != nullptr;
}

void ChartContent::invalidate()
{
    std::fill(m_dirty.begin(), m_dirty.end(), char(1));
    m_overlay.invalidate();
    m_structureChanged = true;
}

double ChartContent::cadence(const Trace &trace) const
{
    const LastValue *last = m_feed.lastValues().find(trace.id());
    return last ? double(last->cadence) : 0;
}

std::optional<Timestamp> ChartContent::newest() const
{
    std::optional<Timestamp> out;
    for (const Trace &trace : m_traces) {
        const TimeSeries *series = samples(trace);
        if (const auto last = series ? series->last() : std::nullopt)
            out = out ? std::max(*out, last->generation) : last->generation;
    }
    return out;
}

bool ChartContent::samples(const Trace &trace, const TimeRange &range, std::vector<Sample> &out) const
{
    return trace.samples(samples(trace), range, out);
}

} // namespace desk
