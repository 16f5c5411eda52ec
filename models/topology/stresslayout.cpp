// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/stresslayout_p.h"

#include "models/topology/overlapremoval_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::uint16_t nearHops = 3;      // what a moved node of a large graph looks at
constexpr std::size_t severalStarts = 200; // up to so many nodes a block is tried from several starts
constexpr int starts = 4;
constexpr std::uint32_t noPlace = 0xFFFFFFFFU;
constexpr double goldenAngle = 2.399963;

constexpr StressDescent::Schedule freshSchedule{30, 0, 0};
constexpr StressDescent::Schedule gentleSchedule{12, 0.3, 0.03};
constexpr StressDescent::Schedule followSchedule{15, 2, 0.1};

std::vector<LayoutPoint> randomStart(std::size_t count, std::uint32_t seed)
{
    std::mt19937 random(seed);
    const auto next = [&] { return double(random()) / 4294967296.0; };
    std::vector<LayoutPoint> places(count);
    const double side = std::sqrt(double(count));
    for (LayoutPoint &p : places) {
        p.x = side * next();
        p.y = side * next();
    }
    return places;
}

double meanLength(const std::vector<LayoutPoint> &places, const std::vector<LayoutEdge> &edges)
{
    double sum = 0;
    for (const auto &[a, b] : edges)
        sum += std::hypot(places[a].x - places[b].x, places[a].y - places[b].y);
    return edges.empty() ? 0 : sum / double(edges.size());
}

} // namespace

StressLayout::StressLayout(LayoutGraph graph, const LayoutOptions &options)
    : m_graph(std::move(graph))
    , m_options(options)
    , m_follows(m_graph.followers)
    , m_links(std::make_unique<HopDistances>(m_graph.nodeCount, m_graph.edges))
{
    positions.resize(m_graph.nodeCount);
    for (std::size_t i = 0; i < m_graph.nodeCount; ++i) {
        if (isKnown(static_cast<std::uint32_t>(i)))
            positions[i] = *m_graph.previous[i];
    }
    freeUnheldFollowers();
    makeBlocks();
    chooseMode();
}

bool StressLayout::isKnown(std::uint32_t node) const
{
    return !m_graph.previous.empty() && m_graph.previous[node];
}

void StressLayout::freeUnheldFollowers()
{
    const auto component = m_links->components();
    std::vector<bool> held(m_graph.nodeCount);
    for (std::size_t i = 0; i < m_graph.nodeCount; ++i) {
        if (!m_follows[i])
            held[component[i]] = true;
    }
    for (std::size_t i = 0; i < m_graph.nodeCount; ++i)
        m_follows[i] = m_follows[i] && held[component[i]];
}

void StressLayout::makeBlocks()
{
    std::vector<LayoutEdge> mesh;
    for (const LayoutEdge &edge : m_graph.edges) {
        if (!m_follows[edge.first] && !m_follows[edge.second])
            mesh.push_back(edge);
    }
    const auto component = HopDistances(m_graph.nodeCount, mesh).components();
    std::vector<std::uint32_t> blockOf(m_graph.nodeCount, noPlace);
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (m_follows[i])
            continue;
        std::uint32_t &block = blockOf[component[i]];
        if (block == noPlace) {
            block = static_cast<std::uint32_t>(m_blocks.size());
            m_blocks.emplace_back();
        }
        m_blocks[block].nodes.push_back(i);
    }
}

void StressLayout::chooseMode()
{
    std::size_t mesh = 0;
    std::size_t known = 0;
    std::size_t changed = 0;
    const bool told = !m_graph.changed.empty();
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (m_follows[i])
            continue;
        ++mesh;
        known += isKnown(i) ? 1 : 0;
        changed += told && m_graph.changed[i] ? 1 : 0;
    }
    const bool mostKnown = known > 0 && 10 * known >= 7 * mesh;
    const bool muchChanged = 10 * changed > 3 * mesh;
    constexpr std::size_t affordable = 4'000'000; // pairs
    if (!mostKnown || muchChanged || m_options.afresh)
        m_mode = Mode::fresh;
    else
        m_mode = told && changed * mesh <= affordable ? Mode::local : Mode::gentle;

    m_movable.resize(m_graph.nodeCount);
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        const bool stays = isKnown(i) && told && !m_graph.changed[i] &&
                           (m_mode == Mode::local || (m_mode == Mode::gentle && m_follows[i]));
        m_movable[i] = !m_graph.pinned[i] && !stays;
    }
}

