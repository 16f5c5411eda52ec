// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/pointblock.h"
#include "models/telemetry/result.h"

#include <memory>
#include <string>

namespace desk {

// One bucket of a block or of a coarser level: what is needed to draw its samples as one column.
struct LevelBucket
{
    std::int64_t begin = 0; // generation time of its first sample, ns
    double min = 0;
    double max = 0;
    double mean = 0; // to 24 bits
    std::uint64_t count = 0;
    bool operator==(const LevelBucket &) const = default;
};

// What a block says without being unpacked: the extremes of its samples, and of each 64 of them in turn.
struct BlockSummary
{
    static constexpr std::size_t bucketSamples = 64;

    bool ordered = true; // by strictly growing generation time
    double first = 0;
    double last = 0;
    LevelBucket whole;
    std::vector<LevelBucket> buckets; // empty when there would be only one
};

// Packs and unpacks the columns of blocks: integer and value columns (integercodec.h, valuecodec.h), then
// Zstandard over all columns of a row. Unpacking takes bytes from anywhere: every length is checked before
// anything is reserved. Keeps the compressor's memory; one thread at a time.
class BlockCodec
{
public:
    BlockCodec();
    ~BlockCodec();
    BlockCodec(const BlockCodec &) = delete;
    BlockCodec &operator=(const BlockCodec &) = delete;

    // Sequence numbers and generation times.
    void packTimes(const PointBlock &block, std::string &out);
    // Values, qualities and wide integers of one series.
    void packSeries(const PointBlock &block, std::size_t series, std::string &out);
    static BlockSummary summarize(const PointBlock &block, std::size_t series);
    static void packSummary(const BlockSummary &summary, std::string &out);

    struct Times
    {
        std::vector<std::int64_t> sequence;
        std::vector<std::int64_t> generation;
    };
    struct Samples
    {
        std::vector<double> value;
        std::vector<Quality> quality;
        std::vector<SampleBatch::WideInteger> wide; // by point
    };
    // count: points of the block, at most PointBlock::maxPoints.
    Result<void> unpackTimes(std::string_view packed, std::size_t count, Times &times);
    Result<void> unpackSeries(std::string_view packed, std::size_t count, Samples &samples);
    static Result<BlockSummary> unpackSummary(std::string_view packed);

    // Any columns at all, packed as one.
    void pack(std::string_view plain, std::string &out);
    Result<std::string_view> unpack(std::string_view packed, std::size_t most);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    std::string m_plain; // reused
};

} // namespace desk
