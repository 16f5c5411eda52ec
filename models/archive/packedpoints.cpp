// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/packedpoints.h"

#include "models/broker/crc32c.h"

namespace desk {

namespace {

struct DirectoryEntry
{
    std::uint32_t size;
    std::uint32_t crc;
};

// A column of sequence numbers and one of times at their widest; or values and all that stands beside them.
constexpr std::size_t mostBlockBytes = PointBlock::maxPoints * 40 + 1024;

std::uint32_t crcOf(std::string_view bytes)
{
    return crc32c(std::as_bytes(std::span(bytes)), 0);
}

} // namespace

void PackedParts::add(std::string_view plain, BlockCodec &codec)
{
    const std::size_t at = data.size();
    codec.pack(plain, data);
    const std::string_view part = std::string_view(data).substr(at);
    putFixed(directory, DirectoryEntry{static_cast<std::uint32_t>(part.size()), crcOf(part)});
}

std::optional<PartPlace> placeOf(std::string_view directory, std::size_t part)
{
    ByteReader entries(directory);
    PartPlace place;
    for (std::size_t i = 0;; ++i) {
        const auto entry = entries.fixed<DirectoryEntry>();
        if (!entries.isGood())
            return std::nullopt;
        place.at += place.size;
        place.size = entry.size;
        place.crc = entry.crc;
        if (i == part)
            return place;
    }
}

bool isIntact(const PartPlace &place, std::string_view bytes)
{
    return crcOf(bytes) == place.crc;
}

std::optional<std::string_view> partOf(std::string_view directory, std::string_view data, std::size_t part)
{
    const auto place = placeOf(directory, part);
    if (!place || place->at > data.size() || place->size > data.size() - place->at)
        return std::nullopt;
    const std::string_view found = data.substr(place->at, place->size);
    return isIntact(*place, found) ? std::optional(found) : std::nullopt;
}

PackedPoints packPoints(const PointBlock &block, BlockCodec &codec)
{
    PackedPoints packed;
    packed.shape = block.shape();
    const auto [first, last] = std::ranges::minmax(block.sequence()); // a restored block may mix them
    packed.first = static_cast<std::uint64_t>(first);
    packed.last = static_cast<std::uint64_t>(last);
    packed.begin = block.generationMin();
    packed.end = block.generationMax();
    packed.count = block.points();
    packed.ordered = block.isOrdered();
    packed.wide = block.isWide();
    thread_local std::string plain;
    plain.clear();
    BlockCodec::putTimes(block, 0, plain);
    packed.parts.add(plain, codec);
    for (std::size_t s = 0; s < block.series(); ++s) {
        plain.clear();
        codec.putSeries(block, 0, s, plain);
        packed.parts.add(plain, codec);
    }
    return packed;
}

bool unpackTimes(std::string_view part, std::size_t count, BlockCodec &codec, BlockCodec::Times &times)
{
    const auto plain = codec.unpack(part, mostBlockBytes);
    if (!plain)
        return false;
    ByteReader in(*plain);
    return BlockCodec::takeTimes(in, count, times) && in.atEnd();
}

bool unpackSeries(std::string_view part, std::size_t count, BlockCodec &codec, BlockCodec::Samples &samples)
{
    const auto plain = codec.unpack(part, mostBlockBytes);
    if (!plain)
        return false;
    ByteReader in(*plain);
    return BlockCodec::takeSeries(in, count, samples) && in.atEnd();
}

bool unpackSample(std::string_view part, std::size_t count, std::size_t at, BlockCodec &codec, double &value,
                  Quality &quality)
{
    const auto plain = codec.unpack(part, mostBlockBytes);
    if (!plain)
        return false;
    ByteReader in(*plain);
    return BlockCodec::takeSample(in, count, at, value, quality);
}

void putTailEntry(const PointBlock &block, std::size_t from, BlockCodec &codec, std::string &out)
{
    putVarint(out, index(block.shape()));
    putVarint(out, block.points() - from);
    putVarint(out, block.series());
    BlockCodec::putTimes(block, from, out);
    for (std::size_t s = 0; s < block.series(); ++s)
        codec.putSeries(block, from, s, out);
}

bool takeTailEntry(ByteReader &in, TailEntry &entry)
{
    const std::uint64_t shape = in.varint();
    const std::uint64_t count = in.varint();
    const std::uint64_t columns = in.varint();
    if (!in.isGood() || shape > 0xFFFFFFFFU || count == 0 || count > PointBlock::maxPoints ||
        columns > in.left() || !BlockCodec::takeTimes(in, count, entry.times))
        return false;
    entry.shape = static_cast<ShapeId>(shape);
    entry.series.resize(columns);
    return std::ranges::all_of(
        entry.series, [&](BlockCodec::Samples &one) { return BlockCodec::takeSeries(in, count, one); });
}

} // namespace desk
