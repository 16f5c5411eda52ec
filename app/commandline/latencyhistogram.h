// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>

namespace desk {

// Durations in buckets of equal relative width (64 to the power of two, so a value is known to 1.6 %), as
// many as are recorded, in constant memory. Plain value; one thread.
class LatencyHistogram
{
public:
    void record(std::chrono::nanoseconds duration);
    void add(const LatencyHistogram &other);

    [[nodiscard]] std::uint64_t count() const { return m_count; }
    // In milliseconds: the smallest that at least that share (0..1) of the durations do not exceed. 0 when
    // empty.
    [[nodiscard]] double percentile(double share) const;
    [[nodiscard]] double max() const; // exact, in milliseconds

private:
    static constexpr unsigned subBits = 6;
    static constexpr std::size_t subBuckets = std::size_t{1} << subBits;

    static std::size_t bucketOf(std::uint64_t value);
    static std::uint64_t lastOf(std::size_t bucket);

    std::array<std::uint64_t, (64 - subBits + 1) * subBuckets> m_buckets{};
    std::uint64_t m_count = 0;
    std::uint64_t m_max = 0;
};

} // namespace desk
