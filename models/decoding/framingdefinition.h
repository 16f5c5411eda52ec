// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace desk {

enum class ByteOrder : std::uint8_t { little, big };

enum class FramingKind : std::uint8_t {
    lines,          // ended by \n, \r\n or \r
    fixedLength,    // every frame has `length` bytes
    lengthPrefixed, // a header holds the length
    marks,          // between a start and an end mark
    cobs,           // consistent overhead byte stuffing, 0 between frames
    slip,           // RFC 1055
    datagram,       // each piece that is fed is a frame
    ccsds,          // space packets one after the other: CCSDS 133.0-B-2
};

// How a stream falls into frames. Plain value; members that a kind does not name mean nothing to it.
struct FramingDefinition
{
    FramingKind kind = FramingKind::lines;
    std::size_t maxLength = 65'536; // of a frame with its delimiters; 1 to 16 MiB

    std::size_t length = 0; // fixedLength
    // fixedLength: bytes with which each frame begins, by which the stream is found again; may be empty.
    // marks: what a frame begins with; may be empty (then the end mark alone parts frames).
    // lengthPrefixed: bytes that stand before the length; may be empty.
    std::string startMark;
    std::string endMark;          // marks
    bool keepMarks = false;       // marks: they belong to the frame
    std::size_t lengthSize = 2;   // lengthPrefixed: 1, 2 or 4 bytes
    std::size_t lengthOffset = 0; // bytes before the length, the start mark among them
    ByteOrder lengthOrder = ByteOrder::big;
    // What to add to the number to have the bytes that follow it: negative where it counts more than these.
    // -lengthSize: it counts itself; -(lengthOffset + lengthSize): it counts the whole frame.
    std::int64_t lengthAdjustment = 0;
    bool keepHeader = false; // lengthPrefixed: the header belongs to the frame

    bool operator==(const FramingDefinition &) const = default;
};

} // namespace desk
