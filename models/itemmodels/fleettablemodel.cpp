// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleettablemodel.h"

#include "models/itemmodels/entitymime.h"

#include <QMimeData>

#include <algorithm>
#include <unordered_map>

namespace desk {
namespace {

constexpr std::chrono::milliseconds fleetRefresh{500};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

FleetTableModel::FleetTableModel(const ParameterFeed &feed, QObject *parent)
    : TableModel(columnTotal, parent)
    , m_feed(feed)
    , m_typeWording([](const NodeType &type) { return text(nodeTypeWord(type)); })
    , m_healthWording([](const Health &health) { return text(healthWord(health)); })
{
    connect(&m_timer, &QTimer::timeout, this, &FleetTableModel::refresh);
}

void FleetTableModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    refresh();
    m_timer.start(fleetRefresh);
}

void FleetTableModel::setTypeWording(Wording<NodeType> wording)
{
    m_typeWording = std::move(wording);
    announceColumns(typeColumn, typeColumn);
}

void FleetTableModel::setHealthWording(Wording<Health> wording)
{
    m_healthWording = std::move(wording);
    announceColumns(healthColumn, healthColumn);
}

void FleetTableModel::judge(std::vector<Node> &nodes) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    std::vector<Node *> byId(catalogue.nodeCount(), nullptr);
    for (Node &node : nodes) {
        node.state.severity = severityOf(node.node.health);
        if (desk::index(node.node.id) < byId.size())
            byId[desk::index(node.node.id)] = &node;
    }
    const SteadyTime now = m_feed.time().steadyNow();
    for (std::uint32_t i = 0; i < catalogue.entityCount(); ++i) {
        const NodeId owner = catalogue.entity(EntityId{i}).node;
        Node *node = desk::index(owner) < byId.size() ? byId[desk::index(owner)] : nullptr;
        if (node)
            merge(node->state, entityState(m_feed, EntityId{i}, now));
    }
}

void FleetTableModel::refresh()
{
    const TopologySnapshotPtr topology = m_feed.topology();
    std::vector<Node> now;
    if (topology) {
        now.reserve(topology->nodes.size());
        for (const TopologyNode &node : topology->nodes)
            now.push_back({node, 0, {}});
        for (const TopologyEdge &edge : topology->edges) {
            if (!edge.active || edge.source >= now.size() || edge.target >= now.size())
                continue;
            ++now[edge.source].links;
            ++now[edge.target].links;
        }
        judge(now);
    }
    std::unordered_map<NodeId, std::size_t> position;
    for (std::size_t i = 0; i < now.size(); ++i)
        position.emplace(now[i].node.id, i);

    for (int last = rows() - 1; last >= 0; --last) {
        const auto gone = [&](int row) { return !position.contains(nodeAt(row).id); };
        if (!gone(last))
            continue;
        int first = last;
        while (first > 0 && gone(first - 1))
            --first;
        beginRemoveRows({}, first, last);
        m_nodes.erase(m_nodes.begin() + first, m_nodes.begin() + last + 1);
        endRemoveRows();
        last = first;
    }

    std::vector<int> changed;
    std::vector<bool> known(now.size());
    for (int row = 0; row < rows(); ++row) {
        const std::size_t at = position.at(nodeAt(row).id);
        known[at] = true;
        if (m_nodes[std::size_t(row)] == now[at])
            continue;
        m_nodes[std::size_t(row)] = now[at];
        changed.push_back(row);
    }
    announce(changed, stateColumn, linksColumn,
             {Qt::DisplayRole, ValueRole, SortRole, SeverityRole, FreshnessRole, StateRole, EntityRole});

    std::vector<Node> added;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (!known[i] && position.at(now[i].node.id) == i) // an id that comes twice has one row
            added.push_back(std::move(now[i]));
    }
    if (added.empty())
        return;
    beginInsertRows({}, rows(), rows() + int(added.size()) - 1);
    std::move(added.begin(), added.end(), std::back_inserter(m_nodes));
    endInsertRows();
}

int FleetTableModel::rowOf(EntityId entity) const
{
    if (desk::index(entity) >= m_feed.catalogue().entityCount())
        return -1;
    const NodeId id = m_feed.catalogue().entity(entity).node;
    const auto it =
        std::find_if(m_nodes.begin(), m_nodes.end(), [id](const Node &n) { return n.node.id == id; });
    return it == m_nodes.end() ? -1 : int(it - m_nodes.begin());
}

Qt::ItemFlags FleetTableModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? TableModel::flags(index) | Qt::ItemIsDragEnabled : TableModel::flags(index);
}

QStringList FleetTableModel::mimeTypes() const
{
    return {QString::fromLatin1(entityMimeType)};
}

QMimeData *FleetTableModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<EntityId> entities;
    for (const QModelIndex &index : indexes) {
        if (index.isValid() && index.model() == this && index.row() < rows())
            entities.push_back(entityAt(index.row()));
    }
    std::sort(entities.begin(), entities.end());
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
    if (entities.empty())
        return nullptr;
    auto *payload = new QMimeData;
    payload->setData(QString::fromLatin1(entityMimeType), encodeEntities(m_feed.catalogue(), entities));
    return payload;
}

QVariant FleetTableModel::cell(int row, int column, int role) const
{
    const Node &node = m_nodes[std::size_t(row)];
    const QString name = text(node.node.name);
    const QString label = text(node.node.label);
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case nameColumn:
            return name;
        case labelColumn:
            return label == name ? QString() : label;
        case typeColumn:
            return m_typeWording(node.node.type);
        case healthColumn:
            return m_healthWording(node.node.health);
        case linksColumn:
            return node.links;
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return column == nameColumn ? label : QVariant();
    case ValueRole:
    case SortRole:
        return column == linksColumn    ? QVariant(node.links)
               : column == stateColumn  ? QVariant(quint32(node.state.severity))
               : column == healthColumn ? QVariant(quint32(severityOf(node.node.health)))
                                        : cell(row, column, Qt::DisplayRole);
    case EntityRole:
        return desk::index(node.node.entity);
    case SeverityRole:
        return quint32(node.state.severity);
    case FreshnessRole:
        return quint32(node.state.freshness);
    case StateRole:
        return column == healthColumn ? quint32(node.node.health) : quint32(node.node.type);
    default:
        return {};
    }
}

} // namespace desk
