// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/decodingcheck.h"

using namespace desk;

namespace {

FieldDefinition binaryField(FieldType type, std::uint32_t bits, const char *name)
{
    FieldDefinition field;
    field.type = type;
    field.bits = bits;
    field.name = name;
    return field;
}

DecoderDefinition layoutDefinition()
{
    DecoderDefinition definition;
    definition.decoder = DecoderKind::fixedLayout;
    definition.framing.kind = FramingKind::datagram;
    definition.fields = {
        binaryField(FieldType::unsignedInteger, 3, "a"), binaryField(FieldType::signedInteger, 13, "b"),
        binaryField(FieldType::boolean, 1, "c"),         binaryField(FieldType::blank, 7, ""),
        binaryField(FieldType::ieeeFloat, 32, "d"),      binaryField(FieldType::text, 24, "e"),
        binaryField(FieldType::unsignedInteger, 64, "f")};
    definition.fields[0].calibration.words = {{0, 1, "low"}, {5, 5, "five"}};
    definition.fields[1].calibration.points = {{-10, 0}, {0, 1}, {10, 5}};
    definition.fields[4].calibration.polynomial = {1, 2, 3};
    definition.fields[6].order = ByteOrder::little;
    definition.allowLonger = true;
    return definition;
}

DecoderDefinition textDefinition(std::uint8_t choice)
{
    DecoderDefinition definition;
    definition.framing.maxLength = 512;
    definition.clock = {ClockDefinition::Source::device, "t", 0.001, ClockDefinition::Epoch::unix, 37};
    definition.fields.resize(2);
    definition.fields[0].source = "v";
    definition.fields[0].type = FieldType::number;
    definition.fields[0].calibration.polynomial = {0, 2};
    definition.fields[1].source = "s";
    definition.fields[1].type = FieldType::text;
    definition.nodeField = (choice & 8U) != 0 ? "id" : "";
    definition.onlyListedFields = (choice & 16U) != 0;
    switch (choice % 5) {
    case 0:
        definition.decoder = DecoderKind::json;
        break;
    case 1:
        definition.decoder = DecoderKind::keyValue;
        break;
    case 2:
        definition.decoder = DecoderKind::delimited;
        definition.headerLine = true;
        break;
    case 3:
        definition.decoder = DecoderKind::delimited;
        definition.separator = ';';
        definition.decimalPoint = ',';
        definition.columns = {"t", "v", "s"};
        break;
    default:
        definition.decoder = DecoderKind::lineProtocol;
    }
    return definition;
}

} // namespace

// First byte: which decoder; second: the size of pieces. The rest is the stream.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    DecoderDefinition definition = (data[0] & 128U) != 0 ? layoutDefinition() : textDefinition(data[0]);
    definition.node = "board";
    checkChain(definition, fuzzBytes(data + 2, size - 2), data[1] % 32 + 1U);
    return 0;
}
