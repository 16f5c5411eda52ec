// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <algorithm>

namespace desk {

// The nodes of a picture by square cells, to find those near a place. Immutable; at most a thousand cells
// along either side, however far apart two nodes lie.
class NodeCells
{
public:
    // at(node) is its LayoutPoint, finite.
    template <class At>
    NodeCells(std::size_t count, double size, At at)
    {
        LayoutPoint most{-1e300, -1e300};
        for (std::size_t i = 0; i < count; ++i) {
            const LayoutPoint p = at(i);
            m_least = {std::min(m_least.x, p.x), std::min(m_least.y, p.y)};
            most = {std::max(most.x, p.x), std::max(most.y, p.y)};
        }
        if (count == 0)
            m_least = most = {};
        constexpr double mostCells = 1000;
        const double width = most.x - m_least.x;
        const double height = most.y - m_least.y;
        m_size = std::max({size, width / mostCells, height / mostCells});
        m_columns = static_cast<std::size_t>(width / m_size) + 1;
        m_rows = static_cast<std::size_t>(height / m_size) + 1;
        m_begin.resize(m_columns * m_rows + 1);
        for (std::size_t i = 0; i < count; ++i)
            ++m_begin[cell(at(i)) + 1];
        for (std::size_t c = 1; c < m_begin.size(); ++c)
            m_begin[c] += m_begin[c - 1];
        m_nodes.resize(count);
        auto next = m_begin;
        for (std::uint32_t i = 0; i < count; ++i)
            m_nodes[next[cell(at(i))]++] = i;
    }

    // Every node that is no further than the size, and some more; where very many crowd, some of them only:
    // the time must not grow with their square.
    template <class Visit>
    void around(LayoutPoint place, Visit visit) const
    {
        const std::size_t column = index(place.x - m_least.x, m_columns);
        const std::size_t row = index(place.y - m_least.y, m_rows);
        const std::size_t from = column > 0 ? column - 1 : 0;
        const std::size_t to = std::min(column + 1, m_columns - 1);
        for (std::size_t r = row > 0 ? row - 1 : 0; r <= std::min(row + 1, m_rows - 1); ++r) {
            constexpr std::size_t most = 128;
            const std::size_t begin = m_begin[r * m_columns + from];
            const std::size_t end = std::min(m_begin[r * m_columns + to + 1], begin + most);
            for (std::size_t k = begin; k < end; ++k)
                visit(m_nodes[k]);
        }
    }

private:
    [[nodiscard]] std::size_t index(double offset, std::size_t count) const
    {
        return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, offset / m_size)));
    }
    [[nodiscard]] std::size_t cell(LayoutPoint place) const
    {
        return index(place.y - m_least.y, m_rows) * m_columns + index(place.x - m_least.x, m_columns);
    }

    double m_size = 1;
    LayoutPoint m_least{1e300, 1e300};
    std::size_t m_columns = 1;
    std::size_t m_rows = 1;
    std::vector<std::size_t> m_begin;
    std::vector<std::uint32_t> m_nodes; // by cell
};

} // namespace desk
