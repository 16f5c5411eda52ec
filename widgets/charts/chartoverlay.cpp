// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartoverlay.h"

#include "models/timeseries/timeoffset.h"
#include "widgets/charts/chartcontent.h"
#include "widgets/charts/columnmerge.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

SeriesDifference::Values valuesOf(const Trace &trace)
{
    return trace.isStepped() ? SeriesDifference::Values::states : SeriesDifference::Values::numbers;
}

// Numbers go with numbers, and each of the others with its like.
bool comparable(ValueKind a, ValueKind b)
{
    const auto plain = [](ValueKind kind) { return kind == ValueKind::integer ? ValueKind::number : kind; };
    return plain(a) == plain(b);
}

// A recording that states none is taken at its metric's word.
bool sameUnit(const QString &own, std::string_view other)
{
    return own.isEmpty() || other.empty() || own == QString::fromUtf8(other.data(), qsizetype(other.size()));
}

template <class T, class Time>
auto range(const std::vector<T> &all, std::int64_t begin, std::int64_t end, Time time)
{
    const auto before = [&](const T &one, std::int64_t t) { return time(one) < t; };
    return std::pair(std::lower_bound(all.begin(), all.end(), begin, before),
                     std::lower_bound(all.begin(), all.end(), end, before));
}

} // namespace

void ChartOverlay::setComparison(Comparison *comparison)
{
    m_comparison = comparison;
    m_entries.clear();
}

const ChartOverlay::Entry *ChartOverlay::find(SeriesId id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const Entry &entry) { return entry.reference.id() == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

void ChartOverlay::touch(SeriesId id)
{
    for (Entry &entry : m_entries)
        entry.dirty |= entry.reference.id() == id;
}

void ChartOverlay::invalidate()
{
    for (Entry &entry : m_entries)
        entry.dirty = true;
}

bool ChartOverlay::take(const ReferencePiecePtr &piece)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry &entry) { return entry.slot == piece->slot; });
    if (found == m_entries.end())
        return false;
    found->piece = piece;
    found->state = piece->error.empty() ? State::shown : State::failed;
    found->dirty = true;
    recode(*found);
    return true;
}

void ChartOverlay::followTraces(const std::vector<Trace> &traces)
{
    std::vector<Entry> entries;
    entries.reserve(traces.size());
    for (const Trace &trace : traces) {
        const auto known = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) {
            return entry.reference.id() == trace.id();
        });
        if (known != m_entries.end())
            entries.push_back(std::move(*known));
        else
            entries.emplace_back(trace.description());
        entries.back().reference.setAxis(trace.description().axis);
        entries.back().difference.setAxis(trace.description().axis);
    }
    m_entries = std::move(entries);
}

// By name: the two recordings have numbers of their own.
void ChartOverlay::look(Entry &entry)
{
    if (entry.state != State::opening || !m_comparison->isReady())
        return;
    const Trace::Description &about = entry.reference.description();
    const ReferenceRecording &recording = *m_comparison->reference();
    entry.source = recording.find(about.node.toStdString(), about.dst.toStdString(), about.metric);
    entry.dirty = true;
    if (entry.source == noSeries) {
        entry.state = State::missing;
    } else if (!comparable(about.kind, recording.names().series.at(entry.source).kind)) {
        entry.state = State::otherKind;
    } else if (!sameUnit(about.unit, recording.names().unit(entry.source))) {
        entry.state = State::otherUnit;
        const std::string_view unit = recording.names().unit(entry.source);
        entry.otherUnit = QString::fromUtf8(unit.data(), qsizetype(unit.size()));
    } else {
        entry.state = State::reading;
        entry.slot = ReferenceRecording::newSlot();
    }
}

// Half a window more at either side, so that a moving one asks seldom.
void ChartOverlay::request(Entry &entry, const PlotGrid &grid)
{
    if (entry.slot == 0)
        return;
    const std::int64_t begin = TimeOffset::subtract(grid.start, m_offset.count());
    const std::int64_t end = TimeOffset::subtract(grid.end(), m_offset.count());
    const auto covers = [&](std::int64_t from, std::int64_t to, std::int64_t perColumn) {
        return from <= begin && end <= to && perColumn <= grid.perColumn;
    };
    if (covers(entry.wantedBegin, entry.wantedEnd, entry.wantedPerColumn))
        return;
    if (entry.piece && !entry.piece->reduced && covers(entry.piece->begin, entry.piece->end, grid.perColumn))
        return;
    const std::int64_t margin = (grid.end() - grid.start) / 2;
    entry.wantedBegin = TimeOffset::subtract(begin, margin);
    entry.wantedEnd = TimeOffset::add(end, margin);
    entry.wantedPerColumn = grid.perColumn;
    m_comparison->reference()->read({entry.slot, entry.source, entry.wantedBegin, entry.wantedEnd,
                                     2 * std::size_t(std::max(1, grid.columns))});
}