bool StressLayout::step(const std::stop_token &stop)
{
    switch (m_stage) {
    case Stage::blocks:
        if (m_block == m_blocks.size()) {
            m_stage = m_large.empty() ? Stage::packing : Stage::largeBlocks;
        } else if (!m_descent) {
            startBlock(stop);
        } else if (!m_descent->step() && !nextStart()) {
            finishBlock();
        }
        break;
    case Stage::largeBlocks:
        if (m_large.step(stop))
            break;
        for (const auto &[block, work] : m_large.parts()) {
            m_blocks[block].places = work->positions();
            normalise(m_blocks[block], work->edges());
        }
        m_stage = Stage::packing;
        break;
    case Stage::packing:
        pack(stop);
        m_stage = Stage::followers;
        break;
    case Stage::followers:
        if (m_descent && m_descent->step())
            break;
        if (m_descent)
            positions = m_descent->positions();
        m_stage = Stage::spreading;
        break;
    case Stage::spreading:
        spreadFollowers();
        pushApart(positions, m_movable, leastDistance());
        m_stage = Stage::done;
        break;
    case Stage::done:
        break;
    }
    return m_stage != Stage::done;
}

// Where a picture is dense as a whole, nodes come as near as they must: pushing all apart would scramble it.
double StressLayout::leastDistance() const
{
    const LayoutBox box = boxOf(positions);
    if (box.empty())
        return m_options.leastDistance;
    const double spacing = std::sqrt(box.width() * box.height() / double(positions.size()));
    constexpr double ofSpacing = 0.3;
    return spacing > 0 ? std::min(m_options.leastDistance, ofSpacing * spacing) : m_options.leastDistance;
}

void StressLayout::startBlock(const std::stop_token &stop)
{
    LayoutBlock &block = m_blocks[m_block];
    const auto known = [this](std::uint32_t i) { return isKnown(i); };
    const auto pinned = [this](std::uint32_t i) { return bool(m_graph.pinned[i]); };
    const bool fresh = m_mode == Mode::fresh || std::none_of(block.nodes.begin(), block.nodes.end(), known);
    block.anchored = !fresh || std::any_of(block.nodes.begin(), block.nodes.end(), pinned);
    m_freshBlock = fresh;
    m_partEdges = edgesWithin(block.nodes);
    std::vector<bool> movable(block.nodes.size());
    for (std::size_t i = 0; i < movable.size(); ++i)
        movable[i] = fresh ? !m_graph.pinned[block.nodes[i]] : bool(m_movable[block.nodes[i]]);

    if (fresh && block.nodes.size() > severalStarts) {
        m_large.add(m_block, std::make_unique<LargeBlock>(std::move(m_partEdges), std::move(movable),
                                                          freshStart(m_options.seed), m_options,
                                                          m_graph.nodeCount <= m_options.fullStress));
        ++m_block;
        return;
    }
    const bool large = block.nodes.size() > m_options.fullStress;
    const bool local = !fresh && m_mode == Mode::local;
    HopDistances hops(block.nodes.size(), m_partEdges);
    std::vector<StressTerm> terms;
    if (large && !local)
        terms = pivotTerms(StressPivots(hops, m_options.pivots, stop), m_partEdges);
    else
        terms = pairTerms(hops, movable, large ? nearHops : allHops, stop);
    for (StressTerm &term : terms) {
        term.weightA = movable[term.a] ? term.weightA : 0;
        term.weightB = movable[term.b] ? term.weightB : 0;
    }
    std::erase_if(terms, [](const StressTerm &term) { return term.weightA == 0 && term.weightB == 0; });

    if (fresh) {
        m_start = 1;
        m_best.clear();
        m_descent = std::make_unique<StressDescent>(std::move(terms), freshStart(m_options.seed),
                                                    freshSchedule, m_options.seed);
        return;
    }
    m_start = starts;
    placeUnknown(block.nodes);
    std::vector<LayoutPoint> start;
    for (const std::uint32_t node : block.nodes)
        start.push_back(positions[node]);
    m_descent =
        std::make_unique<StressDescent>(std::move(terms), std::move(start), gentleSchedule, m_options.seed);
    m_descent->fitScale();
}

std::vector<LayoutEdge> StressLayout::edgesWithin(const std::vector<std::uint32_t> &nodes)
{
    m_local.resize(m_graph.nodeCount, noPlace);
    for (std::uint32_t i = 0; i < nodes.size(); ++i)
        m_local[nodes[i]] = i;
    std::vector<LayoutEdge> edges;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        for (const std::uint32_t neighbour : m_links->neighbours(nodes[i])) {
            const std::uint32_t j = m_local[neighbour];
            if (j != noPlace && i < j)
                edges.emplace_back(i, j);
        }
    }
    for (const std::uint32_t node : nodes)
        m_local[node] = noPlace;
    return edges;
}

