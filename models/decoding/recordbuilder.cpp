// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/recordbuilder.h"

#include "models/decoding/deviceclock.h"
#include "models/decoding/textvalue.h"
#include "models/telemetry/names.h"

namespace desk {
namespace {

tl::unexpected<Error> wrongField(ErrorCode code, std::string_view field, BitRange at, const std::string &what)
{
    return failure(code,
                   "byte " + std::to_string(at.firstByte()) + ", field " + quotedText(field) + ": " + what,
                   printableText(field), static_cast<std::int64_t>(at.firstByte()));
}

std::string_view wordOf(FieldType type)
{
    switch (type) {
    case FieldType::integer:
    case FieldType::unsignedInteger:
    case FieldType::signedInteger:
        return "an integer";
    case FieldType::boolean:
        return "true or false";
    case FieldType::text:
        return "a text";
    default:
        return "a number";
    }
}

} // namespace

RecordBuilder::RecordBuilder(const DecoderDefinition &definition)
    : m_table(definition)
    , m_clock(definition.clock)
    , m_defaultNode(definition.node)
{
}

void RecordBuilder::begin(const Frame &frame)
{
    ++m_number;
    m_hint = 0;
    m_anything = false;
    m_fields.clear();
    m_node = m_defaultNode;
    m_destination.clear();
    m_record.deviceTime.reset();
    m_record.frame = frame;
    m_record.time = frame.arrival;
}

Result<void> RecordBuilder::add(std::string_view source, const DecodedValue &raw, BitRange at)
{
    const std::uint32_t key = m_table.find(source, m_hint);
    if (key == FieldTable::none && m_table.tableFull())
        return wrongField(ErrorCode::cardinalityLimit, source, at,
                          "more than 4096 different names came from this device; list the fields that are "
                          "wanted, or check that values do not stand where names should");
    m_anything = true;
    if (key == FieldTable::none)
        return {};
    m_hint = key + 1;
    return addKey(key, raw, at);
}

Result<void> RecordBuilder::addText(std::string_view source, std::string_view text, BitRange at,
                                    char decimalPoint)
{
    const std::uint32_t key = m_table.find(source, m_hint);
    if (key == FieldTable::none)
        return add(source, {}, at);
    m_hint = key + 1;
    return addKeyText(key, text, at, decimalPoint);
}

Result<void> RecordBuilder::addKeyText(std::uint32_t key, std::string_view text, BitRange at,
                                       char decimalPoint)
{
    FieldDefinition &field = m_table.entry(key).definition;
    if (field.type == FieldType::text)
        return addKey(key, DecodedValue::ofText(text), at);
    std::string_view unit;
    const DecodedValue value = valueOfText(text, decimalPoint, &unit);
    if (field.unit.empty() && !unit.empty())
        field.unit = unit;
    return addKey(key, value, at);
}

Result<void> RecordBuilder::addKey(std::uint32_t key, const DecodedValue &raw, BitRange at)
{
    FieldTable::Entry &entry = m_table.entry(key);
    const FieldDefinition &field = entry.definition;
    m_anything = true;
    if (entry.record == m_number)
        return wrongField(ErrorCode::parseError, field.source, at,
                          "is there twice; one value of a name is expected in a frame");
    entry.record = m_number;
    if (entry.role != FieldTable::Role::value) {
        if (auto taken = takeRole(entry, raw, at); !taken)
            return taken;
        if (!entry.listed)
            return {};
    }
    if (field.ignored || raw.kind == DecodedValue::Kind::none)
        return {};
    if (m_fields.size() >= mostFields)
        return wrongField(ErrorCode::tooLarge, field.source, at,
                          "the frame has more than 2048 fields; send them in several frames");
    DecodedField &made = m_fields.emplace_back();
    made.key = key;
    made.name = field.name;
    made.labels = entry.labels;
    made.unit = field.unit;
    made.at = at;
    if (field.type == FieldType::automatic) {
        made.raw = raw;
    } else {
        made.raw = convertedTo(raw, field.type);
        if (made.raw.kind == DecodedValue::Kind::none) {
            m_fields.pop_back();
            return wrongField(ErrorCode::parseError, field.source, at,
                              std::string(wordOf(field.type)) + " is expected, found " +
                                  quotedText(raw.toText()) + "; correct the field's type or the device");
        }
    }
    if (field.calibration.isEmpty())
        made.value.take(made.raw);
    else
        made.value = field.calibration.apply(made.raw, entry.text);
    return {};
}

Result<void> RecordBuilder::takeRole(const FieldTable::Entry &entry, const DecodedValue &raw, BitRange at)
{
    const FieldDefinition &field = entry.definition;
    if (raw.kind == DecodedValue::Kind::none)
        return {};
    if (entry.role == FieldTable::Role::time) {
        m_record.deviceTime = deviceTimeOf(raw, m_clock);
        if (!m_record.deviceTime)
            return wrongField(ErrorCode::parseError, field.source, at,
                              "the device's time is expected, found " + quotedText(raw.toText()) +
                                  "; a number, or a text such as 2026-11-21T14:03:07Z");
        return {};
    }
    const bool isNode = entry.role == FieldTable::Role::node;
    const std::string node = raw.toText();
    return isNode ? setNode(field.source, node, at) : setDestination(field.source, node, at);
}

Result<void> RecordBuilder::setNode(std::string_view source, std::string_view node, BitRange at)
{
    if (!isNodeName(node))
        return wrongField(ErrorCode::parseError, source, at,
                          "the name of a node is expected, found " + quotedText(node) +
                              "; 1 to 128 of the characters A-Z a-z 0-9 _ . : -");
    m_node = node;
    return {};
}

Result<void> RecordBuilder::setDestination(std::string_view source, std::string_view node, BitRange at)
{
    const std::string kept = std::move(m_node); // the same is asked of it
    auto set = setNode(source, node, at);
    if (set)
        m_destination = m_node;
    m_node = kept;
    return set;
}

Result<void> RecordBuilder::finish(RecordSink &sink)
{
    if (!m_anything)
        return failure(ErrorCode::missingField,
                       "byte 0: no field is in the frame; check that the decoder is of this device's format",
                       {}, 0);
    return finish(sink, m_fields);
}

Result<void> RecordBuilder::finish(RecordSink &sink, std::span<const DecodedField> fields)
{
    if (m_node.empty())
        return failure(ErrorCode::missingField,
                       "the frame does not name its node; name the field that holds it, or give the device a "
                       "node's name",
                       "node");
    m_record.node = m_node;
    m_record.destination = m_destination;
    m_record.fields = fields;
    sink.record(m_record);
    return {};
}

} // namespace desk
