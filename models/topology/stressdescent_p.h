// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/stressterms_p.h"

#include <random>

namespace desk {

// Minimises stress by stochastic gradient descent: Zheng, Pawar, Goodman, "Graph Drawing by Stochastic
// Gradient Descent" (2018). Each step moves the two ends of every term, in random order, by a share that
// falls exponentially from step to step. Deterministic for a seed. One thread at a time.
class StressDescent
{
public:
    struct Schedule
    {
        int steps = 30;
        // Share of the wish granted per term = weight * rate, at most 1. 0 = from the weights, as in the
        // paper: strong enough to turn over any start.
        double firstRate = 0;
        double lastRate = 0;
    };

    StressDescent(std::vector<StressTerm> terms, std::vector<LayoutPoint> start, Schedule schedule,
                  std::uint32_t seed);

    // Multiplies the wished distances so that they fit the start best: a picture that is only touched up
    // must not grow or shrink as a whole.
    void fitScale();
    // One pass over the terms; false once all are done.
    bool step();
    [[nodiscard]] double stress() const;
    [[nodiscard]] const std::vector<LayoutPoint> &positions() const { return m_positions; }
    // For another start with the same terms.
    std::vector<StressTerm> takeTerms() { return std::move(m_terms); }

private:
    void shuffle();

    std::vector<StressTerm> m_terms;
    std::vector<LayoutPoint> m_positions;
    Schedule m_schedule;
    std::mt19937 m_random;
    int m_step = 0;
};

} // namespace desk
