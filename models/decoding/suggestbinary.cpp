// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/checksum.h"
#include "models/decoding/decodersuggestion_p.h"
#include "models/decoding/packetheader.h"

#include <algorithm>
#include <map>

namespace desk {
namespace {

// Copies of the frames of a stream; what is cut off at its begin and end does not count.
struct KeptFrames final : FrameSink
{
    void frame(const Frame &frame) override { frames.emplace_back(frame.bytes.begin(), frame.bytes.end()); }
    void fault(const Frame &skipped, const Error &) override { faults += skipped.offset == 0 ? 0 : 1; }
    std::vector<std::vector<std::byte>> frames;
    std::size_t faults = 0;
};

bool isFrom(const std::vector<std::byte> &frame, std::size_t bytes)
{
    return frame.size() >= bytes;
}

// The checksum that nearly all frames end with.
ChecksumDefinition matchingChecksum(const std::vector<std::vector<std::byte>> &frames)
{
    constexpr std::size_t fewest = 3;
    constexpr std::size_t mostTried = 200;
    ChecksumDefinition best;
    std::size_t bestSize = 0;
    const std::size_t tried = std::min(frames.size(), mostTried);
    for (const std::string_view name : Checksum::names()) {
        for (const ByteOrder order : {ByteOrder::big, ByteOrder::little}) {
            const ChecksumDefinition definition{std::string(name), order, 0};
            const auto checksum = *Checksum::make(definition);
            std::size_t good = 0;
            for (std::size_t i = 0; i < tried; ++i)
                good += isFrom(frames[i], checksum->size() + 1) && checksum->matches(frames[i]) ? 1 : 0;
            if (good >= fewest && 10 * good >= 9 * tried && checksum->size() > bestSize) {
                best = definition;
                bestSize = checksum->size();
            }
        }
    }
    return best;
}

void considerStuffed(FramingKind kind, const char *name, std::span<const std::byte> bytes,
                     const std::string &node, std::vector<DecoderSuggestion> &all)
{
    DecoderDefinition definition;
    definition.node = node;
    definition.framing.kind = kind;
    definition.framing.maxLength = 4096;
    KeptFrames kept;
    makeFramer(definition.framing)->feed(bytes, {}, kept);
    constexpr std::size_t fewest = 3;
    if (kept.frames.size() < fewest)
        return;
    const auto all8 = static_cast<double>(kept.frames.size() + kept.faults);
    const double whole = static_cast<double>(kept.frames.size()) / all8;
    definition.checksum = matchingChecksum(kept.frames);
    std::size_t shortest = SIZE_MAX;
    std::size_t longest = 0;
    for (std::size_t i = 1; i < kept.frames.size(); ++i) { // the first may be the end of one
        shortest = std::min(shortest, kept.frames[i].size());
        longest = std::max(longest, kept.frames[i].size());
    }
    const auto checksum = *Checksum::make(definition.checksum);
    const std::size_t check = checksum ? checksum->size() : 0;
    if (shortest <= check)
        return;
    definition.decoder = DecoderKind::fixedLayout;
    definition.allowLonger = shortest != longest || shortest - check > 256;
    definition.fields = fieldsOfBytes(shortest - check);
    std::string reason = std::to_string(kept.frames.size()) + " of " +
                         std::to_string(kept.frames.size() + kept.faults) + " stretches are good " + name;
    reason += checksum ? " and end with " + definition.checksum.algorithm
                       : ", without a checksum that is known here";
    // Any bytes fall into such frames now and then; a checksum that matches does not come by chance.
    const double most = checksum ? 0.98 : longest == shortest ? 0.6 : 0.4;
    all.push_back({std::move(definition), most * whole * whole * sureness(kept.frames.size()),
                   std::move(reason), kept.frames.size() + kept.faults, kept.faults});
}

// Packets one behind the other from here on, and how many of them follow the one before of their APID.
struct PacketRun
{
    std::size_t packets = 0;
    std::size_t next = 0;    // whose count is one more than the last of the APID
    std::size_t repeats = 0; // whose APID was seen before
    std::size_t end = 0;
    std::map<std::uint16_t, std::size_t> apids; // packets of each
};

PacketRun followPackets(std::span<const std::byte> bytes, std::size_t at, std::size_t most)
{
    PacketRun run;
    std::map<std::uint16_t, std::uint16_t> last;
    while (run.packets < most && at + PacketHeader::bytes < bytes.size()) {
        const PacketHeader header = PacketHeader::read(bytes.subspan(at));
        const std::size_t end = at + PacketHeader::bytes + header.dataBytes;
        if (header.version != 0 || end > bytes.size())
            break;
        const auto seen = last.find(header.apid);
        if (seen != last.end()) {
            ++run.repeats;
            run.next += (seen->second + 1U) % 16'384 == header.sequenceCount ? 1 : 0;
        }
        last[header.apid] = header.sequenceCount;
        ++run.apids[header.apid];
        ++run.packets;
        at = run.end = end;
    }
    return run;
}

} // namespace

void suggestStuffed(std::span<const std::byte> bytes, const std::string &node,
                    std::vector<DecoderSuggestion> &all)
{
    considerStuffed(FramingKind::cobs, "COBS", bytes, node, all);
    considerStuffed(FramingKind::slip, "SLIP", bytes, node, all);
}

void suggestPackets(std::span<const std::byte> bytes, const std::string &node,
                    std::vector<DecoderSuggestion> &all)
{
    constexpr std::size_t farthest = 4096; // the stream may begin within a packet
    constexpr std::size_t probe = 32;
    for (std::size_t at = 0; at < std::min(bytes.size(), farthest); ++at) {
        const PacketRun first = followPackets(bytes, at, probe);
        if (first.repeats < 2 || 10 * first.next < 8 * first.repeats)
            continue;
        const PacketRun run = followPackets(bytes, at, SIZE_MAX);
        const double steady = static_cast<double>(run.next) / static_cast<double>(run.repeats);
        const double covered = static_cast<double>(run.end - at) / static_cast<double>(bytes.size());
        DecoderSuggestion found;
        found.definition.node = node;
        found.definition.framing.kind = FramingKind::ccsds;
        found.definition.decoder = DecoderKind::ccsds;
        found.frames = run.packets;
        found.confidence = 0.98 * steady * sureness(run.repeats) * std::min(1.0, 0.5 + covered);
        found.reason = std::to_string(run.packets) + " space packets of " + std::to_string(run.apids.size()) +
                       " APIDs follow one another, " + std::to_string(run.next) + " of " +
                       std::to_string(run.repeats) + " with the next sequence count";
        all.push_back(std::move(found));
        return;
    }
}

} // namespace desk
