// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decoderdefinition.h"
#include "models/decoding/fieldmembers_p.h"
#include "models/decoding/textvalue.h"

#include <array>

namespace desk {
namespace {

constexpr int definitionFormat = 1;

constexpr std::array<DefinitionWord<FramingKind>, 8> framingWords{
    {{"lines", FramingKind::lines},
     {"fixed", FramingKind::fixedLength},
     {"length_prefixed", FramingKind::lengthPrefixed},
     {"marks", FramingKind::marks},
     {"cobs", FramingKind::cobs},
     {"slip", FramingKind::slip},
     {"datagram", FramingKind::datagram},
     {"ccsds", FramingKind::ccsds}}};
constexpr std::array<DefinitionWord<DecoderKind>, 7> decoderWords{
    {{"json", DecoderKind::json},
     {"key_value", DecoderKind::keyValue},
     {"delimited", DecoderKind::delimited},
     {"fixed_layout", DecoderKind::fixedLayout},
     {"line_protocol", DecoderKind::lineProtocol},
     {"ccsds", DecoderKind::ccsds},
     {"xtce", DecoderKind::xtce}}};
constexpr std::array<DefinitionWord<ByteOrder>, 2> byteOrderWords{
    {{"big", ByteOrder::big}, {"little", ByteOrder::little}}};
constexpr std::array<DefinitionWord<PacketTime>, 3> packetTimeWords{
    {{"none", PacketTime::none}, {"cuc", PacketTime::unsegmented}, {"cds", PacketTime::daySegmented}}};
using ClockSource = ClockDefinition::Source;
constexpr std::array<DefinitionWord<ClockSource>, 3> sourceWords{{{"arrival", ClockSource::arrival},
                                                                  {"device", ClockSource::device},
                                                                  {"corrected", ClockSource::corrected}}};
using ClockEpoch = ClockDefinition::Epoch;
constexpr std::array<DefinitionWord<ClockEpoch>, 5> epochWords{{{"unix", ClockEpoch::unix},
                                                                {"gps", ClockEpoch::gps},
                                                                {"tai", ClockEpoch::tai},
                                                                {"j2000", ClockEpoch::j2000},
                                                                {"start", ClockEpoch::start}}};

template <class Visitor, class Framing>
void visitFraming(Visitor &v, Framing &framing)
{
    const FramingDefinition none;
    v.template word<FramingKind>("kind", framing.kind, none.kind, framingWords);
    v.integer("max_length", framing.maxLength, none.maxLength);
    v.integer("length", framing.length, none.length);
    v.bytes("start", framing.startMark, none.startMark);
    v.bytes("end", framing.endMark, none.endMark);
    v.boolean("keep_marks", framing.keepMarks, none.keepMarks);
    v.integer("length_size", framing.lengthSize, none.lengthSize);
    v.integer("length_offset", framing.lengthOffset, none.lengthOffset);
    v.template word<ByteOrder>("length_order", framing.lengthOrder, none.lengthOrder, byteOrderWords);
    v.integer("length_adjustment", framing.lengthAdjustment, none.lengthAdjustment);
    v.boolean("keep_header", framing.keepHeader, none.keepHeader);
}

void visitFields(DefinitionReader &in, std::vector<FieldDefinition> &fields)
{
    in.list("fields", fields,
            [](DefinitionReader &reader, const nlohmann::json &json, const std::string &at,
               FieldDefinition &field) {
                reader.element(json, at, [&field](DefinitionReader &inner) { readField(inner, field); });
            });
}

void visitFields(DefinitionWriter &out, const std::vector<FieldDefinition> &fields)
{
    for (const FieldDefinition &field : fields) {
        nlohmann::ordered_json json = nlohmann::ordered_json::object();
        DefinitionWriter inner(json);
        writeField(inner, field);
        out.json()["fields"].push_back(std::move(json));
    }
}

void visitColumns(DefinitionReader &in, std::vector<std::string> &columns)
{
    in.list(
        "columns", columns,
        [](DefinitionReader &reader, const nlohmann::json &json, const std::string &at, std::string &column) {
            if (json.is_string())
                column = json.get<std::string>();
            else
                reader.refuse(at, "a column's name is expected");
        });
}

void visitColumns(DefinitionWriter &out, const std::vector<std::string> &columns)
{
    if (!columns.empty())
        out.json()["columns"] = columns;
}

template <class Visitor, class Layout>
void visitPacket(Visitor &v, Layout &packet)
{
    v.integer("apid", packet.apid, std::uint16_t{0xFFFF});
    v.text("name", packet.name, {});
    visitFields(v, packet.fields);
}

void visitPackets(DefinitionReader &in, std::vector<PacketLayout> &packets)
{
    in.list("packets", packets,
            [](DefinitionReader &reader, const nlohmann::json &json, const std::string &at,
               PacketLayout &packet) {
                reader.element(json, at, [&packet](DefinitionReader &inner) { visitPacket(inner, packet); });
            });
}

void visitPackets(DefinitionWriter &out, const std::vector<PacketLayout> &packets)
{
    for (const PacketLayout &packet : packets) {
        nlohmann::ordered_json json = nlohmann::ordered_json::object();
        DefinitionWriter inner(json);
        visitPacket(inner, packet);
        out.json()["packets"].push_back(std::move(json));
    }
}

template <class Visitor, class Definition>
void visitDecoder(Visitor &v, Definition &definition)
{
    const DecoderDefinition none;
    v.template word<DecoderKind>("kind", definition.decoder, none.decoder, decoderWords);
    v.boolean("only_listed_fields", definition.onlyListedFields, none.onlyListedFields);
    v.text("separators", definition.pairSeparators, none.pairSeparators);
    v.text("assigners", definition.assigners, none.assigners);
    v.character("separator", definition.separator, none.separator);
    v.boolean("header_line", definition.headerLine, none.headerLine);
    visitColumns(v, definition.columns);
    v.character("decimal_point", definition.decimalPoint, none.decimalPoint);
    v.text("comment", definition.commentMark, none.commentMark);
    v.boolean("allow_longer", definition.allowLonger, none.allowLonger);
    visitPackets(v, definition.packets);
    v.integer("secondary_header", definition.secondaryHeader, none.secondaryHeader);
    v.object("time", [&](Visitor &time) {
        time.template word<PacketTime>("format", definition.packetTime, none.packetTime, packetTimeWords);
        time.integer("coarse_bytes", definition.coarseBytes, none.coarseBytes);
        time.integer("fine_bytes", definition.fineBytes, none.fineBytes);
    });
    v.boolean("error_control", definition.packetErrorControl, none.packetErrorControl);
    v.text("document", definition.xtce, none.xtce);
    v.text("container", definition.container, none.container);
}

template <class Visitor, class Definition>
void visitDefinition(Visitor &v, Definition &definition)
{
    const DecoderDefinition none;
    v.text("name", definition.name, none.name);
    v.text("node", definition.node, none.node);
    v.text("node_type", definition.nodeType, none.nodeType);
    v.text("node_field", definition.nodeField, none.nodeField);
    v.text("destination_field", definition.destinationField, none.destinationField);
    v.object("framing", [&](Visitor &framing) { visitFraming(framing, definition.framing); });
    v.object("checksum", [&](Visitor &checksum) {
        checksum.text("algorithm", definition.checksum.algorithm, {});
        checksum.template word<ByteOrder>("order", definition.checksum.order, none.checksum.order,
                                          byteOrderWords);
        checksum.integer("skip", definition.checksum.skip, none.checksum.skip);
    });
    v.object("decoder", [&](Visitor &decoder) { visitDecoder(decoder, definition); });
    visitFields(v, definition.fields);
    v.object("clock", [&](Visitor &clock) {
        clock.template word<ClockSource>("source", definition.clock.source, none.clock.source, sourceWords);
        clock.text("field", definition.clock.field, none.clock.field);
        clock.number("unit", definition.clock.unit, none.clock.unit);
        clock.template word<ClockEpoch>("epoch", definition.clock.epoch, none.clock.epoch, epochWords);
        clock.integer("leap_seconds", definition.clock.leapSeconds, none.clock.leapSeconds);
    });
}

} // namespace

Result<DecoderDefinition> parseDecoderDefinition(std::string_view text)
{
    constexpr std::size_t largest = std::size_t{32} << 20U;
    if (text.size() > largest)
        return failure(ErrorCode::tooLarge, "a decoder definition has at most 32 MiB");
    nlohmann::json json;
    try {
        json = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error &error) {
        const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
        return failure(ErrorCode::parseError,
                       "byte " + std::to_string(at) + ": a decoder definition in JSON is expected, found " +
                           (at >= text.size() ? "the end" : quotedText(text.substr(at, 12))),
                       {}, static_cast<std::int64_t>(at));
    } catch (const nlohmann::json::exception &) { // a number beyond all bounds
        return failure(ErrorCode::parseError,
                       "a decoder definition in JSON is expected; a number in it is too large");
    }
    if (!json.is_object())
        return failure(ErrorCode::parseError, "a decoder definition is a JSON object {…}", {}, 0);
    std::optional<Error> error;
    DefinitionReader reader(json, {}, error);
    int format = definitionFormat;
    reader.integer("format", format, definitionFormat);
    if (format != definitionFormat)
        reader.refuse("format", "this program reads format 1, found " + std::to_string(format) +
                                    "; use a newer program or save the definition again");
    DecoderDefinition definition;
    visitDefinition(reader, definition);
    reader.refuseUnknown();
    if (error)
        return tl::unexpected(*std::move(error));
    if (auto checked = checkDefinition(definition); !checked)
        return tl::unexpected(checked.error());
    return definition;
}

std::string decoderDefinitionJson(const DecoderDefinition &definition)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    json["format"] = definitionFormat;
    DefinitionWriter writer(json);
    visitDefinition(writer, definition);
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

} // namespace desk
