// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layeredlayout_p.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double betweenLayers = 3;
constexpr double betweenRows = 2;        // of the ground
constexpr std::size_t fewestColumns = 8; // so that a handful of nodes is no tower

} // namespace

std::vector<bool> LayeredLayout::gateways() const
{
    std::vector<bool> found(m_graph.nodeCount);
    for (const auto &[a, b] : m_graph.edges) {
        const bool groundA = m_graph.roles[a] != LayoutRole::other;
        const bool groundB = m_graph.roles[b] != LayoutRole::other;
        found[a] = found[a] || (groundB && !groundA);
        found[b] = found[b] || (groundA && !groundB);
    }
    return found;
}

double LayeredLayout::placeOthers()
{
    const auto isGateway = gateways();
    std::size_t others = 0;
    for (const LayoutRole role : m_graph.roles)
        others += role == LayoutRole::other ? 1 : 0;
    m_columns = std::max(fewestColumns,
                         static_cast<std::size_t>(std::ceil(std::sqrt(double(others) * m_options.aspect))));
    const std::size_t rows = (others + m_columns - 1) / m_columns;
    const double top = double(rows) + betweenLayers;
    std::vector<std::size_t> stacked(m_columns);
    std::size_t rank = 0;
    for (std::size_t i = 0; i < m_graph.nodeCount; ++i) {
        if (m_graph.roles[i] != LayoutRole::other)
            continue;
        const std::size_t column = rank % m_columns;
        const double row =
            isGateway[i] ? top + double(stacked[column]++) : std::floor(double(rank) / double(m_columns));
        positions[i] = {double(column), row};
        ++rank;
    }
    return top + double(*std::max_element(stacked.begin(), stacked.end())) + betweenLayers;
}

double LayeredLayout::placeGround(LayoutRole role, double top)
{
    std::vector<double> sum(m_graph.nodeCount);
    std::vector<double> count(m_graph.nodeCount);
    for (const auto &[a, b] : m_graph.edges) {
        if (m_graph.roles[a] == role && m_graph.roles[b] != role) {
            sum[a] += positions[b].x;
            ++count[a];
        } else if (m_graph.roles[b] == role && m_graph.roles[a] != role) {
            sum[b] += positions[a].x;
            ++count[b];
        }
    }
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < m_graph.nodeCount; ++i) {
        if (m_graph.roles[i] == role)
            nodes.push_back(i);
    }
    const auto key = [&](std::uint32_t i) {
        if (!m_graph.previous.empty() && m_graph.previous[i])
            return std::pair(m_graph.previous[i]->y, m_graph.previous[i]->x);
        return std::pair(m_graph.previous.empty() ? 0.0 : 1e9, count[i] > 0 ? sum[i] / count[i] : 0.0);
    };
    std::stable_sort(nodes.begin(), nodes.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::size_t row = i / m_columns;
        const std::size_t inRow = std::min(m_columns, nodes.size() - row * m_columns);
        positions[nodes[i]] = {(double(i % m_columns) + 0.5) * double(m_columns) / double(inRow) - 0.5,
                               top + betweenRows * double(row)};
    }
    const std::size_t rows = (nodes.size() + m_columns - 1) / m_columns;
    return nodes.empty() ? top : top + betweenRows * double(rows) + betweenLayers;
}

bool LayeredLayout::step(const std::stop_token &)
{
    positions.assign(m_graph.nodeCount, {});
    const double stations = placeOthers();
    placeGround(LayoutRole::dataCentre, placeGround(LayoutRole::station, stations));
    return false;
}

} // namespace desk
