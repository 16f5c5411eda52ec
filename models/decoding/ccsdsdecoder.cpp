// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/bitfield.h"
#include "models/decoding/checksum.h"
#include "models/decoding/fieldlayout.h"
#include "models/decoding/packetheader.h"
#include "models/decoding/recorddecoders_p.h"
#include "models/decoding/sequencecounts.h"

#include <deque>

namespace desk {
namespace {

// Space packets. The user data of an APID with a layout are its fields; of another the record says that a
// packet came: its sequence count and bytes. Of a segmented group only the first packet is laid out; the
// others give no record. Idle packets give none either.
class CcsdsDecoder final : public BuildingDecoder
{
public:
    explicit CcsdsDecoder(const DecoderDefinition &definition)
        : BuildingDecoder(definition)
        , m_secondaryHeader(definition.secondaryHeader)
        , m_time(definition.packetTime)
        , m_coarseBytes(static_cast<unsigned>(definition.coarseBytes))
        , m_fineBytes(static_cast<unsigned>(definition.fineBytes))
        , m_allowLonger(definition.allowLonger)
    {
        if (definition.packetErrorControl)
            m_errorControl = *Checksum::make({"crc-16/ccitt-false", ByteOrder::big, 0});
        m_packets.fill(none);
        for (const PacketLayout &packet : definition.packets) {
            m_packets[packet.apid] = static_cast<std::uint16_t>(m_layouts.size());
            m_layouts.emplace_back(packet.fields, packet.name, m_builder);
        }
    }

    Result<void> decode(const Frame &frame, RecordSink &sink) override
    {
        if (frame.bytes.size() <= PacketHeader::bytes)
            return wrongAt(frame.bytes.size(),
                           "a space packet of at least 7 bytes is expected, found " +
                               std::to_string(frame.bytes.size()) + "; check the framing",
                           ErrorCode::missingField);
        const PacketHeader header = PacketHeader::read(frame.bytes);
        if (auto checked = checkHeader(header, frame); !checked)
            return checked;
        if (header.apid == PacketHeader::idleApid)
            return {};
        if (!header.isTelecommand) // the count of a telecommand may be a name
            m_sequence.add(header.apid, header.sequenceCount);
        if (header.segment == PacketHeader::Segment::continuation ||
            header.segment == PacketHeader::Segment::last)
            return {};
        m_builder.begin(frame);
        const std::size_t end = frame.bytes.size() - (m_errorControl ? m_errorControl->size() : 0);
        const std::size_t data = PacketHeader::bytes + (header.hasSecondaryHeader ? m_secondaryHeader : 0);
        if (data > end)
            return wrongAt(PacketHeader::bytes,
                           "a secondary header of " + std::to_string(m_secondaryHeader) +
                               " bytes is expected, found " + std::to_string(end - PacketHeader::bytes) +
                               " bytes in all; correct its length in the definition",
                           ErrorCode::missingField);
        if (header.hasSecondaryHeader && m_time != PacketTime::none) {
            if (const auto time = timeAt(frame))
                m_builder.setDeviceTime(*time);
        }
        const std::uint16_t layout = m_packets[header.apid];
        return layout == none ? giveUnknown(header, frame, sink)
                              : give(m_layouts[layout], header, frame, data, end, sink);
    }

    void reset() override { m_sequence.restart(); }
    [[nodiscard]] std::uint64_t lost() const override { return m_sequence.lost(); }

private:
    static constexpr std::uint16_t none = 0xFFFF;

    Result<void> checkHeader(const PacketHeader &header, const Frame &frame) const
    {
        const std::size_t given = frame.bytes.size() - PacketHeader::bytes;
        if (header.version != 0)
            return wrongAt(0, "a space packet of version 0 is expected, found version " +
                                  std::to_string(header.version) +
                                  "; check the framing, or what stands before the packet");
        if (header.dataBytes != given)
            return wrongAt(4,
                           "the header of APID " + std::to_string(header.apid) + " says " +
                               std::to_string(header.dataBytes) + " bytes of data, found " +
                               std::to_string(given) + "; check the framing",
                           ErrorCode::outOfRange);
        if (m_errorControl && !m_errorControl->matches(frame.bytes))
            return wrongAt(
                frame.bytes.size() - m_errorControl->size(),
                "the CRC-16 of the packet of APID " + std::to_string(header.apid) +
                    " is expected, found another; single ones are noise, with each packet there is no "
                    "error control or another");
        return {};
    }

