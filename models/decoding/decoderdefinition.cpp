// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/decoderdefinition.h"

#include "models/decoding/checksum.h"
#include "models/decoding/framer.h"
#include "models/telemetry/names.h"
#include "models/telemetry/nodetype.h"

#include <cmath>

namespace desk {
namespace {

tl::unexpected<Error> wrongMember(const std::string &path, const std::string &what)
{
    return failure(ErrorCode::invalidArgument, path + ": " + what, path);
}

// An error whose field is a member of what stands at path.
tl::unexpected<Error> atPath(const std::string &path, const Error &error)
{
    return wrongMember(path + '/' + error.field, error.message);
}

bool isBinaryKind(DecoderKind kind)
{
    return kind == DecoderKind::fixedLayout || kind == DecoderKind::ccsds;
}

Result<void> checkBits(const FieldDefinition &field, const std::string &path)
{
    constexpr std::uint32_t mostBits = 65'536 * 8;
    switch (field.type) {
    case FieldType::unsignedInteger:
    case FieldType::signedInteger:
    case FieldType::boolean:
        if (field.bits < 1 || field.bits > 64)
            return wrongMember(path + "/bits", "must be 1 to 64");
        break;
    case FieldType::ieeeFloat:
        if (field.bits != 32 && field.bits != 64)
            return wrongMember(path + "/bits", "must be 32 or 64 for a float");
        break;
    case FieldType::text:
        if (field.bits < 8 || field.bits % 8 != 0 || field.bits > mostBits)
            return wrongMember(path + "/bits", "must be whole bytes for a text, at least one");
        break;
    case FieldType::blank:
        if (field.bits < 1 || field.bits > mostBits)
            return wrongMember(path + "/bits", "must be 1 to 524288");
        break;
    default:
        return wrongMember(path + "/type",
                           "a binary field needs a type with a size, such as u16, i32, f64 or text");
    }
    if (field.order == ByteOrder::little && field.bits % 8 != 0)
        return wrongMember(path + "/order", "bits that are not whole bytes are big endian only");
    if (field.firstBit < -1 || field.firstBit > std::int64_t{mostBits})
        return wrongMember(path + "/bit", "must be 0 to 524288");
    return {};
}

Result<void> checkField(const FieldDefinition &field, bool binary, const std::string &path)
{
    if (field.source.empty() && field.name.empty() && field.type != FieldType::blank)
        return wrongMember(path + "/name", "is missing");
    if (!field.name.empty() && !isMetricName(field.name))
        return wrongMember(path + "/name",
                           "'" + field.name.substr(0, 40) +
                               "' is no metric's name; a letter or _, then letters, digits and "
                               "_ . : / (at most 128)");
    if (field.source.size() > 256)
        return wrongMember(path + "/source", "is longer than 256 bytes");
    if (field.unit.size() > 32)
        return wrongMember(path + "/unit", "is longer than 32 bytes");
    if (field.description.size() > 1024)
        return wrongMember(path + "/description", "is longer than 1024 bytes");
    if (auto calibration = field.calibration.check(); !calibration)
        return atPath(path, calibration.error());
    if (binary)
        return checkBits(field, path);
    if (field.type == FieldType::blank)
        return wrongMember(path + "/type", "blanks are for binary layouts only");
    return {};
}

Result<void> checkFields(const std::vector<FieldDefinition> &fields, bool binary, const std::string &path)
{
    constexpr std::size_t mostFields = 2048;
    if (fields.size() > mostFields)
        return wrongMember(path, "more than 2048 fields");
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (auto field = checkField(fields[i], binary, path + '/' + std::to_string(i)); !field)
            return field;
    }
    return {};
}

Result<void> checkClock(const ClockDefinition &clock)
{
    if (!(clock.unit >= 0) || !(clock.unit <= 86'400))
        return wrongMember("/clock/unit", "must be 0 to 86400 seconds");
    if (clock.leapSeconds < 0 || clock.leapSeconds > 100)
        return wrongMember("/clock/leap_seconds", "must be 0 to 100");
    if (clock.source == ClockDefinition::Source::device && clock.epoch == ClockDefinition::Epoch::start)
        return wrongMember("/clock/source",
                           "a device that counts from its start tells no time of day; use \"corrected\"");
    return {};
}

std::size_t timeBytes(const DecoderDefinition &definition)
{
    constexpr std::size_t millisecondsOfDay = 4;
    return definition.coarseBytes + definition.fineBytes +
           (definition.packetTime == PacketTime::daySegmented ? millisecondsOfDay : 0);
}

Result<void> checkKind(const DecoderDefinition &definition)
{
    constexpr std::size_t largestDocument = std::size_t{16} << 20U;
    switch (definition.decoder) {
    case DecoderKind::keyValue:
        if (definition.assigners.empty() || definition.assigners.size() > 8)
            return wrongMember("/decoder/assigners", "must be 1 to 8 characters, such as \"=\"");
        if (definition.pairSeparators.empty() || definition.pairSeparators.size() > 8)
            return wrongMember("/decoder/separators", "must be 1 to 8 characters, such as \" ,\"");
        if (definition.assigners.find_first_of(definition.pairSeparators) != std::string::npos)
            return wrongMember("/decoder/separators",
                               "a character cannot part pairs and names from values too");
        break;
    case DecoderKind::delimited:
        if (definition.separator == definition.decimalPoint)
            return wrongMember("/decoder/separator", "is the decimal point too");
        if (definition.separator == '"' || definition.separator == '\n' || definition.separator == '\r')
            return wrongMember("/decoder/separator", "must be no quote and no line end");
        if (definition.columns.size() > 2048)
            return wrongMember("/decoder/columns", "more than 2048 columns");
        break;
    case DecoderKind::fixedLayout:
        if (definition.fields.empty())
            return wrongMember("/fields", "are missing: the layout of the frame");
        break;
    case DecoderKind::ccsds:
        if (definition.packets.size() > 2048)
            return wrongMember("/decoder/packets", "more than 2048 APIDs");
        if (definition.secondaryHeader > 256)
            return wrongMember("/decoder/secondary_header", "must be 0 to 256 bytes");
        if (definition.coarseBytes < 1 || definition.coarseBytes > 4)
            return wrongMember("/decoder/time/coarse_bytes", "must be 1 to 4");
        if (definition.packetTime != PacketTime::none && definition.secondaryHeader < timeBytes(definition))
            return wrongMember("/decoder/secondary_header", "is shorter than the time in it (" +
                                                                std::to_string(timeBytes(definition)) +
                                                                " bytes)");
        if (definition.packetTime == PacketTime::daySegmented &&
            (definition.coarseBytes < 2 || definition.coarseBytes > 3))
            return wrongMember("/decoder/time/coarse_bytes", "must be 2 or 3 (days)");
        if (definition.packetTime == PacketTime::daySegmented && definition.fineBytes % 2 != 0)
            return wrongMember("/decoder/time/fine_bytes", "must be 0, 2 or 4 (parts of a millisecond)");
        if (definition.fineBytes > 4)
            return wrongMember("/decoder/time/fine_bytes", "must be 0 to 4");
        for (std::size_t i = 0; i < definition.packets.size(); ++i) {
            const std::string path = "/decoder/packets/" + std::to_string(i);
            if (definition.packets[i].apid > 2046)
                return wrongMember(path + "/apid", "must be 0 to 2046 (2047 are idle packets)");
            if (!definition.packets[i].name.empty() && !isMetricName(definition.packets[i].name))
                return wrongMember(path + "/name", "is no metric's name");
            if (auto fields = checkFields(definition.packets[i].fields, true, path + "/fields"); !fields)
                return fields;
        }
        break;
    case DecoderKind::xtce:
        if (definition.xtce.empty() || definition.xtce.size() > largestDocument)
            return wrongMember("/decoder/document", "must be an XTCE document of at most 16 MiB");
        break;
    case DecoderKind::json:
    case DecoderKind::lineProtocol:
        break;
    }
    return {};
}

} // namespace

Result<void> checkDefinition(const DecoderDefinition &definition)
{
    if (definition.name.size() > 256)
        return wrongMember("/name", "is longer than 256 bytes");
    if (!definition.node.empty() && !isNodeName(definition.node))
        return wrongMember("/node", "is no node's name; 1 to 128 of the characters A-Z a-z 0-9 _ . : -");
    if (definition.node.empty() && definition.nodeField.empty())
        return wrongMember("/node", "is missing: the node that the values belong to (or node_field)");
    if (!nodeTypeFromWord(definition.nodeType))
        return wrongMember("/node_type", "must be one of " + std::string(nodeTypeWords()));
    if (auto framing = checkFraming(definition.framing); !framing)
        return atPath("/framing", framing.error());
    if (auto checksum = Checksum::make(definition.checksum); !checksum)
        return atPath("/checksum", checksum.error());
    if (definition.checksum.skip > 256)
        return wrongMember("/checksum/skip", "must be 0 to 256 bytes");
    const bool binary = isBinaryKind(definition.decoder);
    if (auto fields =
            checkFields(definition.fields, binary && definition.decoder != DecoderKind::ccsds, "/fields");
        !fields)
        return fields;
    if (auto kind = checkKind(definition); !kind)
        return kind;
    return checkClock(definition.clock);
}

} // namespace desk
