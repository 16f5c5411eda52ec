// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/stressdescent_p.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace desk {

StressDescent::StressDescent(std::vector<StressTerm> terms, std::vector<LayoutPoint> start, Schedule schedule,
                             std::uint32_t seed)
    : m_terms(std::move(terms))
    , m_positions(std::move(start))
    , m_schedule(schedule)
    , m_random(seed)
{
    if (schedule.firstRate > 0 || m_terms.empty())
        return;
    float least = std::numeric_limits<float>::max();
    float most = 0;
    for (const StressTerm &term : m_terms) {
        for (const float weight : {term.weightA, term.weightB}) {
            if (weight > 0)
                least = std::min(least, weight);
            most = std::max(most, weight);
        }
    }
    m_schedule.firstRate = 1.0 / double(least);
    m_schedule.lastRate = 0.1 / double(most); // the paper's epsilon
}

void StressDescent::fitScale()
{
    double wished = 0;
    double found = 0;
    for (const StressTerm &term : m_terms) {
        const auto &a = m_positions[term.a];
        const auto &b = m_positions[term.b];
        const double d = double(term.distance);
        const double weight = double(term.weightA + term.weightB);
        wished += weight * d * d;
        found += weight * d * std::hypot(a.x - b.x, a.y - b.y);
    }
    const double scale = wished > 0 ? found / wished : 1;
    if (!(scale > 0.2 && scale < 5)) // a start that is no picture at all
        return;
    for (StressTerm &term : m_terms)
        term.distance *= float(scale);
}

void StressDescent::shuffle()
{
    // Fisher-Yates with our own reduction: std::shuffle may differ between libraries.
    for (std::size_t i = m_terms.size(); i > 1; --i) {
        const auto j = static_cast<std::size_t>((std::uint64_t{m_random()} * i) >> 32U);
        std::swap(m_terms[i - 1], m_terms[j]);
    }
}

bool StressDescent::step()
{
    if (m_step >= m_schedule.steps || m_terms.empty())
        return false;
    const double progress = m_schedule.steps > 1 ? double(m_step) / double(m_schedule.steps - 1) : 1;
    const double rate = m_schedule.firstRate * std::pow(m_schedule.lastRate / m_schedule.firstRate, progress);
    shuffle();
    for (const StressTerm &term : m_terms) {
        LayoutPoint &a = m_positions[term.a];
        LayoutPoint &b = m_positions[term.b];
        double dx = a.x - b.x;
        const double dy = a.y - b.y;
        double length = std::sqrt(dx * dx + dy * dy);
        if (length < 1e-9) { // on one spot: any direction will do, but the same one each time
            dx = 1e-6 * (term.a < term.b ? 1 : -1);
            length = 1e-6;
        }
        const double pull = (length - double(term.distance)) / (2 * length);
        const double shareA = std::min(1.0, double(term.weightA) * rate) * pull;
        const double shareB = std::min(1.0, double(term.weightB) * rate) * pull;
        a.x -= shareA * dx;
        a.y -= shareA * dy;
        b.x += shareB * dx;
        b.y += shareB * dy;
    }
    return ++m_step < m_schedule.steps;
}

double StressDescent::stress() const
{
    double sum = 0;
    for (const StressTerm &term : m_terms) {
        const auto &a = m_positions[term.a];
        const auto &b = m_positions[term.b];
        const double error = std::hypot(a.x - b.x, a.y - b.y) - double(term.distance);
        sum += double(term.weightA + term.weightB) * error * error;
    }
    return sum;
}

} // namespace desk
