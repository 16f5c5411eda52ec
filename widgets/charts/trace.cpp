// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/trace.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr double gapFactor = 3; // cadences without a sample
// How far beyond the plot a neighbouring sample is looked for, in widths of the plot.
constexpr std::int64_t farthestNeighbour = 8;

double interval(const EnvelopeColumn &before, const EnvelopeColumn &after)
{
    return double(after.firstTime - before.lastTime);
}

// Mean distance of the samples within one column; 0 = it has one only.
double innerInterval(const EnvelopeColumn &column)
{
    return column.count > 1 ? double(column.lastTime - column.firstTime) / double(column.count - 1) : 0;
}

bool same(const EnvelopeColumn &a, const EnvelopeColumn &b)
{
    return a.column == b.column && a.count == b.count && a.first == b.first && a.min == b.min &&
           a.max == b.max && a.last == b.last && a.firstTime == b.firstTime && a.lastTime == b.lastTime;
}

} // namespace

bool Trace::isStepped() const
{
    return m_description.kind == ValueKind::boolean || m_description.kind == ValueKind::state ||
           m_description.kind == ValueKind::text;
}

QString Trace::name() const
{
    QString out = m_description.node;
    if (!m_description.dst.isEmpty())
        out += u" → " + m_description.dst;
    return out + u' ' + m_description.metricName;
}

namespace {

// Lines lead to the neighbours just outside, so the envelope reaches over both ends: by so many columns.
int columnsBeyond(const PlotGrid &grid, double cadence)
{
    const double reach = std::min(gapFactor * cadence * 1e9 / double(grid.perColumn) + 1,
                                  double(farthestNeighbour * grid.columns));
    return int(reach) + 1;
}

} // namespace

std::optional<HistorySpan> Trace::question(const TimeSeries *series, const PlotGrid &grid, double cadence)
{
    const std::int64_t memory = series ? series->completeFrom() : std::numeric_limits<std::int64_t>::max();
    const int beyond = std::min(columnsBeyond(grid, cadence), grid.columns);
    return m_past.question(grid, grid.start - beyond * grid.perColumn, std::min(grid.dataEnd, grid.end()),
                           memory);
}

// Late samples in memory lie among those of the past; of equal times memory has the newer.
bool Trace::samples(const TimeSeries *series, const TimeRange &range, std::vector<Sample> &out) const
{
    const std::int64_t memory = series ? series->completeFrom() : std::numeric_limits<std::int64_t>::max();
    const std::int64_t end = std::min(memory, nanoseconds(range.end));
    const std::size_t base = out.size();
    const bool complete =
        nanoseconds(range.start) >= end || m_past.samples(nanoseconds(range.start), end, out);
    const std::size_t middle = out.size();
    if (series)
        series->samples(range, out);
    const auto at = [&out](std::size_t i) { return out.begin() + static_cast<std::ptrdiff_t>(i); };
    if (middle == base || middle == out.size() || out[middle - 1].generation < out[middle].generation)
        return complete;
    std::inplace_merge(at(base), at(middle), out.end(),
                       [](const Sample &a, const Sample &b) { return a.generation < b.generation; });
    // The last of equal times stays.
    const auto same = [](const Sample &a, const Sample &b) { return a.generation == b.generation; };
    const auto kept =
        std::unique(std::make_reverse_iterator(out.end()), std::make_reverse_iterator(at(base)), same);
    out.erase(at(base), kept.base());
    return complete;
}

std::optional<Sample> Trace::nearest(const TimeSeries *series, Timestamp time) const
{
    auto memory = series ? series->nearest(time) : std::nullopt;
    const auto past = m_past.nearest(nanoseconds(time));
    if (!past ||
        (memory && std::chrono::abs(memory->generation - time) <= std::chrono::abs(past->generation - time)))
        return memory;
    return past;
}

