// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointfields.h"

#include "models/ingest/pointrules.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace desk {
void PointFields::clear()
{
    m_node = {};
    m_dst = {};
    m_source = {};
    m_hasType = false;
    m_hasTimestamp = false;
    m_hasDst = false;
    m_count = 0;
}

Result<void> PointFields::setTimestamp(std::string_view text)
{
    const auto read = m_times.read(text);
    if (!read)
        return tl::unexpected(read.error());
    m_generation = *read;
    m_hasTimestamp = true;
    return {};
}

Result<void> PointFields::setNode(std::string_view name)
{
    m_node = name;
    return checkNodeName("node_id", name);
}

Result<void> PointFields::setNodeType(std::string_view word)
{
    const auto type = nodeTypeFromWord(word);
    if (!type)
        return refusedField("node_type", "unknown type; allowed: " + std::string(nodeTypeWords()));
    m_type = *type;
    m_hasType = true;
    return {};
}

Result<void> PointFields::setDst(std::string_view name)
{
    m_dst = name;
    m_hasDst = true;
    return checkNodeName("link.dst", name);
}

Result<void> PointFields::setHealth(std::string_view word)
{
    const auto known = checkHealthWord(word);
    return known ? addText("health", word) : known;
}

Result<PointFields::Metric *> PointFields::add(std::string_view metric, ValueKind kind)
{
    if (auto named = checkMetricName(metric); !named)
        return tl::unexpected(std::move(named.error()));
    if (m_count == maxMetrics)
        return refusedField(metric, "more than 64 metrics in one point");
    Metric *slot = &m_metrics[m_count++];
    slot->name = metric;
    slot->kind = kind;
    return slot;
}

Result<void> PointFields::addNumber(std::string_view metric, double value)
{
    if (!std::isfinite(value))
        return refusedField(metric, "must be a finite number");
    if (const ValueRange *range = valueRange(metric); range && !range->contains(value))
        return refusedField(metric, range->words);
    const auto slot = add(metric, ValueKind::number);
    if (!slot)
        return tl::unexpected(slot.error());
    (*slot)->value = value;
    return {};
}

Result<void> PointFields::addInteger(std::string_view metric, std::int64_t value)
{
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    const auto added = addNumber(metric, double(value));
    if (added && (value > exact || value < -exact)) {
        m_metrics[m_count - 1].kind = ValueKind::integer;
        m_metrics[m_count - 1].wide = value;
    }
    return added;
}

Result<void> PointFields::addBoolean(std::string_view metric, bool value)
{
    const auto slot = add(metric, ValueKind::boolean);
    if (!slot)
        return tl::unexpected(slot.error());
    (*slot)->value = value ? 1 : 0;
    return {};
}

Result<void> PointFields::addText(std::string_view metric, std::string_view text)
{
    if (text.size() > 1024)
        return refusedField(metric, "a text of at most 1,024 bytes");
    const auto slot = add(metric, ValueKind::text);
    if (!slot)
        return tl::unexpected(slot.error());
    (*slot)->text = text;
    return {};
}

Result<void> PointFields::appendTo(SampleBatch &batch, SeriesDictionary &dictionary)
{
    for (const auto &[present, field] :
         {std::pair{m_hasTimestamp, "timestamp"}, std::pair{!m_node.empty(), "node_id"},
          std::pair{m_hasType, "node_type"}}) {
        if (!present)
            return failure(ErrorCode::missingField, std::string(field) + ": is required", field);
    }
    if (m_hasDst && m_dst == m_node)
        return refusedField("link.dst", "must be another node than node_id");
    const auto about =
        resolveEntity(dictionary, m_node, m_type, m_hasDst ? std::optional(m_dst) : std::nullopt);
    if (!about)
        return tl::unexpected(about.error());
    const EntityId entity = *about;
    const Quality quality = m_source.starts_with("simulat") ? Quality::simulated : Quality::good;
    std::uint32_t hint = 0;
    for (std::size_t i = 0; i < m_count; ++i) {
        const Metric &metric = m_metrics[i];
        const auto series = dictionary.series(entity, metric.name, hint, metric.kind);
        if (!series)
            return tl::unexpected(series.error());
        const bool isText = metric.kind == ValueKind::text;
        if (isText != (dictionary.definition(*series).kind == ValueKind::text))
            return refusedField(metric.name, isText ? "was a number before" : "was a text before");
        double value = metric.value;
        if (isText) {
            const auto code = dictionary.textCode(*series, metric.text);
            if (!code)
                return tl::unexpected(code.error());
            value = *code;
        }
        if (metric.kind == ValueKind::integer)
            batch.wide.push_back({static_cast<std::uint32_t>(batch.samples()), metric.wide});
        batch.addSample(*series, value, quality);
    }
    batch.endPoint(entity, m_generation);
    return {};
}

} // namespace desk
