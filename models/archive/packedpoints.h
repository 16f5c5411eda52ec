// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/blockcodec.h"

#include <functional>
#include <optional>

namespace desk {

// Columns packed one by one, so that one can be read without the others: for each its size and CRC-32C in the
// directory, its bytes in the data. A value.
struct PackedParts
{
    std::string directory;
    std::string data;

    void add(std::string_view plain, BlockCodec &codec);
};

// Where a part stands in the data, as the directory says; nothing when it has no such part.
struct PartPlace
{
    std::size_t at = 0;
    std::size_t size = 0;
    std::uint32_t crc = 0;
};
std::optional<PartPlace> placeOf(std::string_view directory, std::size_t part);
bool isIntact(const PartPlace &place, std::string_view bytes);
// The bytes of one part; nothing when they are not there or fail their CRC.
std::optional<std::string_view> partOf(std::string_view directory, std::string_view data, std::size_t part);

// A row of points: part 0 is times, part 1 + s the shape's series s.
struct PackedPoints
{
    std::int64_t id = 0;
    ShapeId shape{};
    std::uint64_t first = 0; // sequence numbers
    std::uint64_t last = 0;
    std::int64_t begin = 0; // generation times, ns; inclusive
    std::int64_t end = 0;
    std::size_t count = 0;
    bool ordered = true;
    bool loose = false; // in no level: it lies among others in time, or will be replaced
    bool wide = false;  // PointBlock::isWide()
    PackedParts parts;
};

PackedPoints packPoints(const PointBlock &block, BlockCodec &codec);
// Times, or the samples of a series, of a row.
[[nodiscard]] bool unpackTimes(std::string_view part, std::size_t count, BlockCodec &codec,
                               BlockCodec::Times &times);
[[nodiscard]] bool unpackSeries(std::string_view part, std::size_t count, BlockCodec &codec,
                                BlockCodec::Samples &samples);

// One sample of it.
[[nodiscard]] bool unpackSample(std::string_view part, std::size_t count, std::size_t at, BlockCodec &codec,
                                double &value, Quality &quality);

// Points that are in no row yet, of many shapes, quickly written: one entry of a tail. Not packed yet.
void putTailEntry(const PointBlock &block, std::size_t from, BlockCodec &codec, std::string &out);

struct TailEntry
{
    ShapeId shape{};
    BlockCodec::Times times;
    std::vector<BlockCodec::Samples> series;
};
// The entry says itself how many series it has. False when the bytes are no such entry.
[[nodiscard]] bool takeTailEntry(ByteReader &in, TailEntry &entry);

} // namespace desk