std::vector<LayoutPoint> StressLayout::freshStart(std::uint32_t seed) const
{
    const LayoutBlock &block = m_blocks[m_block];
    std::vector<LayoutPoint> start = randomStart(block.nodes.size(), seed);
    for (std::size_t i = 0; i < start.size(); ++i) {
        if (m_graph.pinned[block.nodes[i]])
            start[i] = *m_graph.previous[block.nodes[i]];
    }
    return start;
}

bool StressLayout::nextStart()
{
    if (!m_freshBlock)
        return false;
    const double stress = m_descent->stress();
    if (m_best.empty() || stress < m_bestStress) {
        m_bestStress = stress;
        m_best = m_descent->positions();
    }
    if (m_start >= starts || m_blocks[m_block].nodes.size() < 4)
        return false;
    const std::uint32_t seed = m_options.seed + static_cast<std::uint32_t>(m_start);
    ++m_start;
    m_descent =
        std::make_unique<StressDescent>(m_descent->takeTerms(), freshStart(seed), freshSchedule, seed);
    return true;
}

void StressLayout::finishBlock()
{
    LayoutBlock &block = m_blocks[m_block];
    if (m_freshBlock)
        block.places.swap(m_best);
    else
        block.places = m_descent->positions();
    normalise(block, m_partEdges);
    m_descent.reset();
    ++m_block;
}

void StressLayout::normalise(LayoutBlock &block, const std::vector<LayoutEdge> &edges) const
{
    if (block.anchored)
        return;
    const double length = meanLength(block.places, edges);
    for (LayoutPoint &p : block.places)
        p = length > 1e-9 ? LayoutPoint{p.x / length, p.y / length} : LayoutPoint{};
    turnLevel(block);
    turnLike(block, m_graph.previous);
}

void StressLayout::pack(const std::stop_token &stop)
{
    packBlocks(m_blocks, m_options.aspect);
    for (const LayoutBlock &block : m_blocks) {
        for (std::size_t i = 0; i < block.nodes.size(); ++i)
            positions[block.nodes[i]] = block.places[i];
    }
    startFollowers(stop);
}

void StressLayout::placeUnknown(const std::vector<std::uint32_t> &nodes)
{
    std::vector<bool> waits(m_graph.nodeCount);
    std::vector<std::uint32_t> waiting;
    for (const std::uint32_t i : nodes) {
        if (m_mode == Mode::fresh ? !m_graph.pinned[i] : !isKnown(i)) {
            waits[i] = true;
            waiting.push_back(i);
        }
    }
    for (bool placed = true; placed && !waiting.empty();) {
        placed = false;
        for (const std::uint32_t i : waiting) {
            LayoutPoint sum;
            double count = 0;
            for (const std::uint32_t j : m_links->neighbours(i)) {
                const bool there = !waits[j] && (!m_follows[j] || m_follows[i]);
                if (!there)
                    continue;
                sum = {sum.x + positions[j].x, sum.y + positions[j].y};
                ++count;
            }
            if (count == 0)
                continue;
            // Off the middle a little, so that several new nodes of one neighbour do not coincide.
            const double off = count > 1 ? 0.1 : 1;
            positions[i] = {sum.x / count + off * std::cos(goldenAngle * i),
                            sum.y / count + off * std::sin(goldenAngle * i)};
            waits[i] = false;
            placed = true;
        }
        std::erase_if(waiting, [&](std::uint32_t i) { return !waits[i]; });
    }
}

void StressLayout::startFollowers(const std::stop_token &stop)
{
    std::vector<std::uint32_t> followers;
    std::vector<bool> movable(m_graph.nodeCount);
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (!m_follows[i])
            continue;
        followers.push_back(i);
        movable[i] = m_movable[i];
    }
    placeUnknown(followers);
    const bool large = m_graph.nodeCount > m_options.fullStress;
    auto terms = pairTerms(*m_links, movable, large ? nearHops : allHops, stop);
    m_descent = std::make_unique<StressDescent>(
        std::move(terms), positions, m_mode == Mode::fresh ? freshSchedule : followSchedule, m_options.seed);
}

// Stations that see the same satellites crowd together; their names need room.
void StressLayout::spreadFollowers()
{
    constexpr double room = 0.9;
    std::vector<std::uint32_t> followers;
    std::vector<LayoutPoint> places;
    std::vector<bool> movable;
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (!m_follows[i])
            continue;
        followers.push_back(i);
        places.push_back(positions[i]);
        movable.push_back(m_movable[i]);
    }
    pushApart(places, movable, room);
    for (std::size_t i = 0; i < followers.size(); ++i)
        positions[followers[i]] = places[i];
}

} // namespace desk
