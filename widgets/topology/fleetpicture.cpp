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

// What the definition says, for want of telemetry.
double defined(const TopologyEdge &edge, LinkColouring colouring)
{
    const double figure = colouring == LinkColouring::latency       ? edge.latencyMs
                          : colouring == LinkColouring::packetLoss  ? edge.packetLossRate
                          : colouring == LinkColouring::reliability ? edge.reliability
                                                                    : -1;
    return figure >= 0 ? figure : unknown;
}

double defined(const TopologyNode &node, NodeColouring colouring)
{
    const double figure = colouring == NodeColouring::queue         ? node.queueDepthGb
                          : colouring == NodeColouring::utilisation ? node.utilization
                                                                    : -1;
    return figure >= 0 ? figure : unknown;
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
    case LinkColouring::packetLoss:
        return "packet_loss_rate";
    case LinkColouring::reliability:
        return "reliability";
    }
    return {};
}

std::string_view metricOf(NodeColouring colouring)
{
    switch (colouring) {
    case NodeColouring::state:
    case NodeColouring::health:
    case NodeColouring::alarms:
        break;
    case NodeColouring::queue:
        return "queue_depth_gb";
    case NodeColouring::utilisation:
        return "utilization";
    }
    return {};
}

bool greaterIsWorse(LinkColouring colouring)
{
    return colouring != LinkColouring::snr && colouring != LinkColouring::reliability;
}

void FleetPicture::setColouring(LinkColouring colouring)
{
    if (colouring == m_colouring)
        return;
    m_colouring = colouring;
    m_columns.assign(m_edges.size(), {});
}

void FleetPicture::setColouring(NodeColouring colouring)
{
    m_nodeColouring = colouring;
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
    m_linkAlarms.assign(m_nodes.size(), 0);
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
    Figures out{Severity::none, unknown, unknown};
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
        out.alarms += last->monitoring.severity > Severity::nominal;
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
        if (std::isnan(value))
            value = m_colouring == LinkColouring::utilisation ? utilisation : defined(from, m_colouring);
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
        if (edge.active) {
            m_linkAlarms[edge.source] += a.alarms + b.alarms;
            m_linkAlarms[edge.target] += a.alarms + b.alarms;
        }
    }
    return changed;
}

bool FleetPicture::refreshNodes(SteadyTime now)
{
    bool changed = false;
    const std::string_view shown = metricOf(m_nodeColouring);
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        PictureNode &node = m_nodes[i];
        const Severity health = severityOf(m_snapshot->nodes[i].health);
        Severity severity = health;
        bool alive = m_linkAlive[i];
        int alarms = m_linkAlarms[i];
        double value = unknown;
        if (m_moment) {
            const NodeFigures then = nodeThen(node.entity, alive);
            severity = std::max(severity, then.severity);
            alive = then.alive;
            alarms += then.alarms;
            value = then.value;
        } else if (node.entity != noEntity) {
            for (const SeriesId id : m_feed.catalogue().seriesOf(node.entity)) {
                const LastValue *last = m_feed.lastValues().find(id);
                if (!last)
                    continue;
                const bool stale = LastValueCache::freshness(last, now) == Freshness::stale;
                alive = alive || !stale;
                alarms += last->monitoring.severity > Severity::nominal;
                severity = std::max(severity, last->monitoring.severity);
                if (!shown.empty() && !stale && m_feed.catalogue().series(id).metric == shown)
                    value = last->value;
            }
        }
        if (i >= m_ghosts.nodes) { // gone: it is in no state
            severity = Severity::none;
            alive = false;
            alarms = 0;
            value = unknown;
        }
        changed |= severity != node.state;
        node.state = severity;
        if (m_nodeColouring == NodeColouring::health && severity < Severity::warning)
            severity = health; // what is worse stays to be seen
        else if (m_nodeColouring == NodeColouring::alarms)
            value = alarms;
        else if (std::isnan(value))
            value = defined(m_snapshot->nodes[i], m_nodeColouring);
        changed |= severity != node.severity || alive != node.inContact || !same(value, node.value);
        node.severity = severity;
        node.inContact = alive;
        node.value = value;
        node.alarms = alarms;
    }
    return changed;
}

} // namespace desk
