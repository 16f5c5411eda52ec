// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/largeblock_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t unfoldingPivots = 10;
constexpr StressDescent::Schedule unfolding{10, 0, 0};
constexpr std::uint16_t nearHops = 3;
constexpr int plainSweeps = 20; // then so many that keep strangers apart
constexpr int roomSweeps = 10;
constexpr int fullSweeps = 15;
constexpr double room = 2; // link lengths
// Meshes reach less than 0.1, random graphs and those with hubs 0.2 and more.
constexpr double fitsThePlane = 0.15;
constexpr std::size_t mostForForces = 6'000; // each step is quadratic
constexpr int forceSteps = 250;
constexpr double forcePairs = 250 * 1'600.0 * 1'600.0; // in all steps together

} // namespace

LargeBlock::LargeBlock(std::vector<LayoutEdge> edges, std::vector<bool> movable,
                       std::vector<LayoutPoint> start, const LayoutOptions &options)
    : m_edges(std::move(edges))
    , m_movable(std::move(movable))
    , m_places(std::move(start))
    , m_options(options)
    , m_hops(m_places.size(), m_edges)
{
}

bool LargeBlock::step(const std::stop_token &stop)
{
    switch (m_stage) {
    case Stage::begin:
        beginUnfolding(stop);
        break;
    case Stage::unfold:
        if (!m_descent->step())
            beginForming(stop);
        break;
    case Stage::form:
        m_sweep->sweep(m_sweeps < plainSweeps ? 0 : room);
        if (++m_sweeps == plainSweeps + roomSweeps)
            endForming(stop);
        break;
    case Stage::full:
        m_sweep->sweep(room);
        if (++m_sweeps == fullSweeps) {
            m_places = m_sweep->positions();
            m_stage = Stage::done;
        }
        break;
    case Stage::forces:
        if (!m_forces->step()) {
            m_places = m_forces->positions();
            m_stage = Stage::done;
        }
        break;
    case Stage::done:
        break;
    }
    return m_stage != Stage::done;
}

void LargeBlock::beginUnfolding(const std::stop_token &stop)
{
    auto terms = pivotTerms(StressPivots(m_hops, unfoldingPivots, stop), m_edges);
    for (StressTerm &term : terms) {
        term.weightA = m_movable[term.a] ? term.weightA : 0;
        term.weightB = m_movable[term.b] ? term.weightB : 0;
    }
    std::erase_if(terms, [](const StressTerm &term) { return term.weightA == 0 && term.weightB == 0; });
    m_descent = std::make_unique<StressDescent>(std::move(terms), m_places, unfolding, m_options.seed);
    m_stage = Stage::unfold;
}

void LargeBlock::beginForming(const std::stop_token &stop)
{
    m_places = m_descent->positions();
    m_descent.reset();
    const StressPivots pivots(m_hops, m_options.pivots, stop);
    m_sweep = std::make_unique<StressSweep>(m_hops, pivots, nearHops, m_movable, m_places);
    m_sweeps = 0;
    m_stage = Stage::form;
}

void LargeBlock::endForming(const std::stop_token &stop)
{
    const double stress = m_sweep->normalisedStress();
    const auto formed = m_sweep->positions();
    m_sweep.reset();
    m_sweeps = 0;
    if (stress > fitsThePlane && m_places.size() <= mostForForces) {
        beginForces(); // from what was unfolded: forming such a graph tangles it
        return;
    }
    m_places = formed;
    m_stage = Stage::done;
    if (m_places.size() <= m_options.fullStress) {
        const StressPivots all(m_hops, m_places.size(), stop);
        m_sweep = std::make_unique<StressSweep>(m_hops, all, std::uint16_t{0}, m_movable, m_places);
        m_stage = Stage::full;
    }
}

void LargeBlock::beginForces()
{
    double sum = 0;
    for (const auto &[a, b] : m_edges)
        sum += std::hypot(m_places[a].x - m_places[b].x, m_places[a].y - m_places[b].y);
    const bool held = std::find(m_movable.begin(), m_movable.end(), false) != m_movable.end();
    const double scale = sum > 0 && !held ? double(m_edges.size()) / sum : 1;
    for (LayoutPoint &p : m_places)
        p = {p.x * scale, p.y * scale};
    const double pairs = double(m_places.size()) * double(m_places.size());
    const int steps = std::min(forceSteps, static_cast<int>(forcePairs / pairs));
    m_forces = std::make_unique<ForceDescent>(m_edges, m_movable, m_places, steps);
    m_stage = Stage::forces;
}

} // namespace desk