    Result<void> give(FieldLayout &layout, const PacketHeader &header, const Frame &frame, std::size_t data,
                      std::size_t end, RecordSink &sink)
    {
        if (end - data > layout.bytes() && !m_allowLonger)
            return wrongAt(data + layout.bytes(),
                           std::to_string(layout.bytes()) +
                               " bytes of user data are expected in packets of APID " +
                               std::to_string(header.apid) + ", found " + std::to_string(end - data) +
                               "; describe the rest, or allow longer packets",
                           ErrorCode::tooLarge);
        if (auto read = layout.read(frame, data, end); !read)
            return read;
        return m_builder.finish(sink, layout.fields());
    }

    Result<void> giveUnknown(const PacketHeader &header, const Frame &frame, RecordSink &sink)
    {
        FieldTable &table = m_builder.table();
        std::uint32_t &key = m_unknown[header.apid];
        if (key == 0) {
            FieldDefinition field;
            field.name = "apid_" + std::to_string(header.apid) + "_sequence_count";
            key = table.enter(field, false) + 1;
            field.name = "apid_" + std::to_string(header.apid) + "_bytes";
            table.enter(field, false);
        }
        if (auto added = m_builder.addKey(key - 1, DecodedValue::ofInteger(header.sequenceCount), {18, 14});
            !added)
            return added;
        const auto bytes = static_cast<std::int64_t>(frame.bytes.size());
        if (auto added = m_builder.addKey(key, DecodedValue::ofInteger(bytes), BitRange::ofBytes(4, 2));
            !added)
            return added;
        return m_builder.finish(sink);
    }

    // CCSDS 301.0-B-4 without a preamble: 3.2 (unsegmented) and 3.3 (day segmented). Nothing beyond 64 bits
    // of ns.
    [[nodiscard]] std::optional<std::chrono::nanoseconds> timeAt(const Frame &frame) const
    {
        const auto number = [&frame](std::size_t at, unsigned bytes) {
            return bytes == 0 ? 0 : bitsOf(frame.bytes, at * 8, bytes * 8);
        };
        constexpr std::uint64_t second = 1'000'000'000;
        constexpr std::uint64_t day = 86'400 * second;
        constexpr std::uint64_t mostDays = 100'000;
        const std::size_t at = PacketHeader::bytes;
        const std::uint64_t coarse = number(at, m_coarseBytes);
        if (m_time == PacketTime::unsegmented) {
            const std::uint64_t fine = number(at + m_coarseBytes, m_fineBytes);
            const std::uint64_t part = fine * second >> (8 * m_fineBytes); // below 2^62
            return std::chrono::nanoseconds(static_cast<std::int64_t>(coarse * second + part));
        }
        if (coarse > mostDays)
            return std::nullopt;
        const std::uint64_t ofDay = number(at + m_coarseBytes, 4);
        const std::uint64_t parts = number(at + m_coarseBytes + 4, m_fineBytes); // µs, or ps
        const std::uint64_t fine = m_fineBytes == 2 ? parts * 1000 : parts / 1000;
        return std::chrono::nanoseconds(static_cast<std::int64_t>(coarse * day + ofDay * 1'000'000 + fine));
    }

    std::size_t m_secondaryHeader;
    PacketTime m_time;
    unsigned m_coarseBytes;
    unsigned m_fineBytes;
    bool m_allowLonger;
    std::unique_ptr<Checksum> m_errorControl;                     // or null
    std::array<std::uint16_t, SequenceCounts::apids> m_packets{}; // by APID
    std::array<std::uint32_t, SequenceCounts::apids> m_unknown{}; // key of its first field + 1, by APID
    std::deque<FieldLayout> m_layouts;
    SequenceCounts m_sequence;
};

} // namespace

std::unique_ptr<RecordDecoder> makeCcsdsDecoder(const DecoderDefinition &definition)
{
    return std::make_unique<CcsdsDecoder>(definition);
}

} // namespace desk
