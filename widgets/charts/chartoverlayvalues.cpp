// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartOverlay that answers what the reference is at a moment, and the axes of the differences.
#include "models/telemetry/units.h"
#include "models/timeseries/timeoffset.h"
#include "widgets/charts/axisnumber.h"
#include "widgets/charts/chartcontent.h"
#include "widgets/charts/chartoverlay.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

std::optional<SeriesDifference::Point> ChartOverlay::at(SeriesId id, const Sample &sample) const
{
    const Entry *entry = isActive() ? find(id) : nullptr;
    if (!entry || !entry->piece)
        return std::nullopt;
    return differenceOf(*entry).at({nanoseconds(sample.generation), sample.value, std::nullopt});
}

std::optional<double> ChartOverlay::referenceAt(SeriesId id, Timestamp time) const
{
    const Entry *entry = isActive() ? find(id) : nullptr;
    return entry && entry->piece ? differenceOf(*entry).referenceAt(nanoseconds(time)) : std::nullopt;
}

Timestamp ChartOverlay::moved(std::int64_t time) const
{
    return fromNanoseconds(TimeOffset::add(time, m_comparison->offset().count()));
}

std::span<const ComparedSample> ChartOverlay::samples(const Entry &entry, const TimeRange &range) const
{
    const auto all = samplesOf(entry);
    const std::int64_t offset = m_comparison->offset().count();
    const auto at = [&](Timestamp time) {
        return std::lower_bound(
            all.begin(), all.end(), TimeOffset::subtract(nanoseconds(time), offset),
            [](const ComparedSample &sample, std::int64_t wanted) { return sample.time < wanted; });
    };
    return {at(range.start), at(range.end)};
}

bool ChartOverlay::isReading() const
{
    return std::any_of(m_entries.begin(), m_entries.end(), [this](const Entry &entry) {
        if (entry.state == State::opening || entry.state == State::reading)
            return true;
        if (entry.state != State::shown)
            return false;
        const std::int64_t offset = m_comparison->offset().count();
        return entry.piece->begin > TimeOffset::subtract(m_grid.start, offset) ||
               entry.piece->end < TimeOffset::subtract(m_grid.end(), offset);
    });
}

bool ChartOverlay::isReduced() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [](const Entry &entry) { return entry.piece && entry.piece->reduced; });
}

QString ChartOverlay::foreignText(const Entry &entry, double code) const
{
    const auto at = qsizetype(code) - qsizetype(entry.texts);
    return at >= 0 && at < entry.foreignTexts.size() ? entry.foreignTexts[at] : QString();
}

bool ChartOverlay::fitDifferences(const std::vector<ChartAxis> &axes, int maxTicks)
{
    if (!showsDifference()) {
        const bool had = !m_axes.empty();
        m_axes.clear();
        return had;
    }
    bool changed = m_axes.size() != axes.size();
    m_axes.resize(axes.size());
    for (std::size_t i = 0; i < axes.size(); ++i) {
        ChartAxis &axis = m_axes[i];
        const ChartAxis before = axis;
        if (axis.key != axes[i].key)
            axis = {};
        axis.key = axes[i].key;
        axis.codes = axes[i].codes;
        double low = 0; // "no difference" is always in sight
        double high = 0;
        double resolution = 0;
        bool any = false;
        for (const Entry &entry : m_entries) {
            const Trace &trace = entry.difference;
            if (trace.description().axis != int(i) || !trace.hasSamplesInside())
                continue;
            any = true;
            low = std::min(low, trace.low());
            high = std::max(high, trace.high());
            const int decimals = decimalsOf(trace.description().metric);
            resolution = std::max(resolution, decimals >= 0 ? std::pow(10.0, -decimals) : 0);
        }
        axis.title = any ? u"Δ "_s + axes[i].title : QString();
        axis.tickLabels.clear();
        if (!any) {
            axis.scale.reset(); // Qt Charts needs some range
            axis.scale.fit(0, 1, 0, maxTicks);
        } else if (axis.codes) {
            axis.scale.fitCodes(0, 1);
        } else {
            axis.scale.fit(low, high, resolution, maxTicks);
        }
        if (any) {
            for (const double tick : axis.scale.ticks()) {
                QString label = !axis.codes ? axisNumber(tick, axis.scale)
                                : tick == 0 ? QCoreApplication::translate("desk::ChartView", "equal")
                                            : QCoreApplication::translate("desk::ChartView", "different");
                if (!axis.codes && tick > 0)
                    label.prepend(u'+');
                while (axis.tickLabels.contains(label)) // Qt Charts takes each label once
                    label += QChar(0x200B);
                axis.tickLabels.push_back(label);
            }
        }
        changed |= axis.title != before.title || axis.scale != before.scale ||
                   axis.tickLabels != before.tickLabels || axis.codes != before.codes;
    }
    return changed;
}

} // namespace desk
