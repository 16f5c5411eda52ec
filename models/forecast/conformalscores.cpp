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
    std::vector<float> scores = m_ring;
    const double place = std::ceil(static_cast<double>(scores.size() + 1) * share);
    const auto rank = std::clamp<std::size_t>(static_cast<std::size_t>(place), 1, scores.size());
    const auto at = scores.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(scores.begin(), at, scores.end());
    return *at;
}

} // namespace desk
