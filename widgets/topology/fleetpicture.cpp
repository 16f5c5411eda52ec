// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/fleetpicture.h"

#include "models/itemmodels/fleettablemodel.h"

#include <cmath>
#include <utility>

namespace desk {
namespace {

constexpr std::chrono::minutes showEnded{2}; // how long a pass that is over stays in the picture
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

// Whether two figures look the same: unknown equals unknown.
bool same(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

double worse(double a, double b, bool greater)
{
    if (std::isnan(a) || std::isnan(b))
        return std::isnan(a) ? b : a;
    return greater ? std::max(a, b) : std::min(a, b);
}

} // namespace

std::string_view metricOf(LinkColouring colouring)
{
    switch (colouring) {
    case LinkColouring::state:
        break;
    case LinkColouring::snr:
        return "snr_db";
    case LinkColouring::latency:
        return "latency_ms";
    case LinkColouring::utilisation:
        return "utilization";
    }
    return {};
}

bool greaterIsWorse(LinkColouring colouring)
{
    return colouring != LinkColouring::snr;
}

void FleetPicture::setColouring(LinkColouring colouring)
{
    if (colouring == m_colouring)
        return;
    m_colouring = colouring;
    m_columns.assign(m_edges.size(), {});
}

void FleetPicture::setOverlay(const OverlayContent &content)
{
    m_overlay = content;
    m_marks = m_snapshot ? marksFor(m_overlay, *m_snapshot) : OverlayMarks();
}

bool FleetPicture::refresh()
{
    bool changed = takeSnapshot();
    if (m_moment)
        m_then.begin(*m_moment);
    const SteadyTime now = m_feed.time().steadyNow();
    m_linkAlive.assign(m_nodes.size(), false);
    changed |= refreshEdges(now);
    changed |= refreshNodes(now);
    return changed;
}

bool FleetPicture::takeSnapshot()
{
    const TopologySnapshotPtr snapshot = wanted();
    if (!snapshot || snapshot == m_snapshot)
        return false;
    const bool sameStructure = m_snapshot && snapshot->structure == m_snapshot->structure &&
                               snapshot->nodes.size() == m_nodes.size();
    const TopologySnapshotPtr before = std::exchange(m_snapshot, snapshot);
    m_nodes.resize(snapshot->nodes.size());
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        const TopologyNode &from = snapshot->nodes[i];
        PictureNode &node = m_nodes[i];
        node.entity = from.entity;
        node.type = from.type;
        node.maintenance = from.health == Health::maintenance;
        const bool sameLabel = before && i < before->nodes.size() && before->nodes[i].label == from.label;
        if (!sameLabel)
            node.label = QString::fromStdString(from.label);
        if (!sameStructure)
            node.edges.clear();
    }
    if (snapshot->edges.size() != m_edges.size() || !sameStructure) {
        m_edges.resize(snapshot->edges.size());
        m_columns.resize(m_edges.size());
    }
    for (std::uint32_t i = 0; i < m_edges.size(); ++i) {
        const TopologyEdge &from = snapshot->edges[i];
        PictureEdge &edge = m_edges[i];
        edge.source = from.source;
        edge.target = from.target;
        const std::array directions{from.forward, from.backward};
        if (edge.directions != directions)
            m_columns[i] = {};
        edge.directions = directions;
        edge.active = from.active;
        if (sameStructure || !from.active)
            continue;
        m_nodes[from.source].edges.push_back(i);
        m_nodes[from.target].edges.push_back(i);
    }
    m_marks = marksFor(m_overlay, *m_snapshot);
    return true;
}

void FleetPicture::findColumns(EntityId entity, Columns &columns) const
{
    const auto series = m_feed.catalogue().seriesOf(entity);
    if (series.size() == columns.known)
        return;
    columns.known = series.size();
    columns.utilisation = m_feed.catalogue().find(entity, "utilization");
    const auto metric = metricOf(m_colouring);
    columns.shown = metric.empty() ? noSeries : m_feed.catalogue().find(entity, metric);
}

FleetPicture::Figures FleetPicture::figuresOf(EntityId entity, Columns &columns, SteadyTime now)
{
    Figures out{Severity::none, unknown, unknown, false};
    if (entity == noEntity)
        return out;
    findColumns(entity, columns);
    if (m_moment)
        return figuresThen(entity, columns);
    for (const SeriesId id : m_feed.catalogue().seriesOf(entity)) {
        const LastValue *last = m_feed.lastValues().find(id);
        if (!last || LastValueCache::freshness(last, now) == Freshness::stale)
            continue;
        out.alive = true;
        out.severity = std::max(out.severity, last->monitoring.severity);
        if (id == columns.shown)
            out.value = last->value;
        if (id == columns.utilisation)
            out.utilisation = last->value;
    }
    return out;
}

bool FleetPicture::refreshEdges(SteadyTime now)
{
    bool changed = false;
    const bool greater = greaterIsWorse(m_colouring);
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        PictureEdge &edge = m_edges[i];
        const Figures a = figuresOf(edge.directions[0], m_columns[i][0], now);
        const Figures b = figuresOf(edge.directions[1], m_columns[i][1], now);
        const TopologyEdge &from = m_snapshot->edges[i];
        const Severity severity = edge.active ? std::max(a.severity, b.severity) : Severity::none;
        double value = worse(a.value, b.value, greater);
        double utilisation = worse(a.utilisation, b.utilisation, true);
        if (std::isnan(utilisation) && from.utilization >= 0)
            utilisation = from.utilization;
        if (std::isnan(value) && m_colouring == LinkColouring::latency && from.latencyMs >= 0)
            value = from.latencyMs;
        if (std::isnan(value) && m_colouring == LinkColouring::utilisation)
            value = utilisation;
        const bool ground = isGround(m_nodes[edge.source].type) || isGround(m_nodes[edge.target].type);
        const bool ended = !edge.active && from.learned && ground && !isGhost(i) &&
                           shownTime() - from.activeSince > showEnded;
        changed |= severity != edge.severity || ended != edge.ended || !same(value, edge.value) ||
                   !same(utilisation, edge.utilisation);
        edge.severity = severity;
        edge.ended = ended;
        edge.value = value;
        edge.utilisation = utilisation;
        if (a.alive || b.alive)
            m_linkAlive[edge.source] = m_linkAlive[edge.target] = true;
    }
    return changed;
}

bool FleetPicture::refreshNodes(SteadyTime now)
{
    bool changed = false;
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        PictureNode &node = m_nodes[i];
        Severity severity = severityOf(m_snapshot->nodes[i].health);
        bool alive = m_linkAlive[i];
        if (m_moment) {
            severity = std::max(severity, severityThen(node.entity, alive));
        } else if (node.entity != noEntity) {
            for (const SeriesId id : m_feed.catalogue().seriesOf(node.entity)) {
                const LastValue *last = m_feed.lastValues().find(id);
                if (!last)
                    continue;
                alive = alive || LastValueCache::freshness(last, now) != Freshness::stale;
                severity = std::max(severity, last->monitoring.severity);
            }
        }
        changed |= severity != node.severity || alive != node.inContact;
        node.severity = severity;
        node.inContact = alive;
    }
    return changed;
}

} // namespace desk
