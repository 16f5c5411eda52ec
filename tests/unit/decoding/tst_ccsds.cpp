// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/packetheader.h"
#include "models/decoding/sequencecounts.h"
#include "tests/support/testprogram.h"
#include "tests/unit/decoding/recordlist.h"
#include "tests/unit/decoding/spacepacket.h"

using namespace desk;
using namespace std::string_literals;

namespace {

using Lines = std::vector<std::string>;

FieldDefinition packetField(const char *name, FieldType type, std::uint32_t bits)
{
    FieldDefinition field;
    field.name = name;
    field.type = type;
    field.bits = bits;
    return field;
}

DecoderDefinition packets()
{
    DecoderDefinition definition = definitionOf(DecoderKind::ccsds, FramingKind::ccsds);
    definition.node = "sat";
    definition.packets = {
        {42,
         "hk",
         {packetField("v", FieldType::unsignedInteger, 16), packetField("t", FieldType::signedInteger, 8)}},
        {43, "", {packetField("mode", FieldType::unsignedInteger, 8)}}};
    definition.packets[0].fields[0].calibration.polynomial = {0, 0.01};
    definition.packets[0].fields[0].unit = "V";
    return definition;
}

} // namespace

// Space packets: hand-made by the book.
class TstCcsds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsThePrimaryHeader();
    void readsPacketsByApid();
    void tellsOfPacketsWithoutALayout();
    void countsGaps();
    void countsGapsAcrossTheWrap();
    void takesACountThatGoesBackForNoLoss();
    void countsEachApidForItself();
    void takesNoCountsOfTelecommands();
    void passesOverIdlePackets();
    void laysOutTheFirstOfASegmentedGroup();
    void readsUnsegmentedTime();
    void readsDaySegmentedTime();
    void checksTheErrorControl();
    void saysWhatIsWrongWithAPacket();
    void readsPacketsBehindASyncMarker();
    void takesPacketsOfDatagrams();
};

void TstCcsds::readsThePrimaryHeader()
{
    const std::string packet = spacePacket({0x5A5, 0x1234, 1, true, true, 0}, std::string(300, 'x'));
    const PacketHeader header = PacketHeader::read(bytesOf(packet));
    QCOMPARE(header.version, std::uint8_t{0});
    QVERIFY(header.isTelecommand);
    QVERIFY(header.hasSecondaryHeader);
    QCOMPARE(header.apid, std::uint16_t{0x5A5});
    QCOMPARE(header.segment, PacketHeader::Segment::first);
    QCOMPARE(header.sequenceCount, std::uint16_t{0x1234});
    QCOMPARE(header.dataBytes, std::size_t{300});
}

void TstCcsds::readsPacketsByApid()
{
    const auto list =
        recordsOf(packets(), spacePacket({42, 0}, "\x04\xB0\xF6"s) + spacePacket({43, 0}, "\x02"s));
    QCOMPARE(list.lines, (Lines{"sat hk_v=1200>12[V] hk_t=-10", "sat mode=2"}));
    QCOMPARE(list.ranges[0], BitRange::ofBytes(6, 2));
}

void TstCcsds::tellsOfPacketsWithoutALayout()
{
    QCOMPARE(recordsOf(packets(), spacePacket({7, 99}, "abc")).lines,
             Lines{"sat apid_7_sequence_count=99 apid_7_bytes=9"});
}

void TstCcsds::countsGaps()
{
    SequenceCounts counts;
    QCOMPARE(counts.add(1, 10), std::uint64_t{0});
    QCOMPARE(counts.add(1, 11), std::uint64_t{0});
    QCOMPARE(counts.add(1, 15), std::uint64_t{3});
    QCOMPARE(counts.lost(), std::uint64_t{3});
    QCOMPARE(counts.account(1).received, std::uint64_t{3});
}

