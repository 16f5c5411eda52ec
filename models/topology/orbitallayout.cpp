// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/orbitallayout_p.h"

#include "models/topology/blockpacking_p.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace desk {
namespace {

constexpr double betweenPlaneRows = 2; // of ground nodes: their names need room

} // namespace

void OrbitalLayout::placeShells()
{
    std::map<int, LayoutBlock> shells;
    std::map<std::pair<int, int>, int> members; // of a plane
    std::map<int, int> rows;                    // of a shell: its fullest plane's
    for (std::uint32_t i = 0; i < m_graph.slots.size(); ++i) {
        if (const auto &slot = m_graph.slots[i]) {
            shells[slot->shell].nodes.push_back(i);
            int &most = rows[slot->shell];
            most = std::max(most, ++members[{slot->shell, slot->plane}]);
        }
    }
    std::vector<LayoutBlock> blocks;
    for (auto &[shell, block] : shells) {
        for (const std::uint32_t i : block.nodes) {
            const OrbitalSlot &slot = *m_graph.slots[i];
            block.places.push_back(
                {double(slot.plane), slot.phase / (2 * std::numbers::pi) * double(rows[shell])});
        }
        blocks.push_back(std::move(block));
    }
    packBlocks(blocks, m_options.aspect);
    LayoutBox box;
    for (const LayoutBlock &block : blocks) {
        for (std::size_t i = 0; i < block.nodes.size(); ++i) {
            positions[block.nodes[i]] = block.places[i];
            box.add(block.places[i]);
        }
    }
    const double alone = std::ceil(std::sqrt(double(m_graph.nodeCount) * m_options.aspect));
    m_width = box.empty() ? alone : std::max(box.width(), 10.0);
    m_bottom = box.empty() ? 0 : box.most.y + 2 * betweenPlaneRows;
}

double OrbitalLayout::placeRows(std::vector<std::uint32_t> nodes, double top)
{
    const auto perRow = std::max<std::size_t>(1, static_cast<std::size_t>(m_width));
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::size_t row = i / perRow;
        const std::size_t inRow = std::min(perRow, nodes.size() - row * perRow);
        const double apart = m_width / double(inRow);
        positions[nodes[i]] = {(double(i % perRow) + 0.5) * apart, top + betweenPlaneRows * double(row)};
    }
    const std::size_t rows = (nodes.size() + perRow - 1) / perRow;
    return top + betweenPlaneRows * double(rows + (rows > 0 ? 1 : 0));
}

void OrbitalLayout::sortByNeighbours(std::vector<std::uint32_t> &nodes) const
{
    std::vector<double> sum(m_graph.nodeCount);
    std::vector<double> count(m_graph.nodeCount);
    const auto add = [&](std::uint32_t node, std::uint32_t neighbour) {
        if (m_graph.slots[neighbour]) {
            sum[node] += positions[neighbour].x;
            ++count[node];
        }
    };
    for (const auto &[a, b] : m_graph.edges) {
        add(a, b);
        add(b, a);
    }
    const auto known = [this](std::uint32_t i) { return !m_graph.previous.empty() && m_graph.previous[i]; };
    // Who has a place keeps its order: passes come and go.
    const auto key = [&](std::uint32_t i) {
        return known(i) ? m_graph.previous[i]->x : count[i] > 0 ? sum[i] / count[i] : 0;
    };
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

bool OrbitalLayout::step(const std::stop_token &)
{
    positions.assign(m_graph.nodeCount, {});
    placeShells();
    std::vector<std::uint32_t> loose;
    std::vector<std::uint32_t> stations;
    std::vector<std::uint32_t> centres;
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (m_graph.slots[i])
            continue;
        const LayoutRole role = m_graph.roles[i];
        (role == LayoutRole::station      ? stations
         : role == LayoutRole::dataCentre ? centres
                                          : loose)
            .push_back(i);
    }
    sortByNeighbours(stations);
    m_bottom = placeRows(std::move(loose), m_bottom);
    m_bottom = placeRows(std::move(stations), m_bottom);
    placeRows(std::move(centres), m_bottom);
    return false;
}

} // namespace desk
