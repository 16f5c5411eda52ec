// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/batchnaming.h"

#include <algorithm>
#include <cmath>
#include <simdjson.h>

namespace desk {
namespace {

std::string readable(std::string_view text)
{
    std::string kept(text);
    if (!simdjson::validate_utf8(kept.data(), kept.size()))
        std::replace_if(
            kept.begin(), kept.end(), [](char c) { return static_cast<unsigned char>(c) > 127; }, '?');
    return kept;
}

std::optional<NodeType> typeOf(const SessionNames &names, NodeId id)
{
    const auto node = names.nodes.find(id);
    return node == names.nodes.end() ? std::nullopt : std::optional(node->second.type);
}

} // namespace

BatchNaming::BatchNaming(const SessionNames &names, ExchangeSelection selection)
    : m_names(names)
    , m_selection(std::move(selection))
{
    for (const auto &[id, definition] : names.series) {
        const auto entity = names.entities.find(definition.entity);
        const std::string node = readable(names.node(definition.entity));
        const std::string dst = readable(names.dst(definition.entity));
        if (entity == names.entities.end() || node.empty() || (entity->second.dst != noNode && dst.empty()) ||
            definition.metric.empty())
            continue; // its row was damaged
        const std::string metric = readable(definition.metric);
        const std::string labels = readable(definition.labels);
        std::uint32_t slot = unwanted;
        if (m_selection.wantsNode(node, dst) && m_selection.wantsMetric(metric, labels)) {
            slot = static_cast<std::uint32_t>(m_series.size());
            m_series.push_back({node, typeOf(names, entity->second.node), dst, metric, labels,
                                readable(names.unit(id)), definition.kind});
            m_ids.push_back(id);
        }
        m_slots.emplace_hint(m_slots.end(), id, slot);
    }
}

bool BatchNaming::nameValue(const SampleBatch &batch, std::uint32_t sample, std::uint32_t slot,
                            NamedValue &value) const
{
    const ExchangeSeries &series = m_series[slot];
    const double number = batch.value[sample];
    if (isTextKind(series.kind)) {
        const auto list = m_names.texts.find(m_ids[slot]);
        if (list == m_names.texts.end() || !(number >= 0 && number < 4e9) || number != std::floor(number))
            return false;
        const auto text = list->second.find(static_cast<std::uint32_t>(number));
        if (text == list->second.end())
            return false;
        value.value = readable(text->second);
    } else {
        const auto wide = std::lower_bound(
            batch.wide.begin(), batch.wide.end(), sample,
            [](const SampleBatch::WideInteger &entry, std::uint32_t at) { return entry.sample < at; });
        if (wide != batch.wide.end() && wide->sample == sample)
            value.value = wide->value;
        else if (series.kind == ValueKind::boolean && (number == 1 || (number == 0 && !std::signbit(number))))
            value.value = number == 1;
        else if (std::isfinite(number))
            value.value = number;
        else
            return false;
    }
    value.metric = series.metric;
    value.labels = series.labels;
    value.unit = series.unit;
    value.kind = series.kind;
    value.quality = batch.quality[sample];
    return true;
}

bool BatchNaming::name(const SampleBatch &batch, std::size_t p, NamedPoint &point)
{
    point.generation = fromNanoseconds(batch.generation[p]);
    if (!m_selection.wantsTime(point.generation))
        return false;
    std::size_t count = 0;
    std::uint32_t last = unwanted;
    for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
        const auto slot = m_slots.find(batch.series[i]);
        if (slot == m_slots.end()) {
            ++m_unnamed;
            continue;
        }
        if (slot->second == unwanted)
            continue;
        if (count == point.values.size())
            point.values.emplace_back();
        if (nameValue(batch, i, slot->second, point.values[count])) {
            last = slot->second;
            ++count;
        } else {
            ++m_unnamed;
        }
    }
    point.values.resize(count);
    if (count == 0)
        return false;
    point.sequence = batch.firstSequence == 0 ? 0 : batch.firstSequence + p;
    point.received = batch.reception;
    point.node = m_series[last].node;
    point.type = m_series[last].type;
    point.dst = m_series[last].dst;
    point.dstType.reset();
    if (const auto entity = m_names.entities.find(batch.entity[p]);
        entity != m_names.entities.end() && entity->second.dst != noNode)
        point.dstType = typeOf(m_names, entity->second.dst);
    return true;
}

} // namespace desk
