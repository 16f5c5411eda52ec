// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/largeblock_p.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace desk {
namespace {

constexpr std::size_t fewPivots = 40;
constexpr std::size_t perPivot = 20; // so many nodes at least, but for the first few
constexpr int starts = 8;
constexpr StressDescent::Schedule landmarkSchedule{15, 0, 0};
constexpr std::size_t heldPivots = 10;
constexpr StressDescent::Schedule heldSchedule{10, 0, 0};
constexpr std::uint16_t nearHops = 2;
constexpr int plainSweeps = 12; // then so many that keep strangers apart
constexpr int roomSweeps = 6;
constexpr int fullSweeps = 15;
constexpr double room = 2.5; // link lengths
constexpr double goldenAngle = 2.399963;
// Meshes reach less than 0.1, random graphs and those with hubs 0.2 and more.
constexpr double fitsThePlane = 0.15;
constexpr std::size_t mostForForces = 6'000; // each step is quadratic
constexpr int forceSteps = 180;
constexpr double forcePairs = 180 * 1'600.0 * 1'600.0; // in all steps together

} // namespace

LargeBlock::LargeBlock(std::vector<LayoutEdge> edges, std::vector<bool> movable,
                       std::vector<LayoutPoint> start, const LayoutOptions &options, bool full)
    : m_edges(std::move(edges))
    , m_movable(std::move(movable))
    , m_places(std::move(start))
    , m_options(options)
    , m_full(full)
    , m_hops(m_places.size(), m_edges)
{
}

bool LargeBlock::step(const std::stop_token &stop)
{
    switch (m_stage) {
    case Stage::begin:
        m_pivots.emplace(m_hops, std::min(m_options.pivots, std::max(fewPivots, m_places.size() / perPivot)),
                         stop);
        m_stage = stop.stop_requested() ? Stage::done : Stage::unfold;
        break;
    case Stage::unfold:
        if (isHeld())
            unfoldHeld(stop);
        else
            unfoldLandmarks(stop);
        m_sweep = std::make_unique<StressSweep>(m_hops, *m_pivots, nearHops, m_movable, m_places);
        m_stage = Stage::form;
        break;
    case Stage::form:
        m_sweep->sweep(m_sweeps < plainSweeps ? 0 : room);
        if (++m_sweeps == plainSweeps + roomSweeps)
            endForming(stop);
        break;
    case Stage::full:
        m_sweep->sweep();
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

bool LargeBlock::isHeld() const
{
    return std::find(m_movable.begin(), m_movable.end(), false) != m_movable.end();
}

// The pivots alone, all pairs of them, from a few random starts: the best picture of so few is the right one
// in the large, where one start of all nodes often ends with a twist. Then each node beside its pivot.
void LargeBlock::unfoldLandmarks(const std::stop_token &stop)
{
    const auto nodes = m_pivots->nodes();
    std::vector<StressTerm> terms;
    float furthest = 1;
    for (std::uint32_t p = 0; p < nodes.size(); ++p) {
        for (std::uint32_t q = 0; q < p; ++q) {
            const auto d = float(m_pivots->hopsFrom(p)[nodes[q]]);
            terms.push_back({p, q, d, 1 / (d * d), 1 / (d * d)});
            furthest = std::max(furthest, d);
        }
    }
    std::mt19937 random(m_options.seed);
    std::vector<LayoutPoint> best;
    double least = 0;
    for (int start = 0; start < starts && !stop.stop_requested(); ++start) {
        std::vector<LayoutPoint> places(nodes.size());
        for (LayoutPoint &p : places) {
            p.x = double(furthest) * double(random()) / 4294967296.0;
            p.y = double(furthest) * double(random()) / 4294967296.0;
        }
        StressDescent descent(std::move(terms), std::move(places), landmarkSchedule,
                              m_options.seed + static_cast<std::uint32_t>(start));
        while (descent.step()) {
        }
        const double stress = descent.stress();
        if (best.empty() || stress < least) {
            least = stress;
            best = descent.positions();
        }
        terms = descent.takeTerms();
    }
    if (best.empty())
        return;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const LayoutPoint pivot = best[m_pivots->regionOf(i)];
        const double off = 0.1 * double(m_pivots->hopsFrom(m_pivots->regionOf(i))[i]);
        const double angle = goldenAngle * double(i);
        m_places[i] = {pivot.x + off * std::cos(angle), pivot.y + off * std::sin(angle)};
    }
}

// Pinned nodes say where and how large the picture is: a descent of all nodes from there.
void LargeBlock::unfoldHeld(const std::stop_token &stop)
{
    auto terms = pivotTerms(StressPivots(m_hops, heldPivots, stop), m_edges);
    for (StressTerm &term : terms) {
        term.weightA = m_movable[term.a] ? term.weightA : 0;
        term.weightB = m_movable[term.b] ? term.weightB : 0;
    }
    std::erase_if(terms, [](const StressTerm &term) { return term.weightA == 0 && term.weightB == 0; });
    StressDescent descent(std::move(terms), m_places, heldSchedule, m_options.seed);
    while (!stop.stop_requested() && descent.step()) {
    }
    m_places = descent.positions();
}

void LargeBlock::endForming(const std::stop_token &stop)
{
    const double stress = m_sweep->normalisedStress();
    auto formed = m_sweep->positions();
    m_sweep.reset();
    m_sweeps = 0;
    if (stress > fitsThePlane && m_places.size() <= mostForForces) {
        beginForces(); // from what was unfolded: forming such a graph tangles it
        return;
    }
    m_places = std::move(formed);
    m_stage = Stage::done;
    if (m_full) {
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
    const double scale = sum > 0 && !isHeld() ? double(m_edges.size()) / sum : 1;
    for (LayoutPoint &p : m_places)
        p = {p.x * scale, p.y * scale};
    const double pairs = double(m_places.size()) * double(m_places.size());
    const int steps = std::min(forceSteps, static_cast<int>(forcePairs / pairs));
    m_forces = std::make_unique<ForceDescent>(m_edges, m_movable, m_places, steps);
    m_stage = Stage::forces;
}

} // namespace desk
