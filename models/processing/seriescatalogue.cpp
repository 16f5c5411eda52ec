// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/seriescatalogue.h"

#include "models/telemetry/units.h"

namespace desk {
namespace {

std::uint64_t pair(std::uint32_t a, std::uint32_t b)
{
    return std::uint64_t{a} << 32U | b;
}

std::string lines(std::string_view node, std::string_view dst, std::string_view metric)
{
    std::string out(node);
    out.append("\n").append(dst).append("\n").append(metric);
    return out;
}

} // namespace

void SeriesCatalogue::add(const DictionaryChanges &changes)
{
    for (const NodeDefinition &node : changes.nodes) {
        if (index(node.id) < m_nodes.size()) {
            m_nodes[index(node.id)] = node;
            continue;
        }
        m_nodes.push_back(node);
        m_nodeByName.emplace(node.name, node.id);
    }
    for (const EntityDefinition &entity : changes.entities) {
        m_entities.push_back(entity);
        m_entityByNodes.emplace(pair(index(entity.node), index(entity.dst)), entity.id);
    }
    m_seriesOfEntity.resize(m_entities.size());
    for (const SeriesDefinition &series : changes.series) {
        m_series.push_back(series);
        m_seriesOfEntity[index(series.entity)].push_back(series.id);
        if (!m_ownUnitOfName.empty())
            noteOwnUnit(series.id);
    }
    for (const TextDefinition &text : changes.texts)
        m_texts.emplace(pair(index(text.series), text.code), text.text);
}

std::span<const SeriesId> SeriesCatalogue::seriesOf(EntityId id) const
{
    if (index(id) >= m_seriesOfEntity.size())
        return {};
    return m_seriesOfEntity[index(id)];
}

SeriesId SeriesCatalogue::find(EntityId entity, std::string_view metric) const
{
    for (const SeriesId id : seriesOf(entity)) {
        if (m_series[index(id)].metric == metric && m_series[index(id)].labels.empty())
            return id;
    }
    return noSeries;
}

EntityId SeriesCatalogue::findEntity(std::string_view node, std::string_view dst) const
{
    const auto source = m_nodeByName.find(std::string(node));
    if (source == m_nodeByName.end())
        return noEntity;
    NodeId target = noNode;
    if (!dst.empty()) {
        const auto it = m_nodeByName.find(std::string(dst));
        if (it == m_nodeByName.end())
            return noEntity;
        target = it->second;
    }
    const auto it = m_entityByNodes.find(pair(index(source->second), index(target)));
    return it == m_entityByNodes.end() ? noEntity : it->second;
}

std::string_view SeriesCatalogue::text(SeriesId series, double code) const
{
    const auto it = m_texts.find(pair(index(series), static_cast<std::uint32_t>(code)));
    return it == m_texts.end() ? std::string_view{} : it->second;
}

void SeriesCatalogue::setOwnUnits(std::span<const OwnUnit> units)
{
    m_ownUnitOfName.clear();
    m_ownUnits.clear();
    for (const OwnUnit &one : units)
        m_ownUnitOfName.emplace(lines(one.node, one.dst, one.metric), one.unit);
    for (const SeriesDefinition &series : m_series)
        noteOwnUnit(series.id);
}

void SeriesCatalogue::noteOwnUnit(SeriesId id)
{
    const EntityDefinition &about = entity(series(id).entity);
    const std::string_view dst =
        about.dst == noNode ? std::string_view() : std::string_view(node(about.dst).name);
    const auto it = m_ownUnitOfName.find(lines(node(about.node).name, dst, metricName(id)));
    if (it != m_ownUnitOfName.end())
        m_ownUnits.emplace(id, it->second);
}

std::string_view SeriesCatalogue::unit(SeriesId id) const
{
    const auto it = m_ownUnits.find(id);
    return it == m_ownUnits.end() ? unitOf(series(id).metric) : std::string_view(it->second);
}

std::string SeriesCatalogue::metricName(SeriesId id) const
{
    const SeriesDefinition &definition = series(id);
    return definition.labels.empty() ? definition.metric : definition.metric + "{" + definition.labels + "}";
}

} // namespace desk
