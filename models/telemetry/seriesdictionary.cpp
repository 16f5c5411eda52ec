// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/seriesdictionary.h"

namespace desk {

SeriesDictionary::SeriesDictionary(Options options)
    : m_options(options)
{
}

Result<NodeId> SeriesDictionary::node(std::string_view name, std::optional<NodeType> type)
{
    if (const auto it = m_nodeByName.find(name); it != m_nodeByName.end()) {
        NodeDefinition &known = m_nodes[index(it->second)];
        if (type && known.type != *type) {
            if (index(known.id) < m_committed.nodes)
                m_typeChanges.push_back({known.id, known.type});
            known.type = *type;
        }
        return it->second;
    }
    if (m_nodes.size() >= m_options.maxNodes)
        return failure(ErrorCode::cardinalityLimit,
                       "node " + std::string(name) + " would be one more than the limit of " +
                           std::to_string(m_options.maxNodes) + " nodes; known nodes go on",
                       std::string(name));
    const NodeId id{static_cast<std::uint32_t>(m_nodes.size())};
    m_nodes.push_back({id, std::string(name), type.value_or(NodeType::device)});
    m_nodeByName.emplace(name, id);
    return id;
}

Result<EntityId> SeriesDictionary::entity(NodeId node, NodeId dst)
{
    const auto key = pair(index(node), index(dst));
    if (const auto it = m_entityByNodes.find(key); it != m_entityByNodes.end())
        return it->second;
    const EntityId id{static_cast<std::uint32_t>(m_entities.size())};
    m_entities.push_back({{id, node, dst}, {}});
    m_entityByNodes.emplace(key, id);
    return id;
}

MetricId SeriesDictionary::metric(std::string_view fullName)
{
    if (const auto it = m_metricByName.find(fullName); it != m_metricByName.end())
        return it->second;
    const MetricId id{static_cast<std::uint32_t>(m_metrics.size())};
    m_metrics.emplace_back(fullName);
    m_metricByName.emplace(fullName, id);
    return id;
}

Result<SeriesId> SeriesDictionary::series(EntityId entity, std::string_view metricName, std::uint32_t &hint,
                                          ValueKind kind, std::string_view labels)
{
    auto &order = m_entities[index(entity)].order;
    const std::uint32_t at = hint++;
    if (at < order.size() && labels.empty() &&
        m_metrics[static_cast<std::size_t>(order[at].metric)] == metricName)
        return order[at].series;
    const auto field = find(entity, metricName, kind, labels);
    if (!field)
        return tl::unexpected(field.error());
    if (at >= order.size())
        order.resize(at + 1);
    order[at] = *field;
    return field->series;
}

bool SeriesDictionary::expectedSeries(EntityId entity, std::span<const MetricId> metrics,
                                      SeriesId *found) const
{
    const auto &order = m_entities[index(entity)].order;
    if (order.size() < metrics.size())
        return false;
    bool same = true;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        same = same && order[i].metric == metrics[i] && !order[i].text;
        found[i] = order[i].series;
    }
    return same;
}

std::optional<MetricId> SeriesDictionary::publishedMetric(std::string_view name) const
{
    const auto it = m_metricByName.find(name);
    return it == m_metricByName.end() || index(it->second) >= m_committedMetrics ? std::nullopt
                                                                                 : std::optional(it->second);
}

Result<SeriesId> SeriesDictionary::seriesByName(EntityId entity, std::string_view metricName, ValueKind kind,
                                                std::string_view labels)
{
    return find(entity, metricName, kind, labels).map([](const Field &field) { return field.series; });
}

Result<SeriesDictionary::Field> SeriesDictionary::find(EntityId entity, std::string_view metricName,
                                                       ValueKind kind, std::string_view labels)
{
    std::string named; // only built for labelled series
    std::string_view fullName = metricName;
    if (!labels.empty()) {
        named.append(metricName).append("{").append(labels).append("}");
        fullName = named;
    }
    if (const auto known = m_metricByName.find(fullName); known != m_metricByName.end()) {
        const auto it = m_seriesByMetric.find(pair(index(entity), static_cast<std::uint32_t>(known->second)));
        if (it != m_seriesByMetric.end())
            return Field{known->second, it->second, definition(it->second).kind == ValueKind::text};
    }
    if (m_series.size() >= m_options.maxSeries)
        return failure(ErrorCode::cardinalityLimit,
                       "metric " + std::string(fullName) + " of " + entityName(entity) +
                           " would be one more than the limit of " + std::to_string(m_options.maxSeries) +
                           " series; known series go on",
                       std::string(metricName));
    const MetricId name = metric(fullName);
    const SeriesId id{static_cast<std::uint32_t>(m_series.size())};
    m_seriesByMetric.emplace(pair(index(entity), static_cast<std::uint32_t>(name)), id);
    m_series.push_back({id, entity, std::string(metricName), std::string(labels), kind});
    return Field{name, id, kind == ValueKind::text};
}

