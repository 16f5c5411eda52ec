// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace desk::journalformat {

// A segment: SegmentHeader, then records. A record: RecordHeader, then length bytes. Little endian, columns
// follow one another without padding:
//   definitions  see definitionrecord.h
//   fleet        the JSON text
//   batch        BatchHeader, generation i64[points], value f64[samples], entity u32[points],
//                pointEnd u32[points], series u32[samples], quality u8[samples], wide (u32, i64)[wide],
//                key, answer (texts, empty without an Idempotency-Key)
inline constexpr std::uint32_t magic = 0x4C4A4443; // "CDJL"
inline constexpr std::uint32_t version = 1;

enum class RecordType : std::uint8_t { definitions = 1, batch = 2, fleet = 3 };

struct SegmentHeader
{
    std::uint32_t magic = journalformat::magic;
    std::uint32_t version = journalformat::version;
    std::uint64_t firstSequence = 0;
};

struct RecordHeader
{
    std::uint32_t length = 0; // of the payload
    std::uint32_t crc = 0;    // CRC-32C of type and payload
    std::uint32_t type = 0;
    std::uint32_t check = 0; // length ^ magic: a wrong length is known before it is followed
};

struct BatchHeader
{
    std::uint64_t firstSequence = 0;
    std::int64_t reception = 0;
    std::uint32_t points = 0;
    std::uint32_t samples = 0;
    std::uint32_t wide = 0;
    std::uint32_t source = 0;
    std::uint32_t keyBytes = 0;
    std::uint32_t answerBytes = 0;
};

inline constexpr std::uint32_t maxRecordBytes = 256U << 20U;
inline constexpr std::size_t wideBytes = 12;

} // namespace desk::journalformat