// Codes of states are each recording's own; the names are what is compared.
void ChartOverlay::recode(Entry &entry) const
{
    const ValueKind kind = entry.reference.description().kind;
    if (!entry.piece || (kind != ValueKind::state && kind != ValueKind::text))
        return;
    std::map<std::string, double, std::less<>> codes;
    for (;;) {
        const std::string_view text = m_feed.catalogue().text(entry.reference.id(), double(codes.size()));
        if (text.empty() || !codes.emplace(text, double(codes.size())).second)
            break;
    }
    entry.texts = codes.size();
    entry.foreignTexts.clear();
    const SessionNames &names = m_comparison->reference()->names();
    std::map<double, double> known;
    const auto recoded = [&](double code) {
        const auto seen = known.find(code);
        if (seen != known.end())
            return seen->second;
        std::string text(names.text(entry.source, code));
        if (text.empty()) // its name was lost: equal to nothing else
            text = '#' + QByteArray::number(code).toStdString();
        const auto [at, isNew] = codes.emplace(text, double(codes.size()));
        if (isNew)
            entry.foreignTexts << QString::fromStdString(text);
        return known[code] = at->second;
    };
    entry.recoded = entry.piece->samples;
    for (ComparedSample &sample : entry.recoded)
        sample.value = std::isfinite(sample.value) ? recoded(sample.value) : sample.value;
    entry.recodedColumns = entry.piece->columns;
    for (EnvelopeColumn &column : entry.recodedColumns) {
        column.first = recoded(column.first);
        column.last = recoded(column.last);
        std::tie(column.min, column.max) = std::minmax(column.first, column.last);
    }
}

std::span<const ComparedSample> ChartOverlay::samplesOf(const Entry &entry) const
{
    const ValueKind kind = entry.reference.description().kind;
    if (!entry.piece)
        return {};
    return kind == ValueKind::state || kind == ValueKind::text ? entry.recoded : entry.piece->samples;
}

SeriesDifference ChartOverlay::differenceOf(const Entry &entry) const
{
    return {samplesOf(entry), m_comparison->offset(), valuesOf(entry.reference)};
}

bool ChartOverlay::update(const std::vector<Trace> &traces, const PlotGrid &grid)
{
    if (!isActive()) {
        const bool had = !m_entries.empty();
        m_entries.clear();
        return had;
    }
    if (m_generation != m_comparison->generation()) { // another reference
        m_generation = m_comparison->generation();
        m_entries.clear();
    }
    const bool followed =
        std::equal(traces.begin(), traces.end(), m_entries.begin(), m_entries.end(),
                   [](const Trace &trace, const Entry &entry) {
                       return trace.id() == entry.reference.id() &&
                              trace.description().axis == entry.reference.description().axis;
                   });
    if (!followed)
        followTraces(traces);
    const bool all = !followed || grid != m_grid || m_offset != m_comparison->offset() ||
                     m_withDifference != m_comparison->showsDifference();
    m_grid = grid;
    m_offset = m_comparison->offset();
    m_withDifference = m_comparison->showsDifference();
    bool changed = !followed;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        Entry &entry = m_entries[i];
        look(entry);
        request(entry, grid);
        if (all || entry.dirty)
            changed |= draw(entry, traces[i], grid);
        entry.dirty = false;
    }
    return changed;
}

bool ChartOverlay::draw(Entry &entry, const Trace &trace, const PlotGrid &grid)
{
    if (!entry.piece) {
        bool changed = entry.reference.take({}, {}, grid, 0);
        changed |= entry.difference.take({}, {}, grid, 0);
        return changed;
    }
    const ValueKind kind = entry.reference.description().kind;
    const bool coded = kind == ValueKind::state || kind == ValueKind::text;
    if (coded && !m_feed.catalogue().text(entry.reference.id(), double(entry.texts)).empty())
        recode(entry); // this series has new states
    const std::int64_t offset = m_offset.count();
    const auto shown = [offset](std::int64_t time) { return TimeOffset::add(time, offset); };
    // Whatever the time, it has come for a recording.
    PlotGrid whole = grid;
    whole.dataEnd = whole.now = grid.end();
    const std::int64_t begin = TimeOffset::subtract(grid.start, offset);
    const std::int64_t end = TimeOffset::subtract(grid.end(), offset);
    ColumnMerge merge(grid, m_columns);
    std::pair<std::int64_t, std::int64_t> extent{0, 0};
    const auto fill = [&](const auto &all, auto time, auto add) {
        auto [from, to] = range(all, begin, end, time);
        from -= from != all.begin() ? 1 : 0; // lines lead to the neighbours
        to += to != all.end() ? 1 : 0;
        for (auto it = from; it != to; ++it)
            add(*it);
        if (!all.empty())
            extent = {shown(time(all.front())), shown(time(all.back()))};
    };
    if (entry.piece->reduced) {
        fill(
            coded ? entry.recodedColumns : entry.piece->columns,
            [](const EnvelopeColumn &column) { return column.firstTime; },
            [&](EnvelopeColumn column) {
                column.firstTime = shown(column.firstTime);
                column.lastTime = shown(column.lastTime);
                merge.add(column);
            });
    } else {
        fill(
            coded ? entry.recoded : entry.piece->samples,
            [](const ComparedSample &sample) { return sample.time; },
            [&](const ComparedSample &sample) {
                if (std::isfinite(sample.value))
                    merge.add(shown(sample.time), sample.value);
            });
    }
    bool changed = entry.reference.take(m_columns, extent, whole, 0);

    ColumnMerge differences(grid, m_columns);
    if (m_withDifference && !entry.piece->reduced) {
        m_samples.clear();
        trace.samples(m_feed.store().series(trace.id()), grid.visible(), m_samples);
        const auto points = differenceOf(entry).of(m_samples);
        for (const SeriesDifference::Point &point : points)
            differences.add(point.time, point.difference);
        if (!points.empty())
            extent = {points.front().time, points.back().time};
    }
    changed |= entry.difference.take(m_columns, extent, grid, 0);
    return changed;
}

} // namespace desk