void TstCcsds::countsGapsAcrossTheWrap()
{
    SequenceCounts counts;
    counts.add(1, 16'382);
    QCOMPARE(counts.add(1, 16'383), std::uint64_t{0});
    QCOMPARE(counts.add(1, 0), std::uint64_t{0});
    counts.add(1, 16'380); // late or again
    QCOMPARE(counts.account(1).back, std::uint64_t{1});
    QCOMPARE(counts.add(1, 3), std::uint64_t{2});
}

void TstCcsds::takesACountThatGoesBackForNoLoss()
{
    SequenceCounts counts;
    counts.add(1, 5000);
    QCOMPARE(counts.add(1, 5000), std::uint64_t{0}); // again
    QCOMPARE(counts.add(1, 0), std::uint64_t{0});    // began anew
    QCOMPARE(counts.add(1, 1), std::uint64_t{0});
    QCOMPARE(counts.account(1).back, std::uint64_t{3});
    counts.restart();
    QCOMPARE(counts.add(1, 700), std::uint64_t{0});
}

void TstCcsds::countsEachApidForItself()
{
    RecordList list;
    auto chain = *DecoderChain::make(packets());
    std::string stream;
    for (unsigned i = 0; i < 10; ++i) {
        stream += spacePacket({42, i * 2}, "abc");
        stream += spacePacket({43, i}, "a");
    }
    chain->feed(bytesOf(stream), {}, list);
    QCOMPARE(chain->counters().lost, std::uint64_t{9});
    QCOMPARE(chain->counters().records, std::uint64_t{20});
}

void TstCcsds::takesNoCountsOfTelecommands()
{
    RecordList list;
    auto chain = *DecoderChain::make(packets());
    chain->feed(
        bytesOf(spacePacket({43, 0, 3, false, true}, "a") + spacePacket({43, 9, 3, false, true}, "a")), {},
        list);
    QCOMPARE(chain->counters().lost, std::uint64_t{0});
}

void TstCcsds::passesOverIdlePackets()
{
    const auto list = recordsOf(packets(), spacePacket({2047, 0}, "idle") + spacePacket({43, 0}, "\x01"));
    QCOMPARE(list.lines, Lines{"sat mode=1"});
}

void TstCcsds::laysOutTheFirstOfASegmentedGroup()
{
    const auto list =
        recordsOf(packets(), spacePacket({43, 0, 1}, "\x05") + spacePacket({43, 1, 0}, "more") +
                                 spacePacket({43, 2, 2}, "last") + spacePacket({43, 3, 3}, "\x06"));
    QCOMPARE(list.lines, (Lines{"sat mode=5", "sat mode=6"}));
}

void TstCcsds::readsUnsegmentedTime()
{
    DecoderDefinition definition = packets();
    definition.secondaryHeader = 7;
    definition.packetTime = PacketTime::unsegmented;
    definition.clock.source = ClockDefinition::Source::device;
    definition.clock.epoch = ClockDefinition::Epoch::tai;
    // 2017-01-01T00:00:00Z = 59 years of UTC and 37 leap seconds after 1958: 1861920037 s; and a half.
    const auto list =
        recordsOf(definition, spacePacket({43, 0, 3, true}, "\x6E\xFA\xA5\x25\x80\x00\x01\x07"s));
    QCOMPARE(list.lines, Lines{"sat mode=7"});
    QCOMPARE(formatTimestamp(list.times[0]), "2017-01-01T00:00:00.500Z"s);
}

void TstCcsds::readsDaySegmentedTime()
{
    DecoderDefinition definition = packets();
    definition.secondaryHeader = 8;
    definition.packetTime = PacketTime::daySegmented;
    definition.coarseBytes = 2;
    definition.fineBytes = 2;
    definition.clock.source = ClockDefinition::Source::device;
    definition.clock.epoch = ClockDefinition::Epoch::tai;
    definition.clock.leapSeconds = 0;
    // Day 21550 = 2017-01-01, 1000 ms, 250 µs.
    const auto list =
        recordsOf(definition, spacePacket({43, 0, 3, true}, "\x54\x2E\x00\x00\x03\xE8\x00\xFA\x07"s));
    QCOMPARE(formatTimestamp(list.times[0], Fraction::nano), "2017-01-01T00:00:01.000250000Z"s);
}

void TstCcsds::checksTheErrorControl()
{
    DecoderDefinition definition = packets();
    definition.packetErrorControl = true;
    // A crc_hqx of Python's binascii over the packet, begun with 0xFFFF.
    const std::string good = spacePacket({43, 0}, "\x07\x22\x59"s);
    const std::string bad = spacePacket({43, 1}, "\x07\x22\x59"s);
    const auto list = recordsOf(definition, good + bad);
    QCOMPARE(list.lines[0], "sat mode=7"s);
    QVERIFY2(list.lines[1].find("byte 7: the CRC-16 of the packet of APID 43") != std::string::npos,
             list.lines[1].c_str());
}

void TstCcsds::saysWhatIsWrongWithAPacket()
{
    DecoderDefinition definition = packets();
    definition.framing.kind = FramingKind::datagram;
    const auto refusal = [&](const std::string &packet) {
        const auto list = recordsOf(definition, packet);
        return list.lines.empty() ? "nothing"s : list.lines.front();
    };
    QVERIFY(refusal("\x00\x2B"s).find("at least 7 bytes is expected, found 2") != std::string::npos);
    QVERIFY(refusal(spacePacket({43, 0, 3, false, false, 1}, "a"))
                .find("version 0 is expected, found version 1") != std::string::npos);
    QVERIFY(refusal(spacePacket({43, 0}, "abc").substr(0, 8)).find("says 3 bytes of data, found 2") !=
            std::string::npos);
    QVERIFY(refusal(spacePacket({42, 0}, "a")).find("hk_v is cut off") != std::string::npos);
    QVERIFY(refusal(spacePacket({43, 0}, "ab")).find("1 bytes of user data are expected") !=
            std::string::npos);
}

void TstCcsds::readsPacketsBehindASyncMarker()
{
    DecoderDefinition definition = packets();
    definition.framing.startMark = "\x1A\xCF\xFC\x1D";
    const std::string mark = definition.framing.startMark;
    const auto list = recordsOf(definition, "noise" + mark + spacePacket({43, 0}, "\x01") + mark +
                                                spacePacket({43, 1}, "\x02"));
    QCOMPARE(list.lines.size(), std::size_t{3});
    QCOMPARE(list.lines[1], "sat mode=1"s);
    QCOMPARE(list.lines[2], "sat mode=2"s);
}

void TstCcsds::takesPacketsOfDatagrams()
{
    RecordList list;
    auto chain = *DecoderChain::make(packets());
    chain->feed(bytesOf(spacePacket({43, 0}, "\x01") + spacePacket({43, 1}, "\x02")), {}, list, true);
    chain->feed(bytesOf(spacePacket({43, 2}, "\x03").substr(0, 5)), {}, list, true);
    chain->feed(bytesOf(spacePacket({43, 3}, "\x04")), {}, list, true);
    QCOMPARE(list.lines.size(), std::size_t{4});
    QVERIFY(list.lines[2].starts_with("framing: "));
    QCOMPARE(chain->counters().lost, std::uint64_t{1});
}

DESK_TEST(TstCcsds)

#include "tst_ccsds.moc"
