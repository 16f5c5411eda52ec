// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/blockcodec.h"

#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"

#include <zstd.h>

namespace desk {
namespace {

constexpr int level = 1;
// A column of 1,024 sequence numbers and one of times, at their widest; values with all that stands beside.
constexpr std::size_t mostPlain = PointBlock::maxPoints * 40 + 1024;

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

    Impl() = default;
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
void BlockCodec::pack(std::string_view plain, std::string &out)
{
    constexpr std::size_t worthIt = 24;
    const std::size_t at = out.size();
    if (plain.size() >= worthIt) {
        out.push_back(1);
        putVarint(out, plain.size());
        const std::size_t head = out.size();
        out.resize(head + ZSTD_compressBound(plain.size()));
        const std::size_t size = ZSTD_compressCCtx(m_impl->compressor, out.data() + head, out.size() - head,
                                                   plain.data(), plain.size(), level);
        if (!ZSTD_isError(size) && size < plain.size()) {
            out.resize(head + size);
            return;
        }
        out.resize(at);
    }
    out.push_back(0);
    out.append(plain);
}

Result<std::string_view> BlockCodec::unpack(std::string_view packed, std::size_t most)
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
    const std::size_t got =
        ZSTD_decompressDCtx(m_impl->decompressor, m_impl->plain.data(), size, frame.data(), frame.size());
    if (ZSTD_isError(got) || got != size)
        return damaged("compressed bytes");
    return std::string_view(m_impl->plain);
}

void BlockCodec::packTimes(const PointBlock &block, std::string &out)
{
    m_plain.clear();
    encodeIntegers(block.sequence(), m_plain);
    encodeIntegers(block.generation(), m_plain);
    pack(m_plain, out);
}

Result<void> BlockCodec::unpackTimes(std::string_view packed, std::size_t count, Times &times)
{
    if (count > PointBlock::maxPoints)
        return damaged("count");
    const auto plain = unpack(packed, mostPlain);
    if (!plain)
        return tl::unexpected(plain.error());
    ByteReader in(*plain);
    times.sequence.resize(count);
    times.generation.resize(count);
    if (!decodeIntegers(in, times.sequence) || !decodeIntegers(in, times.generation) || !in.atEnd())
        return damaged("times");
    return {};
}

void BlockCodec::packSeries(const PointBlock &block, std::size_t series, std::string &out)
{
    m_plain.clear();
    encodeValues(block.values(series), m_plain);
    putQualities(block.qualities(series), m_plain);
    for (const PointBlock::Wide &one : block.wide()) {
        if (one.series != series)
            continue;
        putVarint(m_plain, one.point);
        putFixed(m_plain, one.value);
    }
    pack(m_plain, out);
}

Result<void> BlockCodec::unpackSeries(std::string_view packed, std::size_t count, Samples &samples)
{
    if (count > PointBlock::maxPoints)
        return damaged("count");
    const auto plain = unpack(packed, mostPlain);
    if (!plain)
        return tl::unexpected(plain.error());
    ByteReader in(*plain);
    samples.value.resize(count);
    if (count > 0 && (!decodeValues(in, samples.value) || !takeQualities(in, samples.quality, count)))
        return damaged("values");
    samples.wide.clear();
    while (!in.atEnd()) {
        const std::uint64_t point = in.varint();
        const auto value = in.fixed<std::int64_t>();
        if (!in.isGood() || point >= count)
            return damaged("wide integers");
        samples.wide.push_back({static_cast<std::uint32_t>(point), value});
    }
    return {};
}

BlockSummary BlockCodec::summarize(const PointBlock &block, std::size_t series)
{
    const auto values = block.values(series);
    const auto times = block.generation();
    BlockSummary summary;
    summary.ordered = block.isOrdered();
    summary.first = values.front();
    summary.last = values.back();
    const std::size_t step = BlockSummary::bucketSamples;
    double total = 0;
    for (std::size_t i = 0; i < values.size(); i += step) {
        LevelBucket bucket{times[i], values[i], values[i], 0, std::min(step, values.size() - i)};
        double sum = 0;
        for (std::size_t k = i; k < i + bucket.count; ++k) {
            bucket.min = std::min(bucket.min, values[k]);
            bucket.max = std::max(bucket.max, values[k]);
            sum += values[k];
        }
        bucket.mean = double(static_cast<float>(sum / double(bucket.count)));
        total += sum;
        if (i == 0)
            summary.whole = bucket;
        summary.whole.min = std::min(summary.whole.min, bucket.min);
        summary.whole.max = std::max(summary.whole.max, bucket.max);
        summary.buckets.push_back(bucket);
    }
    summary.whole.begin = block.generationMin();
    summary.whole.count = values.size();
    summary.whole.mean = double(static_cast<float>(total / double(values.size())));
    if (summary.buckets.size() == 1)
        summary.buckets.clear();
    return summary;
}

namespace {

void putBuckets(std::span<const LevelBucket> buckets, std::string &out)
{
    thread_local std::vector<std::int64_t> integers;
    thread_local std::vector<double> values;
    integers.clear();
    for (const LevelBucket &bucket : buckets)
        integers.push_back(bucket.begin);
    encodeIntegers(integers, out);
    integers.clear();
    for (const LevelBucket &bucket : buckets)
        integers.push_back(static_cast<std::int64_t>(bucket.count));
    encodeIntegers(integers, out);
    values.clear();
    for (const LevelBucket &bucket : buckets) {
        values.push_back(bucket.min);
        values.push_back(bucket.max);
    }
    encodeValues(values, out);
    integers.clear();
    for (const LevelBucket &bucket : buckets)
        integers.push_back(std::bit_cast<std::int32_t>(static_cast<float>(bucket.mean)));
    encodeIntegers(integers, out);
}

bool takeBuckets(ByteReader &in, std::span<LevelBucket> buckets)
{
    std::vector<std::int64_t> integers(buckets.size());
    std::vector<double> values(buckets.size() * 2);
    if (!decodeIntegers(in, integers))
        return false;
    for (std::size_t i = 0; i < buckets.size(); ++i)
        buckets[i].begin = integers[i];
    if (!decodeIntegers(in, integers))
        return false;
    for (std::size_t i = 0; i < buckets.size(); ++i)
        buckets[i].count = static_cast<std::uint64_t>(integers[i]);
    if (!decodeValues(in, values) || !decodeIntegers(in, integers))
        return false;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        buckets[i].min = values[2 * i];
        buckets[i].max = values[2 * i + 1];
        buckets[i].mean = double(std::bit_cast<float>(static_cast<std::int32_t>(integers[i])));
    }
    return true;
}

} // namespace

void BlockCodec::packSummary(const BlockSummary &summary, std::string &out)
{
    out.push_back(summary.ordered ? 1 : 0);
    const std::array<double, 2> ends{summary.first, summary.last};
    encodeValues(ends, out);
    putBuckets({&summary.whole, 1}, out);
    putVarint(out, summary.buckets.size());
    if (!summary.buckets.empty())
        putBuckets(summary.buckets, out);
}

Result<BlockSummary> BlockCodec::unpackSummary(std::string_view packed)
{
    ByteReader in(packed);
    BlockSummary summary;
    summary.ordered = in.fixed<std::uint8_t>() == 1;
    std::array<double, 2> ends{};
    if (!decodeValues(in, ends) || !takeBuckets(in, {&summary.whole, 1}))
        return damaged("summary");
    summary.first = ends[0];
    summary.last = ends[1];
    const std::uint64_t count = in.varint();
    if (!in.isGood() || count > PointBlock::maxPoints / BlockSummary::bucketSamples)
        return damaged("summary");
    summary.buckets.resize(count);
    if ((count > 0 && !takeBuckets(in, summary.buckets)) || !in.atEnd())
        return damaged("summary");
    return summary;
}

} // namespace desk
