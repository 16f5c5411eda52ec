// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/fielddefinition.h"
#include "models/decoding/framingdefinition.h"

#include <string>
#include <vector>

namespace desk {

// A checksum at the end of each frame.
struct ChecksumDefinition
{
    std::string algorithm; // as checksumNames() has it; empty = none
    ByteOrder order = ByteOrder::big;
    std::size_t skip = 0; // bytes at the frame's beginning that it does not cover

    bool operator==(const ChecksumDefinition &) const = default;
};

enum class DecoderKind : std::uint8_t {
    json,         // an object, or an array of them, in each frame
    keyValue,     // temp=21.5 state=ok
    delimited,    // 21.5;ok;7
    fixedLayout,  // binary fields one after the other
    lineProtocol, // of InfluxDB
    ccsds,        // a space packet: CCSDS 133.0-B-2; the fields are its user data's, laid out by APID
    xtce,         // a packet that an XTCE 1.2 document describes
};

// Fields of the packets of one APID.
struct PacketLayout
{
    std::uint16_t apid = 0;
    std::string name; // before each field's name, with an underscore; may be empty
    std::vector<FieldDefinition> fields;

    bool operator==(const PacketLayout &) const = default;
};

// Time in the secondary header of space packets: CCSDS 301.0-B-4.
enum class PacketTime : std::uint8_t { none, unsegmented, daySegmented };

// Where a record's generation time comes from.
struct ClockDefinition
{
    enum class Source : std::uint8_t {
        arrival,
        device,    // as told
        corrected, // as told, moved by the offset that DeviceClock estimates
    };
    enum class Epoch : std::uint8_t {
        unix,  // 1970, UTC without leap seconds
        gps,   // 1980-01-06, GPS time
        tai,   // 1958-01-01, TAI (the CCSDS epoch)
        j2000, // 2000-01-01T12:00:00, TT taken as UTC + leapSeconds + 32.184 s
        start, // of the device: only `corrected` makes a time of it
    };

    Source source = Source::arrival;
    std::string field; // by source or name; empty = the format's own time (line protocol, packets)
    double unit = 0;   // seconds of one count; 0 = the format's own (line protocol: ns; others: 1 s)
    Epoch epoch = Epoch::unix;
    int leapSeconds = 37; // TAI - UTC, for gps, tai and j2000; 0 where days have no leap seconds (CDS)

    bool operator==(const ClockDefinition &) const = default;
};

// How the bytes of a link become records: what the assistant makes and a workspace or console loads. Plain
// value.
struct DecoderDefinition
{
    std::string name;
    std::string node; // of records that name none
    std::string nodeType = "device";
    std::string nodeField;        // JSON path, key, column or tag that names the node; may be empty
    std::string destinationField; // likewise, for a link's other end
    FramingDefinition framing;
    ChecksumDefinition checksum;
    DecoderKind decoder = DecoderKind::json;

    std::vector<FieldDefinition> fields;
    bool onlyListedFields = false; // json, keyValue, delimited, lineProtocol: others are left out

    // keyValue
    std::string pairSeparators = " ,;\t";
    std::string assigners = "=:";
    // delimited
    char separator = ',';
    bool headerLine = false;          // the first line names the columns
    std::vector<std::string> columns; // names without a header line; empty = those of `fields`
    char decimalPoint = '.';
    std::string commentMark = "#"; // lines that begin so are left out; may be empty
    // fixedLayout, ccsds
    bool allowLonger = false; // a frame may go on after the last field
    std::vector<PacketLayout> packets;
    std::size_t secondaryHeader = 0; // bytes, of packets whose header says that there is one
    PacketTime packetTime = PacketTime::none;
    std::size_t coarseBytes = 4; // unsegmented: of seconds; daySegmented: of days (2 or 3)
    std::size_t fineBytes = 2; // unsegmented: of 1/256ths…; daySegmented: of parts of a millisecond (0, 2, 4)
    bool packetErrorControl = false; // the last two bytes of each packet are a CRC-16 (PUS)
    // xtce
    std::string xtce;      // the document's text
    std::string container; // where packets begin; empty = the document's only root

    ClockDefinition clock;

    bool operator==(const DecoderDefinition &) const = default;
};

// Everything makeDecoderChain() needs is there and makes sense. Errors have the JSON path as field
// ("/framing/max_length") and in their message.
Result<void> checkDefinition(const DecoderDefinition &definition);

// As files and the API have it. Unknown members, wrong types and values are refused; the error's field is the
// JSON path, its offset the byte where the text is no JSON.
Result<DecoderDefinition> parseDecoderDefinition(std::string_view json);
// What parseDecoderDefinition() reads back to an equal value; members at their default are left out.
std::string decoderDefinitionJson(const DecoderDefinition &definition);

} // namespace desk
