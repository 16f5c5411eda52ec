// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/hashring.h"

#include <algorithm>
#include <array>
#include <openssl/sha.h>
#include <string>

namespace desk {

std::uint32_t ringHash(std::string_view text)
{
    std::array<unsigned char, SHA512_DIGEST_LENGTH> digest{};
    SHA512(reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest.data());
    return std::uint32_t{digest[0]} << 24U | std::uint32_t{digest[1]} << 16U |
           std::uint32_t{digest[2]} << 8U | digest[3];
}

HashRing::HashRing(std::string_view topic, unsigned partitions)
{
    m_points.reserve(std::size_t{partitions} * pointsPerPartition);
    for (unsigned partition = 0; partition < partitions; ++partition) {
        const std::string stem = std::string(topic) + "-partition-" + std::to_string(partition) + ":";
        for (unsigned i = 0; i < pointsPerPartition; ++i)
            m_points.push_back({ringHash(stem + std::to_string(i)), partition});
    }
    std::sort(m_points.begin(), m_points.end());
}

unsigned HashRing::partition(std::string_view key) const
{
    if (m_points.empty())
        return 0;
    const auto point = std::lower_bound(m_points.begin(), m_points.end(), Point{ringHash(key), 0});
    return point == m_points.end() ? m_points.front().partition : point->partition;
}

double HashRing::share(unsigned partition) const
{
    constexpr double circle = 4294967296.0;
    double sum = 0;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        if (m_points[i].partition != partition)
            continue;
        const double before = i == 0 ? double(m_points.back().at) - circle : double(m_points[i - 1].at);
        sum += double(m_points[i].at) - before;
    }
    return sum / circle;
}

} // namespace desk
