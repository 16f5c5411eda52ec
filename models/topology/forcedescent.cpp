// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/forcedescent_p.h"

#include <cmath>
#include <experimental/simd>

namespace desk {
namespace {

using Lanes = std::experimental::fixed_size_simd<float, 8>;
constexpr std::size_t lanes = Lanes::size();
constexpr auto anywhere = std::experimental::element_aligned;

constexpr float attraction = 0.8F; // exponent of the distance; 1 and more cost crossings, less costs stress
constexpr float farOff = 1e15F;
constexpr float tiny = 1e-4F; // square of a distance below which the push grows no more

} // namespace

ForceDescent::ForceDescent(std::vector<LayoutEdge> edges, std::vector<bool> movable,
                           const std::vector<LayoutPoint> &start, int steps)
    : m_edges(std::move(edges))
    , m_movable(std::move(movable))
    , m_steps(steps)
    , m_firstLimit(0.1F * std::sqrt(float(start.size())))
    , m_x((start.size() + lanes - 1) / lanes * lanes, farOff)
    , m_y(m_x)
    , m_forceX(start.size())
    , m_forceY(start.size())
{
    for (std::size_t i = 0; i < start.size(); ++i) {
        m_x[i] = float(start[i].x);
        m_y[i] = float(start[i].y);
    }
}

void ForceDescent::repel()
{
    for (std::size_t i = 0; i < m_forceX.size(); ++i) {
        const Lanes x = m_x[i];
        const Lanes y = m_y[i];
        Lanes sumX = 0;
        Lanes sumY = 0;
        for (std::size_t j = 0; j < m_x.size(); j += lanes) {
            const Lanes dx = x - Lanes(&m_x[j], anywhere);
            const Lanes dy = y - Lanes(&m_y[j], anywhere);
            const Lanes push = 1.0F / (dx * dx + dy * dy + tiny);
            sumX += push * dx;
            sumY += push * dy;
        }
        m_forceX[i] = std::experimental::reduce(sumX);
        m_forceY[i] = std::experimental::reduce(sumY);
    }
}

void ForceDescent::attract()
{
    for (const auto &[a, b] : m_edges) {
        const float dx = m_x[a] - m_x[b];
        const float dy = m_y[a] - m_y[b];
        const float pull = std::pow(dx * dx + dy * dy + tiny, (attraction - 1) / 2);
        m_forceX[a] -= pull * dx;
        m_forceY[a] -= pull * dy;
        m_forceX[b] += pull * dx;
        m_forceY[b] += pull * dy;
    }
}

bool ForceDescent::step()
{
    if (m_step >= m_steps)
        return false;
    repel();
    attract();
    const float limit = m_firstLimit * (1 - float(m_step) / float(m_steps));
    for (std::size_t i = 0; i < m_forceX.size(); ++i) {
        const float force = std::hypot(m_forceX[i], m_forceY[i]);
        if (!m_movable[i] || force <= 0)
            continue;
        const float share = std::min(limit, force) / force;
        m_x[i] += share * m_forceX[i];
        m_y[i] += share * m_forceY[i];
    }
    return ++m_step < m_steps;
}

std::vector<LayoutPoint> ForceDescent::positions() const
{
    std::vector<LayoutPoint> places(m_forceX.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = {double(m_x[i]), double(m_y[i])};
    return places;
}

} // namespace desk
