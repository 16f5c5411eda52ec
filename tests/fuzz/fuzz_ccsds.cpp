// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/decodingcheck.h"

using namespace desk;

// First byte: what packets have besides their header; second: the size of pieces. The rest is a stream of
// packets.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    DecoderDefinition definition;
    definition.node = "sat-1";
    definition.framing.kind = (data[0] & 1U) != 0 ? FramingKind::ccsds : FramingKind::cobs;
    definition.framing.maxLength = 4096;
    definition.decoder = DecoderKind::ccsds;
    definition.packetErrorControl = (data[0] & 2U) != 0;
    definition.allowLonger = (data[0] & 4U) != 0;
    definition.packetTime = static_cast<PacketTime>(data[0] / 8 % 3);
    definition.secondaryHeader = data[0] / 32 + 8U;
    definition.coarseBytes = 3;
    definition.clock.source = ClockDefinition::Source::device;
    definition.clock.epoch = ClockDefinition::Epoch::tai;
    FieldDefinition field;
    field.name = "v";
    field.type = FieldType::unsignedInteger;
    field.bits = 12;
    definition.packets = {{0, "hk", {field, field}}, {1, "", {field}}};
    checkChain(definition, fuzzBytes(data + 2, size - 2), data[1] % 32 + 1U);
    return 0;
}
