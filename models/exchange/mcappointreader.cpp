// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcappointreader.h"

#include "models/datalink/csvcolumns.h"
#include "models/exchange/mcappointwriter.h"

namespace desk {
namespace {

Result<Timestamp> timeOf(std::uint64_t ns)
{
    if (ns > INT64_MAX)
        return failure(ErrorCode::outOfRange, "a time after the year 2262");
    return fromNanoseconds(static_cast<std::int64_t>(ns));
}

} // namespace

Result<NamedPoint> McapPointReader::readOwn(const McapMessage &message)
{
    auto read = m_json.read(message.data, m_options.file.zone);
    if (!read)
        return tl::unexpected(read.error());
    if (!read->hasTime) {
        const auto time = timeOf(message.publishTime);
        if (!time)
            return tl::unexpected(time.error());
        read->point.generation = *time;
    }
    return std::move(read->point);
}

// What the message itself says goes first.
void McapPointReader::addUnits(const McapChannel &channel, NamedPoint &point)
{
    auto known = m_units.find(channel.id);
    if (known == m_units.end()) {
        SchemaUnits units;
        if (channel.schemaText)
            units = unitsOfSchema(*channel.schemaText, channel.schema == McapPointWriter::schemaName);
        known = m_units.emplace(channel.id, std::move(units)).first;
    }
    const auto all = channel.metadata.find("unit");
    for (NamedValue &value : point.values) {
        const auto unit = known->second.find(value.metric);
        if (!value.unit.empty())
            continue;
        if (unit != known->second.end())
            value.unit = unit->second;
        else if (all != channel.metadata.end())
            value.unit = all->second;
    }
}

Result<NamedPoint> McapPointReader::read(const McapMessage &message)
{
    const McapChannel &channel = *message.channel;
    if (channel.schema == McapPointWriter::schemaName)
        return readOwn(message);
    auto values = m_json.readValues(message.data);
    if (!values)
        return tl::unexpected(values.error());
    NamedPoint point;
    point.values = *std::move(values);
    const auto received = timeOf(message.logTime);
    const auto generated = timeOf(message.publishTime == 0 ? message.logTime : message.publishTime);
    if (!received || !generated)
        return tl::unexpected(received ? generated.error() : received.error());
    point.received = *received;
    point.generation = *generated;
    const auto named = channel.metadata.find("node_id");
    point.node = named == channel.metadata.end() ? nodeName(channel.topic) : named->second;
    return point;
}

Result<std::optional<NamedPoint>> McapPointReader::next()
{
    while (true) {
        auto message = m_parser.next();
        if (!message)
            return tl::unexpected(message.error());
        if (!*message)
            return std::nullopt;
        const McapChannel &channel = *(*message)->channel;
        if (channel.encoding != "json") {
            constexpr std::size_t named = 16;
            const std::string encoding = channel.encoding.substr(0, 40);
            if (m_otherEncodings.size() < named || m_otherEncodings.contains(encoding))
                ++m_otherEncodings[encoding];
            continue;
        }
        auto point = read(**message);
        if (!point)
            return failure(point.error().code, channel.topic.substr(0, 80) + ": " + point.error().message,
                           point.error().field, -1, (*message)->sequence);
        addUnits(channel, *point);
        const PointFileOptions &file = m_options.file;
        if (point->node.empty())
            point->node = file.node.empty() ? file.fallback : file.node;
        if (!file.node.empty() && point->node != file.node)
            continue;
        if (!file.metric.empty())
            std::erase_if(point->values,
                          [&](const NamedValue &value) { return value.metric != file.metric; });
        if (!point->values.empty())
            return std::move(*point);
    }
}

std::vector<std::string> McapPointReader::notes() const
{
    std::vector<std::string> notes;
    for (const auto &[encoding, count] : m_otherEncodings)
        notes.push_back(std::to_string(count) + " messages of encoding '" + encoding +
                        "' are left out; only json can be read");
    return notes;
}

} // namespace desk
