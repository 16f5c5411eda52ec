// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/packedpoints.h"

namespace desk {

// What one series did in a bucket of consecutive points.
struct LevelBucket
{
    std::int64_t begin = 0; // generation times of its first and last sample, ns
    std::int64_t end = 0;
    std::uint64_t count = 0;
    double min = 0;
    double max = 0;
    double mean = 0; // to 24 bits
    bool operator==(const LevelBucket &) const = default;
};

// Buckets of all series of a shape, in columns: points of a shape carry all its series, so a bucket's times
// and count are the same for each. A value.
struct LevelColumns
{
    static constexpr std::size_t bucketPoints = 64; // of a bucket of level 0
    static constexpr std::size_t factor = 16;       // buckets that make one of the next level
    static constexpr std::size_t maxBuckets = 256;  // of a row

    std::vector<std::int64_t> begin;
    std::vector<std::int64_t> end;
    std::vector<std::int64_t> count;
    std::vector<double> min; // of all series of the first bucket, then of the second, …
    std::vector<double> max;
    std::vector<double> mean;

    [[nodiscard]] std::size_t size() const { return begin.size(); }
    void clear();
    // The points of an ordered block.
    void append(const PointBlock &block);
    // Those of the level below, `factor` together.
    void appendMerged(const LevelColumns &finer, std::size_t series);

private:
    void leaveOutNone(const PointBlock &block, std::size_t from, std::size_t until, std::size_t at);
};

// A row of the table "level": points [first, last] of the table "points" whose rows are not loose.
struct PackedLevel
{
    ShapeId shape{};
    unsigned level = 0;
    std::int64_t first = 0; // ids of rows of points
    std::int64_t last = 0;
    std::int64_t begin = 0; // generation times
    std::int64_t end = 0;
    std::size_t count = 0; // buckets
    PackedParts parts;     // 0: times and counts; 1 + s: series s
};

PackedLevel packLevel(const LevelColumns &columns, std::size_t series, BlockCodec &codec);
// One series of a row.
[[nodiscard]] bool unpackLevel(std::string_view times, std::string_view values, std::size_t count,
                               BlockCodec &codec, std::vector<LevelBucket> &buckets);
// All series of a row.
[[nodiscard]] bool unpackLevel(std::string_view directory, std::string_view data, std::size_t count,
                               std::size_t series, BlockCodec &codec, LevelColumns &columns);

} // namespace desk
