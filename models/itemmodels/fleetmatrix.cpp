// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetmatrix.h"

#include "models/itemmodels/entitystate.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr int sweepCells = 10'000; // an update: those that only grow old
constexpr double rangeStep = 0.04; // of a range: it moves when it is that far off

bool isFigure(ValueKind kind)
{
    return kind == ValueKind::number || kind == ValueKind::integer;
}

} // namespace

Severity FleetMatrix::Row::worst() const
{
    for (std::size_t i = counts.size(); i-- > 0;) {
        if (counts[i] > 0)
            return std::max(health, static_cast<Severity>(i));
    }
    return health;
}

int FleetMatrix::rowOf(NodeId node) const
{
    return index(node) < m_rowOfNode.size() && m_rowOfNode[index(node)] != nowhere
               ? int(m_rowOfNode[index(node)])
               : -1;
}

std::uint32_t FleetMatrix::rowFor(NodeId node)
{
    if (index(node) >= m_rowOfNode.size())
        m_rowOfNode.resize(std::max(std::size_t(index(node)) + 1, m_feed.catalogue().nodeCount()), nowhere);
    std::uint32_t &row = m_rowOfNode[index(node)];
    if (row != nowhere || m_rows.size() >= mostRows)
        return row;
    row = std::uint32_t(m_rows.size());
    m_rows.push_back({});
    m_rows.back().node = node;
    m_rows.back().counts[std::size_t(Severity::none)] = std::uint16_t(m_columns.size());
    for (Column &column : m_columns)
        column.cells.emplace_back();
    return row;
}

std::uint32_t FleetMatrix::columnFor(const SeriesDefinition &series, bool ofLinks)
{
    const auto [it, added] = m_columnOf.try_emplace({series.metric, ofLinks}, nowhere);
    if (!added || m_columns.size() >= mostColumns || series.metric.ends_with("#raw"))
        return it->second;
    it->second = std::uint32_t(m_columns.size());
    Column &column = m_columns.emplace_back();
    column.metric = QString::fromStdString(series.metric);
    column.ofLinks = ofLinks;
    column.ofHealth = !ofLinks && series.metric == "health";
    column.cells.resize(m_rows.size());
    m_ranges.emplace_back();
    for (Row &row : m_rows)
        ++row.counts[std::size_t(Severity::none)];
    return it->second;
}

void FleetMatrix::takeNames()
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    for (std::size_t i = m_placeOf.size(); i < catalogue.size(); ++i) {
        const SeriesDefinition &series = catalogue.series(SeriesId(i));
        const EntityDefinition &about = catalogue.entity(series.entity);
        const bool ofLinks = about.dst != noNode;
        Place at{rowFor(about.node), columnFor(series, ofLinks)};
        if (at.column == nowhere)
            at.row = nowhere;
        if (at.row != nowhere && !ofLinks)
            m_rows[at.row].entity = about.id;
        m_placeOf.push_back(at);
        m_next.push_back(noSeries);
        if (at.row == nowhere)
            continue;
        Cell &cell = m_columns[at.column].cells[at.row];
        ++cell.series;
        if (cell.first == noSeries) {
            cell.first = cell.worst = SeriesId(i);
            ++m_columns[at.column].nodes;
        } else {
            SeriesId last = cell.first;
            while (m_next[index(last)] != noSeries)
                last = m_next[index(last)];
            m_next[index(last)] = SeriesId(i);
        }
        if (!std::exchange(cell.dirty, true))
            m_dirty.push_back(at);
    }
}

void FleetMatrix::takeHealth()
{
    const TopologySnapshotPtr &graph = m_feed.topology();
    if (!graph || graph->version == m_graph)
        return;
    m_graph = graph->version;
    for (const TopologyNode &node : graph->nodes) {
        const std::uint32_t at = rowFor(node.id);
        if (at == nowhere)
            continue;
        Row &row = m_rows[at];
        row.entity = node.entity;
        if (const Severity health = severityOf(node.health); health != row.health) {
            row.health = health;
            m_restated.push_back(at);
            for (std::uint32_t column = 0; column < m_columns.size(); ++column) {
                Cell &cell = m_columns[column].cells[at];
                if (m_columns[column].ofHealth && cell.first != noSeries && !std::exchange(cell.dirty, true))
                    m_dirty.push_back({at, column});
            }
        }
    }
}

void FleetMatrix::note(std::span<const SeriesId> changed)
{
    for (const SeriesId id : changed) {
        if (index(id) >= m_placeOf.size() || m_placeOf[index(id)].row == nowhere)
            continue;
        const Place at = m_placeOf[index(id)];
        if (!std::exchange(m_columns[at.column].cells[at.row].dirty, true))
            m_dirty.push_back(at);
    }
}

void FleetMatrix::noteAll()
{
    for (std::uint32_t column = 0; column < m_columns.size(); ++column) {
        for (std::uint32_t row = 0; row < m_rows.size(); ++row) {
            if (!std::exchange(m_columns[column].cells[row].dirty, true))
                m_dirty.push_back({row, column});
        }
    }
}

