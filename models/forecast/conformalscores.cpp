// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/conformalscores.h"

#include <algorithm>
#include <cmath>

namespace desk {

void ConformalScores::add(float score)
{
    if (m_ring.size() < m_most) {
        m_ring.push_back(score);
        return;
    }
    m_ring[m_next] = score;
    m_next = (m_next + 1) % m_ring.size();
}

float ConformalScores::quantile(double share) const
{
    if (m_ring.empty())
        return 0;
    const double place = std::ceil(static_cast<double>(m_ring.size() + 1) * share);
    return ofRank(std::clamp<std::size_t>(static_cast<std::size_t>(place), 1, m_ring.size()));
}

float ConformalScores::lowQuantile(double share) const
{
    if (m_ring.empty())
        return 0;
    const double place = std::floor(static_cast<double>(m_ring.size() + 1) * share);
    return ofRank(std::clamp<std::size_t>(static_cast<std::size_t>(place), 1, m_ring.size()));
}

float ConformalScores::ofRank(std::size_t rank) const
{
    std::vector<float> scores = m_ring;
    const auto at = scores.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(scores.begin(), at, scores.end());
    return *at;
}

} // namespace desk
