// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/latencyhistogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace desk {
namespace {
constexpr double nanosecondsOfMillisecond = 1e6;
}

// Values below 64 have a bucket each; above, the 6 bits after the leading one choose it.
std::size_t LatencyHistogram::bucketOf(std::uint64_t value)
{
    if (value < subBuckets)
        return value;
    const auto shift = static_cast<unsigned>(std::bit_width(value)) - 1 - subBits;
    return (shift + 1) * subBuckets + ((value >> shift) - subBuckets);
}

std::uint64_t LatencyHistogram::lastOf(std::size_t bucket)
{
    if (bucket < subBuckets)
        return bucket;
    const std::size_t shift = bucket / subBuckets - 1;
    return ((std::uint64_t{bucket % subBuckets} + subBuckets + 1) << shift) - 1;
}

void LatencyHistogram::record(std::chrono::nanoseconds duration)
{
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(0, duration.count()));
    ++m_buckets[bucketOf(value)];
    ++m_count;
    m_max = std::max(m_max, value);
}

void LatencyHistogram::add(const LatencyHistogram &other)
{
    for (std::size_t i = 0; i < m_buckets.size(); ++i)
        m_buckets[i] += other.m_buckets[i];
    m_count += other.m_count;
    m_max = std::max(m_max, other.m_max);
}

double LatencyHistogram::percentile(double share) const
{
    const auto wanted = std::max<std::uint64_t>(
        1, static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(m_count))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_buckets.size(); ++i) {
        seen += m_buckets[i];
        if (seen >= wanted)
            return static_cast<double>(std::min(lastOf(i), m_max)) / nanosecondsOfMillisecond;
    }
    return 0;
}

double LatencyHistogram::max() const
{
    return static_cast<double>(m_max) / nanosecondsOfMillisecond;
}

} // namespace desk