void FleetMatrix::look(Place at, SteadyTime now, bool paused)
{
    Column &column = m_columns[at.column];
    Cell &cell = column.cells[at.row];
    cell.alive = 0;
    MonitoringResult limits;
    ValueLook look = ValueLook::never;
    SeriesId worst = cell.first;
    double sum = 0;
    double worstValue = std::nan("");
    int figures = 0;
    bool worstAlive = false;
    Range &range = m_ranges[at.column];
    for (SeriesId id = cell.first; id != noSeries; id = m_next[index(id)]) {
        const LastValue *last = m_feed.lastValues().find(id);
        const Freshness freshness = LastValueCache::freshness(last, now);
        const SeriesDefinition &series = m_feed.catalogue().series(id);
        const ValueLook one = valueLook(last, freshness, m_silence.at(series.entity), paused);
        const bool alive = one == ValueLook::fresh || one == ValueLook::late || one == ValueLook::paused;
        const bool says = last && !(column.ofLinks && freshness == Freshness::stale);
        const MonitoringResult graded = says ? last->monitoring : MonitoringResult{};
        if (graded.severity > limits.severity ||
            (graded.severity == limits.severity && alive && !worstAlive) || id == cell.first) {
            limits = graded;
            worst = id;
            worstAlive = alive;
            worstValue = last ? last->value : std::nan("");
        }
        look = std::min(look, one);
        cell.alive = std::uint16_t(cell.alive + (alive ? 1 : 0));
        if (alive && isFigure(series.kind) && std::isfinite(last->value)) {
            sum += last->value;
            ++figures;
            range.low[0] = std::min(range.low[0], last->value);
            range.high[0] = std::max(range.high[0], last->value);
        }
    }
    if (column.ofHealth && m_rows[at.row].health > std::max(limits.severity, Severity::nominal))
        limits = {m_rows[at.row].health, LimitSide::inside};
    if (limits.severity != cell.limits.severity) {
        Row &row = m_rows[at.row];
        --row.counts[std::size_t(cell.limits.severity)];
        ++row.counts[std::size_t(limits.severity)];
        m_restated.push_back(at.row);
    }
    cell.limits = limits;
    cell.look = look;
    cell.worst = worst;
    cell.value = limits.severity < Severity::advisory && figures > 1 ? sum / figures : worstValue;
}

void FleetMatrix::rescale(SteadyTime now)
{
    m_rescaled.clear();
    const bool turns = now - m_span >= rangeTime;
    if (turns)
        m_span = now;
    for (std::uint32_t i = 0; i < m_columns.size(); ++i) {
        Range &range = m_ranges[i];
        Column &column = m_columns[i];
        const double low = std::min(range.low[0], range.low[1]);
        const double high = std::max(range.high[0], range.high[1]);
        const double step = rangeStep * (column.high - column.low);
        if (low <= high && !(std::abs(low - column.low) <= step && std::abs(high - column.high) <= step)) {
            column.low = low;
            column.high = high;
            m_rescaled.push_back(i);
        }
        if (turns) {
            range.low = {std::numeric_limits<double>::infinity(), range.low[0]};
            range.high = {-std::numeric_limits<double>::infinity(), range.high[0]};
        }
    }
}

void FleetMatrix::update(bool paused)
{
    m_restated.clear();
    takeNames();
    takeHealth();
    m_silence.update(m_feed.catalogue());
    const SteadyTime now = m_feed.time().steadyNow();
    m_touched.clear();
    m_touched.swap(m_dirty);
    for (const Place at : m_touched)
        look(at, now, paused);
    if (!m_rows.empty() && !m_columns.empty()) {
        const auto all = int(std::min<std::size_t>(m_rows.size() * m_columns.size(), sweepCells));
        for (int i = 0; i < all; ++i) {
            const Place at = m_sweep;
            if (++m_sweep.row >= m_rows.size())
                m_sweep = {0, m_sweep.column + 1 < m_columns.size() ? m_sweep.column + 1 : 0};
            Cell &cell = m_columns[at.column].cells[at.row];
            if (cell.first == noSeries || cell.dirty)
                continue;
            const auto before = std::tuple(cell.limits.severity, cell.look, cell.alive, cell.worst);
            look(at, now, paused);
            if (before != std::tuple(cell.limits.severity, cell.look, cell.alive, cell.worst)) {
                cell.dirty = true; // said once
                m_touched.push_back(at);
            }
        }
    }
    for (const Place at : m_touched)
        m_columns[at.column].cells[at.row].dirty = false;
    rescale(now);
    std::sort(m_restated.begin(), m_restated.end());
    m_restated.erase(std::unique(m_restated.begin(), m_restated.end()), m_restated.end());
}

std::vector<SeriesId> FleetMatrix::seriesOf(Place at) const
{
    std::vector<SeriesId> all;
    const Cell &shown = cell(at);
    if (shown.worst != noSeries)
        all.push_back(shown.worst);
    for (SeriesId id = shown.first; id != noSeries; id = m_next[index(id)]) {
        if (id != shown.worst)
            all.push_back(id);
    }
    return all;
}

int FleetMatrix::level(Place at) const
{
    const Column &column = m_columns[at.column];
    const Cell &shown = column.cells[at.row];
    if (shown.worst == noSeries || !std::isfinite(shown.value) || !(column.high > column.low) ||
        !isFigure(m_feed.catalogue().series(shown.worst).kind))
        return -1;
    const double share = (shown.value - column.low) / (column.high - column.low);
    return std::clamp(int(share * levels), 0, levels - 1);
}

} // namespace desk