std::optional<Trace::Extent> Trace::extent(const TimeSeries *series) const
{
    const auto past = m_past.extent();
    const auto memory = series ? series->range() : std::nullopt;
    if (!past && !memory)
        return std::nullopt;
    Extent out{std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
    if (past)
        out = {past->first, past->second};
    if (memory) {
        out.oldest = std::min(out.oldest, nanoseconds(memory->start));
        out.newest = std::max(out.newest, nanoseconds(memory->end) - 1);
    }
    return out;
}

bool Trace::update(const TimeSeries *series, const PlotGrid &grid, double cadence)
{
    std::swap(m_columns, m_before);
    const auto gapsBefore = std::move(m_gaps);
    m_columns.clear();
    m_breaks.clear();
    m_gaps.clear();
    m_inside = false;
    m_plotColumns = grid.columns;
    const std::optional<Extent> known = extent(series);
    if (!known)
        return !m_before.empty() || !gapsBefore.empty();
    const int beyond = columnsBeyond(grid, cadence);
    const std::int64_t end = std::min(grid.dataEnd, grid.end());
    int after = 0;
    if (end == grid.end())
        after = beyond;
    TimeRange wide{fromNanoseconds(grid.start - beyond * grid.perColumn),
                   fromNanoseconds(grid.end() + after * grid.perColumn)};
    if (series)
        series->envelope(wide, grid.columns + beyond + after, m_columns);
    for (EnvelopeColumn &column : m_columns)
        column.column -= beyond;
    // Late samples in memory may lie among what history tells.
    const std::int64_t memory = series ? series->completeFrom() : std::numeric_limits<std::int64_t>::max();
    m_past.addTo(m_columns, grid, nanoseconds(wide.start), std::min(nanoseconds(wide.end), memory));
    std::erase_if(m_columns, [end, after](const EnvelopeColumn &column) {
        return !std::isfinite(column.min) || !std::isfinite(column.max) ||
               (after == 0 && column.firstTime >= end);
    });
    const bool invalidChanged = m_invalid != m_nextInvalid;
    m_invalid = m_nextInvalid;
    std::erase_if(m_columns, [this](const EnvelopeColumn &column) {
        return column.count == 1 && std::ranges::binary_search(m_invalid, column.firstTime);
    });
    measure(grid);
    // A hole is one only when nothing of it is still on its way.
    const std::int64_t past = std::min(memory, std::min(grid.dataEnd, grid.end()));
    const std::int64_t certainFrom = m_past.isKnown(grid.start, past) ? grid.start : past;
    findGaps(*known, grid, cadence, certainFrom);
    breakAtInvalid();
    return invalidChanged || m_gaps != gapsBefore || !sameAsBefore();
}

// Among others in one column, such a sample is too near to them to be seen.
void Trace::breakAtInvalid()
{
    for (const std::int64_t time : m_invalid) {
        const auto after = std::ranges::upper_bound(m_columns, time, {}, &EnvelopeColumn::firstTime);
        if (after == m_columns.begin() || after == m_columns.end() || std::prev(after)->lastTime > time)
            continue;
        const auto index = std::size_t(after - m_columns.begin());
        const auto at = std::ranges::lower_bound(m_breaks, index);
        if (at == m_breaks.end() || *at != index)
            m_breaks.insert(at, index);
    }
}

bool Trace::sameAsBefore() const
{
    return std::equal(m_columns.begin(), m_columns.end(), m_before.begin(), m_before.end(), same);
}

bool Trace::take(const std::vector<EnvelopeColumn> &columns, std::pair<std::int64_t, std::int64_t> extent,
                 const PlotGrid &grid, double cadence)
{
    std::swap(m_columns, m_before);
    const auto gapsBefore = std::move(m_gaps);
    m_columns = columns;
    m_breaks.clear();
    m_gaps.clear();
    m_inside = false;
    m_plotColumns = grid.columns;
    measure(grid);
    if (!m_columns.empty())
        findGaps({extent.first, extent.second}, grid, cadence, grid.start);
    return m_gaps != gapsBefore || !sameAsBefore();
}

void Trace::measure(const PlotGrid &grid)
{
    m_low = std::numeric_limits<double>::infinity();
    m_high = -m_low;
    for (const EnvelopeColumn &column : m_columns) {
        if (column.column < 0 || column.column >= grid.columns)
            continue;
        m_inside = true;
        m_low = std::min(m_low, column.min);
        m_high = std::max(m_high, column.max);
    }
}

// What is usual where a line leads to the column `at`: the median distance of the samples before or after it,
// whichever is longer, so that a change of rate is no gap; the series' cadence where there is too little to
// go by.
double Trace::usualInterval(std::size_t at, double fallback) const
{
    constexpr std::size_t around = 5;
    const auto median = [this](std::size_t from, std::size_t to) {
        std::array<double, 2 * around> found{};
        std::size_t count = 0;
        for (std::size_t i = from; i < to; ++i) {
            if (const double inner = innerInterval(m_columns[i]); inner > 0)
                found[count++] = inner;
            if (i > from)
                found[count++] = interval(m_columns[i - 1], m_columns[i]);
        }
        if (count < 2)
            return 0.0;
        const auto middle = found.begin() + static_cast<std::ptrdiff_t>(count / 2);
        std::nth_element(found.begin(), middle, found.begin() + static_cast<std::ptrdiff_t>(count));
        return *middle;
    };
    const double before = median(at > around ? at - around : 0, std::min(at, m_columns.size()));
    const double after = median(at, std::min(m_columns.size(), at + around));
    const double usual = std::max(before, after);
    return usual > 0 ? usual : fallback;
}

void Trace::findGaps(Extent extent, const PlotGrid &grid, double cadence, std::int64_t certainFrom)
{
    const double known = cadence > 0 ? cadence * 1e9 : std::numeric_limits<double>::infinity();
    const std::int64_t plotEnd = std::min(grid.dataEnd, grid.end());
    const std::int64_t end = std::min(plotEnd, grid.now); // what is not due yet is no hole
    const auto addGap = [&](std::int64_t from, std::int64_t to) {
        from = std::max({from, grid.start, certainFrom});
        to = std::min(to, plotEnd);
        if (to - from >= grid.perColumn)
            m_gaps.emplace_back(from, to);
    };
    const auto [oldest, newest] = extent;
    if (m_columns.empty()) {
        if (oldest < grid.start)
            addGap(grid.start, end);
        return;
    }
    // Most distances are the usual one; only what is longer than the shortest warrants is looked at closely.
    double shortest = known;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (const double inner = innerInterval(m_columns[i]); inner > 0)
            shortest = std::min(shortest, inner);
        if (i > 0)
            shortest = std::min(shortest, interval(m_columns[i - 1], m_columns[i]));
    }
    const EnvelopeColumn &first = m_columns.front();
    if (oldest<first.firstTime &&double(first.firstTime - grid.start)> gapFactor * usualInterval(0, known))
        addGap(grid.start, first.firstTime);
    for (std::size_t i = 1; i < m_columns.size(); ++i) {
        const double distance = interval(m_columns[i - 1], m_columns[i]);
        if (distance <= gapFactor * shortest || distance <= gapFactor * usualInterval(i, known))
            continue;
        m_breaks.push_back(i);
        addGap(m_columns[i - 1].lastTime, m_columns[i].firstTime);
    }
    const EnvelopeColumn &last = m_columns.back(); // now may be anywhere in its column
    if (last.lastTime < end && (newest <= last.lastTime || newest >= end) &&
        double(end - grid.perColumn - last.lastTime) > gapFactor * usualInterval(m_columns.size(), known))
        addGap(last.lastTime, end);
}

const EnvelopeColumn *Trace::lastInside() const
{
    for (auto it = m_columns.rbegin(); it != m_columns.rend(); ++it) {
        if (it->column < m_plotColumns)
            return it->column >= 0 ? &*it : nullptr;
    }
    return nullptr;
}

} // namespace desk
