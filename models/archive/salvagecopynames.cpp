// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/salvagecopy_p.h"

// Names that take the place of those that are gone.

namespace desk::session {

std::string SalvageCopy::nameOf(const Shape &shape, std::size_t series) const
{
    std::string name(m_names.node(shape.entity));
    if (const auto dst = m_names.dst(shape.entity); !dst.empty())
        name.append("->").append(dst);
    const auto found = m_names.series.find(shape.series[series]);
    return name + " " + (found == m_names.series.end() ? std::string("?") : found->second.metric);
}

void SalvageCopy::addNode(NodeId id, const std::string &name)
{
    SqliteRecord row;
    row.values = {{}, text(name), text("device"), number(0)};
    row.values[3].integer = rowCrc(*tableOf("node"), row, index(id));
    insert(*tableOf("node"), row, index(id));
    m_names.nodes[id] = {id, name, NodeType::device};
}

void SalvageCopy::addEntity(EntityId id, NodeId node)
{
    SqliteRecord row;
    row.values = {{}, number(index(node)), number(index(noNode)), number(0)};
    row.values[3].integer = rowCrc(*tableOf("entity"), row, index(id));
    insert(*tableOf("entity"), row, index(id));
    m_names.entities[id] = {id, node, noNode};
}

void SalvageCopy::addSeries(SeriesId id, EntityId entity, const std::string &metric)
{
    SqliteRecord row;
    row.values = {{}, number(index(entity)), text(metric), text(""), number(0), text(""), number(0)};
    row.values[6].integer = rowCrc(*tableOf("series"), row, index(id));
    insert(*tableOf("series"), row, index(id));
    m_names.series[id] = {id, entity, metric, {}, ValueKind::number};
}

void SalvageCopy::addShape(Shape shape)
{
    const std::string list = packSeriesList(shape.series);
    SqliteRecord row;
    row.values = {{}, number(index(shape.entity)), bytes(list), number(0)};
    row.values[3].integer = rowCrc(*tableOf("shape"), row, index(shape.id));
    insert(*tableOf("shape"), row, index(shape.id));
    const ShapeId id = shape.id;
    m_shapes[id] = std::move(shape);
}

namespace {

template <class Map>
auto nextId(const Map &map)
{
    using Id = typename Map::key_type;
    return map.empty() ? Id{0} : static_cast<Id>(index(map.rbegin()->first) + 1);
}

} // namespace

void SalvageCopy::completeNames()
{
    std::size_t damaged = 0; // none: all proved themselves
    readNames(m_to, m_names, damaged);
    SQLite::Statement row(m_to, "SELECT id, entity, series, crc FROM shape ORDER BY id");
    while (row.executeStep()) {
        if (auto one = shapeRow(row))
            m_shapes[one->id] = *std::move(one);
    }
    const auto lose = [this](const char *table, std::uint32_t id) {
        m_report.add({table, id, "its name is gone", {}, 1, 0, 1, 0});
    };
    std::set<NodeId> nodes;
    for (const auto &[id, one] : m_names.entities) {
        nodes.insert(one.node);
        if (one.dst != noNode)
            nodes.insert(one.dst);
    }
    std::map<SeriesId, EntityId> series;
    std::set<EntityId> entities;
    for (const auto &[id, one] : m_shapes) {
        entities.insert(one.entity);
        for (const SeriesId each : one.series)
            series.emplace(each, one.entity);
    }
    for (const auto &[id, one] : m_names.series)
        entities.insert(one.entity);
    for (const NodeId id : nodes) {
        if (m_names.nodes.contains(id))
            continue;
        lose("node", index(id));
        addNode(id, "lost-node-" + std::to_string(index(id)));
    }
    for (const EntityId id : entities) {
        if (m_names.entities.contains(id))
            continue;
        lose("entity", index(id));
        const NodeId node = nextId(m_names.nodes);
        addNode(node, "lost-entity-" + std::to_string(index(id)));
        addEntity(id, node);
    }
    for (const auto &[id, entity] : series) {
        if (m_names.series.contains(id))
            continue;
        lose("series", index(id));
        addSeries(id, entity, "lost_series_" + std::to_string(index(id)));
    }
}

// A shape of which nothing is left but rows of it.
Shape &SalvageCopy::shapeFor(ShapeId id, std::size_t series)
{
    const auto found = m_shapes.find(id);
    if (found != m_shapes.end() && found->second.series.size() == series)
        return found->second;
    m_report.add({"shape", index(id), "which series it holds is gone", {}, 1, 0, 1, 0});
    const NodeId node = nextId(m_names.nodes);
    const EntityId entity = nextId(m_names.entities);
    addNode(node, "lost-shape-" + std::to_string(index(id)));
    addEntity(entity, node);
    Shape shape{id, entity, {}};
    for (std::size_t s = 0; s < series; ++s) {
        shape.series.push_back(nextId(m_names.series));
        addSeries(shape.series.back(), entity, "lost_" + std::to_string(s));
    }
    addShape(std::move(shape));
    return m_shapes[id];
}

ShapeId SalvageCopy::shapeWithout(const Shape &of, const std::vector<std::size_t> &kept)
{
    const auto [entry, isNew] = m_narrowed.try_emplace({of.id, kept}, ShapeId{});
    if (!isNew)
        return entry->second;
    Shape narrowed{nextId(m_shapes), of.entity, {}};
    for (const std::size_t s : kept)
        narrowed.series.push_back(of.series[s]);
    entry->second = narrowed.id;
    addShape(std::move(narrowed));
    return entry->second;
}

} // namespace desk::session
