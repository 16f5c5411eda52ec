// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace desk {

// First four bytes, big endian, of SHA-512. Pure.
std::uint32_t ringHash(std::string_view text);

// Which partition of a topic a key belongs to, by consistent hashing: every partition has 150 points on a
// circle of 32 bits, at ringHash("<topic>-partition-<n>:<i>"); a key belongs to the first point at or after
// its own hash. One more partition moves about 1/n of the keys. Plain value.
class HashRing
{
public:
    static constexpr unsigned pointsPerPartition = 150;

    HashRing() = default;
    HashRing(std::string_view topic, unsigned partitions);

    // 0 for a ring without partitions.
    [[nodiscard]] unsigned partition(std::string_view key) const;
    // Part of the circle that belongs to the partition, 0 to 1.
    [[nodiscard]] double share(unsigned partition) const;
    [[nodiscard]] std::size_t points() const { return m_points.size(); }

private:
    struct Point
    {
        std::uint32_t at = 0;
        unsigned partition = 0;
        auto operator<=>(const Point &) const = default;
    };
    std::vector<Point> m_points; // sorted
};

} // namespace desk
