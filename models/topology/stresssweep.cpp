// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/stresssweep_p.h"

#include "models/topology/nodecells_p.h"

#include <algorithm>
#include <cmath>
#include <experimental/simd>

namespace desk {
namespace {

using Lanes = std::experimental::fixed_size_simd<float, 8>;
constexpr std::size_t lanes = Lanes::size();
constexpr auto anywhere = std::experimental::element_aligned;

constexpr float nearWeight = 2;    // over that of their distance: the pivots are many
constexpr float roomWeight = 0.3F; // of the push, to all other terms of a node together
constexpr double mostSpacings = 4; // of nodes in the room: it shall hold some dozens, not all
constexpr float tiny = 1e-12F;     // keeps nodes on one spot from dividing by zero

} // namespace

StressSweep::StressSweep(HopDistances &hops, const StressPivots &pivots, std::uint16_t mostHops,
                         std::vector<bool> movable, const std::vector<LayoutPoint> &start)
    : m_movable(std::move(movable))
{
    for (const LayoutPoint &p : start) {
        m_x.push_back(float(p.x));
        m_y.push_back(float(p.y));
    }
    addNear(hops, mostHops);
    addPivots(pivots, mostHops);
}

void StressSweep::addNear(HopDistances &hops, std::uint16_t mostHops)
{
    m_nearBegin.push_back(0);
    for (std::uint32_t i = 0; i < hops.nodeCount(); ++i) {
        for (const auto [node, distance] : hops.around(i, mostHops))
            m_near.push_back({node, float(distance)});
        m_nearBegin.push_back(m_near.size());
    }
}

void StressSweep::addPivots(const StressPivots &pivots, std::uint16_t mostHops)
{
    const std::size_t count = m_x.size();
    const auto nodes = pivots.nodes();
    m_stride = (nodes.size() + lanes - 1) / lanes * lanes;
    m_hops.assign(count * m_stride, 1);
    m_weights.assign(count * m_stride, 0);
    m_pivotX.assign(m_stride, 0);
    m_pivotY.assign(m_stride, 0);
    m_pivotOf.assign(count, -1);
    for (std::size_t p = 0; p < nodes.size(); ++p) {
        m_pivotX[p] = m_x[nodes[p]];
        m_pivotY[p] = m_y[nodes[p]];
        m_pivotOf[nodes[p]] = static_cast<std::int32_t>(p);
        const auto hops = pivots.hopsFrom(p);
        const auto weights = pivots.weights(p);
        for (std::size_t i = 0; i < count; ++i) {
            if (hops[i] <= mostHops) // 0 too: the node itself
                continue;
            m_hops[i * m_stride + p] = float(hops[i]);
            m_weights[i * m_stride + p] = weights[hops[i]];
        }
    }
}

StressSweep::Pull StressSweep::pullOfPivots(std::size_t node) const
{
    const Lanes x = m_x[node];
    const Lanes y = m_y[node];
    const float *hops = &m_hops[node * m_stride];
    const float *weights = &m_weights[node * m_stride];
    Lanes sumX = 0;
    Lanes sumY = 0;
    Lanes sum = 0;
    for (std::size_t p = 0; p < m_stride; p += lanes) {
        const Lanes px(&m_pivotX[p], anywhere);
        const Lanes py(&m_pivotY[p], anywhere);
        const Lanes weight(weights + p, anywhere);
        const Lanes dx = x - px;
        const Lanes dy = y - py;
        const Lanes stretch = Lanes(hops + p, anywhere) / std::experimental::sqrt(dx * dx + dy * dy + tiny);
        sumX += weight * (px + stretch * dx);
        sumY += weight * (py + stretch * dy);
        sum += weight;
    }
    return {std::experimental::reduce(sumX), std::experimental::reduce(sumY), std::experimental::reduce(sum)};
}

void StressSweep::addPullOfNear(std::size_t node, Pull &pull) const
{
    for (std::size_t k = m_nearBegin[node]; k < m_nearBegin[node + 1]; ++k) {
        const auto [other, hops] = m_near[k];
        const float weight = nearWeight / (hops * hops);
        const float dx = m_x[node] - m_x[other];
        const float dy = m_y[node] - m_y[other];
        const float stretch = hops / std::sqrt(dx * dx + dy * dy + tiny);
        pull.x += weight * (m_x[other] + stretch * dx);
        pull.y += weight * (m_y[other] + stretch * dy);
        pull.weight += weight;
    }
}

void StressSweep::sweep(double room)
{
    if (m_x.empty())
        return;
    const auto [left, right] = std::minmax_element(m_x.begin(), m_x.end());
    const auto [top, bottom] = std::minmax_element(m_y.begin(), m_y.end());
    const double area = double(*right - *left) * double(*bottom - *top);
    room = std::min(room, mostSpacings * std::sqrt(area / double(m_x.size())));
    const auto reach = static_cast<float>(room);
    // Made once a sweep: nodes move far less than a cell in it.
    std::optional<NodeCells> cells;
    if (room > 0)
        cells.emplace(m_x.size(), room, [this](std::size_t i) {
            return LayoutPoint{double(m_x[i]), double(m_y[i])};
        });
    for (std::uint32_t i = 0; i < m_x.size(); ++i) {
        if (!m_movable[i])
            continue;
        Pull pull = pullOfPivots(i);
        addPullOfNear(i, pull);
        if (pull.weight <= 0)
            continue;
        if (cells) {
            float pushX = 0;
            float pushY = 0;
            cells->around({double(m_x[i]), double(m_y[i])}, [&](std::uint32_t j) {
                const float dx = m_x[i] - m_x[j];
                const float dy = m_y[i] - m_y[j];
                const float square = dx * dx + dy * dy;
                if (square >= reach * reach || j == i)
                    return;
                const float length = std::sqrt(square + 1e-6F);
                const float push = (1 - length / reach) / length;
                pushX += push * dx;
                pushY += push * dy;
            });
            pull.x += roomWeight * pull.weight * pushX;
            pull.y += roomWeight * pull.weight * pushY;
        }
        m_x[i] = pull.x / pull.weight;
        m_y[i] = pull.y / pull.weight;
        if (const auto pivot = m_pivotOf[i]; pivot >= 0) {
            m_pivotX[static_cast<std::size_t>(pivot)] = m_x[i];
            m_pivotY[static_cast<std::size_t>(pivot)] = m_y[i];
        }
    }
}

double StressSweep::normalisedStress() const
{
    double ratios = 0;
    double squares = 0;
    double pairs = 0;
    const std::size_t every = 1 + m_x.size() / 500; // nodes are enough
    for (std::size_t i = 0; i < m_x.size(); i += every) {
        for (std::size_t p = 0; p < m_stride; ++p) {
            if (m_weights[i * m_stride + p] == 0)
                continue;
            const double ratio =
                std::hypot(double(m_x[i]) - double(m_pivotX[p]), double(m_y[i]) - double(m_pivotY[p])) /
                double(m_hops[i * m_stride + p]);
            ratios += ratio;
            squares += ratio * ratio;
            ++pairs;
        }
    }
    return squares > 0 ? 1 - ratios * ratios / (squares * pairs) : 0;
}

std::vector<LayoutPoint> StressSweep::positions() const
{
    std::vector<LayoutPoint> places(m_x.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = {double(m_x[i]), double(m_y[i])};
    return places;
}

} // namespace desk
