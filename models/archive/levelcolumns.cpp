// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/levelcolumns.h"

#include "models/archive/integercodec.h"
#include "models/archive/valuecodec.h"

#include <cmath>
#include <limits>

namespace desk {

namespace {

// Times, counts, or two columns of doubles and one of floats, at their widest.
constexpr std::size_t mostLevelBytes = LevelColumns::maxBuckets * 32 + 1024;

std::vector<std::int64_t> &scratch()
{
    thread_local std::vector<std::int64_t> integers;
    return integers;
}

} // namespace

void LevelColumns::clear()
{
    begin.clear();
    end.clear();
    count.clear();
    min.clear();
    max.clear();
    mean.clear();
}

void LevelColumns::append(const PointBlock &block)
{
    const std::size_t series = block.series();
    for (std::size_t from = 0; from < block.points(); from += bucketPoints) {
        const std::size_t until = std::min(from + bucketPoints, block.points());
        begin.push_back(block.generation()[from]);
        end.push_back(block.generation()[until - 1]);
        count.push_back(static_cast<std::int64_t>(until - from));
        const auto firstValues = block.values(from);
        const std::size_t at = min.size();
        min.insert(min.end(), firstValues.begin(), firstValues.end());
        max.insert(max.end(), firstValues.begin(), firstValues.end());
        mean.insert(mean.end(), firstValues.begin(), firstValues.end());
        double *const low = min.data() + at;
        double *const high = max.data() + at;
        double *const sum = mean.data() + at;
        bool all = true;
        for (std::size_t p = from + 1; p < until; ++p) {
            const double *const values = block.values(p).data();
            for (std::size_t s = 0; s < series; ++s) {
                low[s] = std::min(low[s], values[s]);
                high[s] = std::max(high[s], values[s]);
                sum[s] += values[s];
            }
        }
        for (std::size_t s = 0; s < series; ++s) {
            all = all && !std::isnan(sum[s]);
            sum[s] /= double(until - from);
        }
        if (!all)
            leaveOutNone(block, from, until, at);
    }
}

// Few buckets have invalid values, which are no numbers: their series once more, without those.
void LevelColumns::leaveOutNone(const PointBlock &block, std::size_t from, std::size_t until, std::size_t at)
{
    for (std::size_t s = 0; s < block.series(); ++s) {
        if (!std::isnan(mean[at + s]))
            continue;
        double low = std::numeric_limits<double>::quiet_NaN();
        double high = low;
        double sum = 0;
        std::size_t numbers = 0;
        for (std::size_t p = from; p < until; ++p) {
            const double value = block.values(p)[s];
            if (std::isnan(value))
                continue;
            low = std::fmin(low, value);
            high = std::fmax(high, value);
            sum += value;
            ++numbers;
        }
        min[at + s] = low;
        max[at + s] = high;
        mean[at + s] = numbers > 0 ? sum / double(numbers) : low;
    }
}

void LevelColumns::appendMerged(const LevelColumns &finer, std::size_t series)
{
    for (std::size_t from = 0; from < finer.size(); from += factor) {
        const std::size_t until = std::min(from + factor, finer.size());
        begin.push_back(finer.begin[from]);
        end.push_back(finer.end[until - 1]);
        std::int64_t points = 0;
        for (std::size_t b = from; b < until; ++b)
            points += finer.count[b];
        count.push_back(points);
        for (std::size_t s = 0; s < series; ++s) {
            double low = finer.min[from * series + s];
            double high = finer.max[from * series + s];
            double sum = 0;
            std::int64_t weight = 0;
            for (std::size_t b = from; b < until; ++b) {
                low = std::fmin(low, finer.min[b * series + s]);
                high = std::fmax(high, finer.max[b * series + s]);
                if (std::isnan(finer.mean[b * series + s]))
                    continue;
                sum += finer.mean[b * series + s] * double(finer.count[b]);
                weight += finer.count[b];
            }
            min.push_back(low);
            max.push_back(high);
            mean.push_back(weight > 0 ? sum / double(weight) : low);
        }
    }
}

PackedLevel packLevel(const LevelColumns &columns, std::size_t series, BlockCodec &codec)
{
    PackedLevel packed;
    packed.begin = columns.begin.front();
    packed.end = columns.end.back();
    packed.count = columns.size();
    std::string plain;
    if (!encodeRegular(columns.begin, plain))
        encodeIntegers(columns.begin, plain);
    std::vector<std::int64_t> &integers = scratch();
    integers.resize(columns.size());
    for (std::size_t b = 0; b < columns.size(); ++b)
        integers[b] = columns.end[b] - columns.begin[b];
    encodeIntegers(integers, plain);
    encodeIntegers(columns.count, plain);
    packed.parts.add(plain, codec);
    std::vector<double> values(columns.size() * 2);
    for (std::size_t s = 0; s < series; ++s) {
        plain.clear();
        for (std::size_t b = 0; b < columns.size(); ++b) {
            values[2 * b] = columns.min[b * series + s];
            values[2 * b + 1] = columns.max[b * series + s];
            integers[b] = std::bit_cast<std::int32_t>(static_cast<float>(columns.mean[b * series + s]));
        }
        encodeValues(values, plain);
        encodeIntegers(integers, plain);
        packed.parts.add(plain, codec);
    }
    return packed;
}

bool unpackLevel(std::string_view times, std::string_view values, std::size_t count, BlockCodec &codec,
                 std::vector<LevelBucket> &buckets)
{
    if (count > LevelColumns::maxBuckets)
        return false;
    const auto plainTimes = codec.unpack(times, mostLevelBytes);
    if (!plainTimes)
        return false;
    buckets.resize(count);
    std::vector<std::int64_t> &integers = scratch();
    integers.resize(count);
    ByteReader in(*plainTimes);
    if (!decodeIntegers(in, integers))
        return false;
    for (std::size_t b = 0; b < count; ++b)
        buckets[b].begin = integers[b];
    if (!decodeIntegers(in, integers))
        return false;
    for (std::size_t b = 0; b < count; ++b) {
        if (__builtin_add_overflow(buckets[b].begin, integers[b], &buckets[b].end) || integers[b] < 0)
            return false;
    }
    if (!decodeIntegers(in, integers) || !in.atEnd())
        return false;
    for (std::size_t b = 0; b < count; ++b) {
        if (integers[b] <= 0)
            return false;
        buckets[b].count = static_cast<std::uint64_t>(integers[b]);
    }
    const auto plainValues = codec.unpack(values, mostLevelBytes);
    if (!plainValues)
        return false;
    thread_local std::vector<double> extremes;
    extremes.resize(count * 2);
    in = ByteReader(*plainValues);
    if (!decodeValues(in, extremes) || !decodeIntegers(in, integers) || !in.atEnd())
        return false;
    for (std::size_t b = 0; b < count; ++b) {
        buckets[b].min = extremes[2 * b];
        buckets[b].max = extremes[2 * b + 1];
        buckets[b].mean = double(std::bit_cast<float>(static_cast<std::int32_t>(integers[b])));
    }
    return true;
}

bool unpackLevel(std::string_view directory, std::string_view data, std::size_t count, std::size_t series,
                 BlockCodec &codec, LevelColumns &columns)
{
    columns.clear();
    const auto times = partOf(directory, data, 0);
    std::vector<LevelBucket> buckets;
    for (std::size_t s = 0; s < series; ++s) {
        const auto values = partOf(directory, data, 1 + s);
        if (!times || !values || !unpackLevel(*times, *values, count, codec, buckets))
            return false;
        if (s == 0) {
            columns.min.resize(count * series);
            columns.max.resize(count * series);
            columns.mean.resize(count * series);
        }
        for (std::size_t b = 0; b < count; ++b) {
            if (s == 0) {
                columns.begin.push_back(buckets[b].begin);
                columns.end.push_back(buckets[b].end);
                columns.count.push_back(static_cast<std::int64_t>(buckets[b].count));
            }
            columns.min[b * series + s] = buckets[b].min;
            columns.max[b * series + s] = buckets[b].max;
            columns.mean[b * series + s] = buckets[b].mean;
        }
    }
    return true;
}

} // namespace desk
