// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/blockcodec.h"

#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"

#include <algorithm>
#include <zstd.h>

namespace desk {
namespace {

constexpr int level = 1;
tl::unexpected<Error> damaged(const char *what)
{
    return failure(ErrorCode::parseError, std::string("the block's ") + what + " cannot be read");
}

// Runs: length and flags; mostly one.
void putQualities(std::span<const Quality> column, std::string &out)
{
    for (std::size_t i = 0; i < column.size();) {
        std::size_t end = i + 1;
        while (end < column.size() && column[end] == column[i])
            ++end;
        putVarint(out, end - i);
        putFixed(out, column[i]);
        i = end;
    }
}

bool takeQualities(ByteReader &in, std::vector<Quality> &column, std::size_t count)
{
    column.clear();
    while (column.size() < count) {
        const std::uint64_t run = in.varint();
        const auto quality = in.fixed<Quality>();
        if (!in.isGood() || run == 0 || run > count - column.size())
            return false;
        column.insert(column.end(), run, quality);
    }
    return true;
}

} // namespace

struct BlockCodec::Impl
{
    ZSTD_CCtx *compressor = ZSTD_createCCtx();
    ZSTD_DCtx *decompressor = ZSTD_createDCtx();
    std::string plain; // of the last unpack()

    Impl() { ZSTD_CCtx_setParameter(compressor, ZSTD_c_compressionLevel, level); }
    Impl(const Impl &) = delete;
    Impl &operator=(const Impl &) = delete;
    ~Impl()
    {
        ZSTD_freeCCtx(compressor);
        ZSTD_freeDCtx(decompressor);
    }
};

BlockCodec::BlockCodec()
    : m_impl(std::make_unique<Impl>())
{
}

BlockCodec::~BlockCodec() = default;

// One byte says how: 0 as it is (short or not compressible), 1 Zstandard with the plain length before it.
void BlockCodec::pack(std::string_view plain, std::string &out, std::string_view prefix)
{
    constexpr std::size_t worthIt = 24;
    const std::size_t at = out.size();
    if (plain.size() >= worthIt) {
        out.push_back(1);
        putVarint(out, plain.size());
        const std::size_t head = out.size();
        out.resize(head + ZSTD_compressBound(plain.size()));
        if (!prefix.empty())
            ZSTD_CCtx_refPrefix(m_impl->compressor, prefix.data(), prefix.size());
        const std::size_t size = ZSTD_compress2(m_impl->compressor, out.data() + head, out.size() - head,
                                                plain.data(), plain.size());
        if (!ZSTD_isError(size) && size < plain.size()) {
            out.resize(head + size);
            return;
        }
        out.resize(at);
    }
    out.push_back(0);
    out.append(plain);
}

Result<std::string_view> BlockCodec::unpack(std::string_view packed, std::size_t most,
                                            std::string_view prefix)
{
    ByteReader in(packed);
    const auto how = in.fixed<std::uint8_t>();
    if (how == 0 && in.isGood())
        return packed.substr(1);
    const std::uint64_t size = in.varint();
    if (how != 1 || !in.isGood() || size > most)
        return damaged("length");
    const std::string_view frame = in.bytes(in.left());
    m_impl->plain.resize(size);
    if (!prefix.empty())
        ZSTD_DCtx_refPrefix(m_impl->decompressor, prefix.data(), prefix.size());
    const std::size_t got =
        ZSTD_decompressDCtx(m_impl->decompressor, m_impl->plain.data(), size, frame.data(), frame.size());
    if (ZSTD_isError(got) || got != size)
        return damaged("compressed bytes");
    return std::string_view(m_impl->plain);
}

void BlockCodec::putTimes(const PointBlock &block, std::size_t from, std::string &out)
{
    encodeIntegers(block.sequence().subspan(from), out);
    if (!encodeRegular(block.generation().subspan(from), out))
        encodeIntegers(block.generation().subspan(from), out);
}

bool BlockCodec::takeTimes(ByteReader &in, std::size_t count, Times &times)
{
    if (count > PointBlock::maxPoints)
        return false;
    times.sequence.resize(count);
    times.generation.resize(count);
    return decodeIntegers(in, times.sequence) && decodeIntegers(in, times.generation);
}

void BlockCodec::putSeries(const PointBlock &block, std::size_t from, std::size_t series, std::string &out)
{
    m_values.clear();
    m_qualities.clear();
    for (std::size_t p = from; p < block.points(); ++p) {
        m_values.push_back(block.values(p)[series]);
        m_qualities.push_back(block.qualities(p)[series]);
    }
    encodeValues(m_values, out);
    putQualities(m_qualities, out);
    const auto isOurs = [&](const PointBlock::Wide &one) {
        return one.series == series && one.point >= from;
    };
    putVarint(out, static_cast<std::uint64_t>(std::ranges::count_if(block.wide(), isOurs)));
    for (const PointBlock::Wide &one : block.wide()) {
        if (!isOurs(one))
            continue;
        putVarint(out, one.point - from);
        putFixed(out, one.value);
    }
}

bool BlockCodec::takeSeries(ByteReader &in, std::size_t count, Samples &samples)
{
    if (count > PointBlock::maxPoints)
        return false;
    samples.value.resize(count);
    samples.wide.clear();
    if (!decodeValues(in, samples.value) || !takeQualities(in, samples.quality, count))
        return false;
    for (std::uint64_t left = in.varint(); left > 0; --left) {
        const std::uint64_t point = in.varint();
        const auto value = in.fixed<std::int64_t>();
        if (!in.isGood() || point >= count)
            return false;
        samples.wide.push_back({static_cast<std::uint32_t>(point), value});
    }
    return in.isGood();
}

bool BlockCodec::takeSample(ByteReader &in, std::size_t count, std::size_t at, double &value,
                            Quality &quality)
{
    if (count > PointBlock::maxPoints || !decodeValue(in, count, at, value))
        return false;
    for (std::size_t begin = 0; begin <= at;) {
        const std::uint64_t run = in.varint();
        quality = in.fixed<Quality>();
        if (!in.isGood() || run == 0 || run > count - begin)
            return false;
        begin += run;
    }
    return true;
}

} // namespace desk