Result<std::uint32_t> SeriesDictionary::textCode(SeriesId series, std::string_view text)
{
    auto &codes = m_textsOfSeries[index(series)];
    for (std::uint32_t code = 0; code < codes.size(); ++code) {
        if (m_texts[codes[code]].text == text)
            return code;
    }
    if (codes.size() >= m_options.maxTextsOfSeries)
        return failure(ErrorCode::cardinalityLimit,
                       "metric " + definition(series).metric + " of " +
                           entityName(definition(series).entity) + " has more than " +
                           std::to_string(m_options.maxTextsOfSeries) + " different texts",
                       definition(series).metric);
    const auto code = static_cast<std::uint32_t>(codes.size());
    codes.push_back(static_cast<std::uint32_t>(m_texts.size()));
    m_texts.push_back({series, code, std::string(text)});
    return code;
}

std::optional<NodeId> SeriesDictionary::findNode(std::string_view name) const
{
    const auto it = m_nodeByName.find(name);
    return it == m_nodeByName.end() ? std::nullopt : std::optional(it->second);
}

std::optional<EntityId> SeriesDictionary::findEntity(NodeId node, NodeId dst) const
{
    const auto it = m_entityByNodes.find(pair(index(node), index(dst)));
    return it == m_entityByNodes.end() ? std::nullopt : std::optional(it->second);
}

std::optional<SeriesId> SeriesDictionary::findSeries(EntityId entity, std::string_view metricName) const
{
    const auto known = m_metricByName.find(metricName);
    if (known == m_metricByName.end())
        return std::nullopt;
    const auto it = m_seriesByMetric.find(pair(index(entity), static_cast<std::uint32_t>(known->second)));
    return it == m_seriesByMetric.end() ? std::nullopt : std::optional(it->second);
}

std::string_view SeriesDictionary::text(SeriesId series, std::uint32_t code) const
{
    const auto it = m_textsOfSeries.find(index(series));
    return it == m_textsOfSeries.end() || code >= it->second.size() ? std::string_view{}
                                                                    : m_texts[it->second[code]].text;
}

std::string SeriesDictionary::entityName(EntityId id) const
{
    const EntityDefinition &about = definition(id);
    std::string name = definition(about.node).name;
    if (about.dst != noNode)
        name += "->" + definition(about.dst).name;
    return name;
}

void SeriesDictionary::rollback()
{
    for (; m_texts.size() > m_committed.texts; m_texts.pop_back())
        m_textsOfSeries[index(m_texts.back().series)].pop_back();
    for (; m_series.size() > m_committed.series; m_series.pop_back()) {
        const SeriesDefinition &last = m_series.back();
        m_textsOfSeries.erase(index(last.id));
        const std::string fullName =
            last.labels.empty() ? last.metric : last.metric + "{" + last.labels + "}";
        m_seriesByMetric.erase(
            pair(index(last.entity), static_cast<std::uint32_t>(m_metricByName.find(fullName)->second)));
        m_entities[index(last.entity)].order.clear(); // may point at what goes
    }
    for (; m_entities.size() > m_committed.entities; m_entities.pop_back()) {
        const EntityDefinition &last = m_entities.back().definition;
        m_entityByNodes.erase(pair(index(last.node), index(last.dst)));
    }
    for (; m_nodes.size() > m_committed.nodes; m_nodes.pop_back())
        m_nodeByName.erase(m_nodes.back().name);
    for (auto it = m_typeChanges.rbegin(); it != m_typeChanges.rend(); ++it)
        m_nodes[index(it->node)].type = it->before;
    m_typeChanges.clear();
    for (; m_metrics.size() > m_committedMetrics; m_metrics.pop_back())
        m_metricByName.erase(m_metrics.back());
}

bool SeriesDictionary::publish()
{
    const DictionaryCursor now{m_nodes.size(), m_entities.size(), m_series.size(), m_texts.size()};
    if (isPublished())
        return false;
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = m_committed.nodes; i < now.nodes; ++i)
        m_out.nodes.push_back(m_nodes[i]);
    for (const TypeChange &change : m_typeChanges)
        m_out.nodes.push_back(m_nodes[index(change.node)]);
    m_typeChanges.clear();
    for (std::size_t i = m_committed.entities; i < now.entities; ++i)
        m_out.entities.push_back(m_entities[i].definition);
    for (std::size_t i = m_committed.series; i < now.series; ++i)
        m_out.series.push_back(m_series[i]);
    for (std::size_t i = m_committed.texts; i < now.texts; ++i)
        m_out.texts.push_back(m_texts[i]);
    m_committed = now;
    m_committedMetrics = m_metrics.size();
    return true;
}

DictionaryChanges SeriesDictionary::changesSince(const DictionaryCursor &cursor, std::size_t mostSeries) const
{
    const std::lock_guard lock(m_mutex);
    const auto part = [](const auto &all, std::size_t from, std::size_t to) {
        const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(i); };
        return std::vector(at(std::min(from, to)), at(to));
    };
    const std::size_t known = std::min(cursor.series, m_out.series.size());
    const std::size_t series = known + std::min(mostSeries, m_out.series.size() - known);
    const std::size_t texts =
        series == m_out.series.size() ? m_out.texts.size() : std::min(cursor.texts, m_out.texts.size());
    return {part(m_out.nodes, cursor.nodes, m_out.nodes.size()),
            part(m_out.entities, cursor.entities, m_out.entities.size()),
            part(m_out.series, cursor.series, series),
            part(m_out.texts, cursor.texts, texts),
            {m_out.nodes.size(), m_out.entities.size(), series, texts}};
}

} // namespace desk
