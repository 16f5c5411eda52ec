// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcappointwriter.h"

#include "models/exchange/pointjson.h"
#include "models/exchange/pointmeta_p.h"

#include <algorithm>
#include <set>

namespace desk {
namespace {

std::uint64_t mcapTime(Timestamp time)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(nanoseconds(time), 0));
}

std::string topicOf(std::string_view node, std::string_view dst)
{
    std::string topic(node);
    if (!dst.empty())
        topic.append("->").append(dst);
    return topic;
}

std::string_view jsonType(ValueKind kind)
{
    switch (kind) {
    case ValueKind::integer:
        return "integer";
    case ValueKind::boolean:
        return "boolean";
    case ValueKind::state:
    case ValueKind::text:
        return "string";
    case ValueKind::number:
        break;
    }
    return "number";
}

} // namespace

McapPointWriter::McapPointWriter(std::span<const ExchangeSeries> series)
    : m_series(series.begin(), series.end())
{
    for (std::size_t i = 0; i < m_series.size(); ++i)
        m_seriesOf[topicOf(m_series[i].node, m_series[i].dst)].push_back(i);
}

void McapPointWriter::begin(std::string &out)
{
    m_file.begin(out, "constellation " DESK_VERSION);
}

std::string McapPointWriter::schemaOf(const std::string &topic) const
{
    std::string schema =
        R"({"title":"constellation.Point","type":"object","properties":{)"
        R"("seq":{"type":"integer"},"received_at":{"type":"string","format":"date-time"},)"
        R"("timestamp":{"type":"string","format":"date-time"},"node_id":{"type":"string"},)"
        R"("node_type":{"type":"string"},"dst_type":{"type":"string"},"labels":{"type":"string"},)"
        R"("link":{"type":"object","properties":{"dst":{"type":"string"}}},"quality":{})";
    std::set<std::string_view> said;
    if (const auto list = m_seriesOf.find(topic); list != m_seriesOf.end()) {
        for (const std::size_t i : list->second) {
            const ExchangeSeries &series = m_series[i];
            if (!said.insert(series.metric).second)
                continue; // with other labels
            schema += ',';
            appendQuoted(schema, series.metric);
            schema.append(":{\"type\":\"").append(jsonType(series.kind)) += '"';
            if (!series.unit.empty()) {
                schema += ",\"description\":";
                appendQuoted(schema, series.unit);
            }
            schema += '}';
        }
    }
    return schema + R"(},"required":["timestamp","node_id"]})";
}

Result<std::uint16_t> McapPointWriter::channelOf(const NamedPoint &point, const std::string &topic)
{
    if (const auto known = m_channels.find(topic); known != m_channels.end())
        return known->second;
    std::string text = schemaOf(topic);
    auto schema = m_schemas.find(text);
    if (schema == m_schemas.end()) {
        const auto added = m_file.addSchema(schemaName, "jsonschema", text);
        if (!added)
            return added;
        schema = m_schemas.emplace(std::move(text), *added).first;
    }
    McapFileWriter::Metadata metadata{{"node_id", point.node}};
    if (point.type)
        metadata["node_type"] = nodeTypeWord(*point.type);
    if (!point.dst.empty())
        metadata["dst"] = point.dst;
    const auto channel = m_file.addChannel(schema->second, topic, "json", metadata);
    if (channel)
        m_channels.emplace(topic, *channel);
    return channel;
}

Result<void> McapPointWriter::write(const NamedPoint &point, std::string &out)
{
    m_topic = topicOf(point.node, point.dst);
    const auto channel = channelOf(point, m_topic);
    if (!channel)
        return tl::unexpected(channel.error());
    const std::span<const NamedValue> values(point.values);
    for (std::size_t at = 0; at < values.size();) {
        const std::size_t end = endOfRun(values, at);
        m_message.clear();
        appendPointObject(m_message, point, values.subspan(at, end - at));
        auto written = m_file.message(out, *channel, static_cast<std::uint32_t>(point.sequence & 0xFFFFFFFFU),
                                      mcapTime(point.received.value_or(point.generation)),
                                      mcapTime(point.generation), m_message);
        if (!written)
            return written;
        at = end;
    }
    return {};
}

} // namespace desk
