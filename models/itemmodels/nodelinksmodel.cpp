// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/nodelinksmodel.h"

#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/naturalorder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr std::chrono::milliseconds linkRefresh{500};
constexpr double noFigure = std::numeric_limits<double>::quiet_NaN();

bool sameFigure(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace

NodeLinksModel::NodeLinksModel(const ParameterFeed &feed, QObject *parent)
    : TableModel(columnTotal, parent)
    , m_feed(feed)
{
    connect(&m_timer, &QTimer::timeout, this, &NodeLinksModel::refresh);
}

void NodeLinksModel::setNode(EntityId node)
{
    beginResetModel();
    m_node = node;
    m_links = linksNow();
    endResetModel();
}

void NodeLinksModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    refresh();
    m_timer.start(linkRefresh);
}

void NodeLinksModel::setLocale(const QLocale &locale)
{
    m_format = ValueFormatter(locale);
    announceColumns(snrColumn, utilizationColumn);
}

void NodeLinksModel::read(Link &link, EntityId direction, SteadyTime now) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    if (desk::index(direction) >= catalogue.entityCount())
        return;
    const auto alive = [&](SeriesId id) {
        const LastValue *last = m_feed.lastValues().find(id);
        return LastValueCache::freshness(last, now) == Freshness::stale ? nullptr : last;
    };
    link.severity = std::max(link.severity, entityState(m_feed, direction, now).severity);
    // fmin and fmax leave an unknown figure out.
    if (const LastValue *snr = alive(catalogue.find(direction, "snr_db")))
        link.snr = std::fmin(link.snr, snr->value);
    if (const LastValue *latency = alive(catalogue.find(direction, "latency_ms")))
        link.latency = std::fmax(link.latency, latency->value);
    if (const LastValue *utilization = alive(catalogue.find(direction, "utilization")))
        link.utilization = std::fmax(link.utilization, utilization->value);
}

std::vector<NodeLinksModel::Link> NodeLinksModel::linksNow() const
{
    std::vector<Link> links;
    const TopologySnapshotPtr topology = m_feed.topology();
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    if (!topology || desk::index(m_node) >= catalogue.entityCount() || catalogue.entity(m_node).dst != noNode)
        return links;
    const NodeId self = catalogue.entity(m_node).node;
    const SteadyTime now = m_feed.time().steadyNow();
    for (const TopologyEdge &edge : topology->edges) {
        if (edge.source >= topology->nodes.size() || edge.target >= topology->nodes.size())
            continue;
        const TopologyNode &source = topology->nodes[edge.source];
        const TopologyNode &target = topology->nodes[edge.target];
        if (source.id != self && target.id != self)
            continue;
        const bool outward = source.id == self;
        const TopologyNode &other = outward ? target : source;
        const EntityId away = outward ? edge.forward : edge.backward;
        const EntityId towards = outward ? edge.backward : edge.forward;
        Link link{other.id,
                  away != noEntity ? away : towards,
                  QString::fromStdString(other.name),
                  edge.active,
                  {},
                  noFigure,
                  noFigure,
                  noFigure};
        read(link, away, now);
        read(link, towards, now);
        links.push_back(std::move(link));
    }
    std::stable_sort(links.begin(), links.end(), [](const Link &a, const Link &b) {
        return a.active != b.active ? a.active : naturalCompare(a.name, b.name) < 0;
    });
    return links;
}

bool NodeLinksModel::same(const Link &a, const Link &b)
{
    return a.neighbour == b.neighbour && a.entity == b.entity && a.active == b.active &&
           a.severity == b.severity && sameFigure(a.snr, b.snr) && sameFigure(a.latency, b.latency) &&
           sameFigure(a.utilization, b.utilization);
}

void NodeLinksModel::refresh()
{
    std::vector<Link> now = linksNow();
    const bool sameRows = std::equal(now.begin(), now.end(), m_links.begin(), m_links.end(),
                                     [](const Link &a, const Link &b) { return a.neighbour == b.neighbour; });
    if (!sameRows) {
        // A link came or went: a handful of rows, and the order may be another.
        beginResetModel();
        m_links = std::move(now);
        endResetModel();
        return;
    }
    std::vector<int> changed;
    for (int row = 0; row < rows(); ++row) {
        if (!same(now[std::size_t(row)], m_links[std::size_t(row)]))
            changed.push_back(row);
    }
    m_links = std::move(now);
    announce(changed, stateColumn, utilizationColumn,
             {Qt::DisplayRole, ValueRole, SortRole, SeverityRole, ActiveRole, EntityRole});
}

QVariant NodeLinksModel::cell(int row, int column, int role) const
{
    const Link &link = m_links[std::size_t(row)];
    const auto figure = column == snrColumn       ? link.snr
                        : column == latencyColumn ? link.latency
                                                  : link.utilization;
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case neighbourColumn:
            return link.name;
        case snrColumn:
            return m_format.valueWithUnit(figure, "snr_db");
        case latencyColumn:
            return m_format.valueWithUnit(figure, "latency_ms");
        case utilizationColumn: // as whole percent: all there is room for in a short list
            return std::isnan(figure) ? ValueFormatter::unknown()
                                      : QString(m_format.value(std::round(figure * 100), {}) + u" %");
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return column == neighbourColumn ? QVariant(link.name) : QVariant();
    case ValueRole:
    case SortRole:
        if (column < snrColumn)
            return column == stateColumn ? QVariant(quint32(link.severity)) : QVariant(link.name);
        return std::isnan(figure) ? QVariant() : QVariant(figure);
    case SeverityRole:
        return quint32(link.severity);
    case ActiveRole:
        return link.active;
    case EntityRole:
        return desk::index(link.entity);
    default:
        return {};
    }
}

} // namespace desk
