// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/framer.h"
#include "tests/fuzz/decodingcheck.h"

#include <array>
#include <vector>

using namespace desk;

namespace {

struct Pieces final : FrameSink
{
    void frame(const Frame &frame) override
    {
        text += "frame " + std::to_string(frame.offset) + ' ' + std::to_string(frame.wireLength) + ' ';
        text += frame.text();
        covered += frame.wireLength;
    }
    void fault(const Frame &skipped, const Error &error) override
    {
        CheckingSink::check(error.offset >= static_cast<std::int64_t>(skipped.offset));
        text += "fault " + std::to_string(skipped.offset) + ' ' + std::to_string(skipped.wireLength) +
                error.message;
        covered += skipped.wireLength;
    }
    std::string text;
    std::uint64_t covered = 0;
};

FramingDefinition framingOf(const std::uint8_t *data)
{
    FramingDefinition framing;
    framing.kind = static_cast<FramingKind>(data[0] % 8);
    framing.maxLength = std::size_t{data[1]} + 1;
    framing.length = data[2] % 16 + 1U;
    framing.startMark = std::string("$#\x1A", 3).substr(0, data[2] / 16 % 4);
    constexpr std::array<std::string_view, 8> ends{"\r\n", "$", "#", "$#", "#$", "\n$#", "$#\x1A", "$#\x1A$"};
    framing.endMark = ends[data[2] / 64 * 2U + (data[3] & 1U)];
    framing.keepMarks = framing.keepHeader = (data[3] & 2U) != 0;
    framing.lengthSize = std::size_t{1} << (data[3] / 4 % 3);
    framing.lengthOffset = framing.startMark.size() + data[3] / 16 % 4;
    framing.lengthOrder = (data[3] & 64U) != 0 ? ByteOrder::little : ByteOrder::big;
    framing.lengthAdjustment = (data[3] & 128U) != 0 ? -2 : 0;
    return framing;
}

} // namespace

// The first four bytes choose a framing, the fifth a size of pieces; the rest is a stream, which must fall
// into the same frames whole and in pieces.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t head = 5;
    if (size < head)
        return 0;
    const FramingDefinition framing = framingOf(data);
    if (!checkFraming(framing))
        return 0;
    const auto stream = fuzzBytes(data + head, size - head);
    Pieces outcomes[2];
    FramingCounters counters[2];
    for (int round = 0; round < 2; ++round) {
        const std::size_t piece = round == 0 ? stream.size() : data[4] % 16 + 1U;
        const auto framer = makeFramer(framing);
        for (std::size_t at = 0; at < stream.size(); at += piece)
            framer->feed(stream.subspan(at, std::min(piece, stream.size() - at)), {}, outcomes[round]);
        framer->endOfStream({}, outcomes[round]);
        counters[round] = framer->counters();
        CheckingSink::check(framer->kept() == 0 && outcomes[round].covered <= stream.size());
    }
    CheckingSink::check(outcomes[0].text == outcomes[1].text && counters[0] == counters[1]);
    return 0;
}
