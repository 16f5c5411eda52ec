// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace desk {

// The last conformity scores of one kind of forecast, in a ring; how far a band has to be stretched to hold a
// share of what comes. A value; one thread.
class ConformalScores
{
public:
    explicit ConformalScores(std::size_t most)
        : m_most(most)
    {
    }

    void add(float score);
    [[nodiscard]] std::size_t count() const { return m_ring.size(); }
    // The smallest score that so many of the next are not above: the ceil((n + 1) share)-th of n, the finite
    // sample quantile of split conformal prediction; the largest where that is beyond them. 0 of none.
    [[nodiscard]] float quantile(double share) const;
    // The same from below: the largest that at most so many of the next are under.
    [[nodiscard]] float lowQuantile(double share) const;

private:
    [[nodiscard]] float ofRank(std::size_t rank) const; // from 1

    std::size_t m_most;
    std::vector<float> m_ring;
    std::size_t m_next = 0;
};

} // namespace desk
