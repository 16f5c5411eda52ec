// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/networkgraph.h"

namespace desk {

NetworkGraph::NetworkGraph(std::size_t nodes, std::span<const NetworkLink> links)
    : m_first(nodes + 1, 0)
    , m_links(links.begin(), links.end())
{
    for (std::uint32_t i = 0; i < m_links.size(); ++i) {
        const NetworkLink &link = m_links[i];
        if (link.a >= nodes || link.b >= nodes)
            ++m_missingEnds;
        else if (link.a == link.b)
            ++m_selfLoops;
        else {
            ++m_first[link.a + 1];
            ++m_first[link.b + 1];
        }
    }
    for (std::size_t i = 1; i < m_first.size(); ++i)
        m_first[i] += m_first[i - 1];
    m_arcs.resize(m_first.back());
    std::vector<std::uint32_t> next(m_first.begin(), m_first.end() - 1);
    for (std::uint32_t i = 0; i < m_links.size(); ++i) {
        if (!leadsSomewhere(i))
            continue;
        m_arcs[next[m_links[i].a]++] = {m_links[i].b, i};
        m_arcs[next[m_links[i].b]++] = {m_links[i].a, i};
    }
}

bool NetworkGraph::leadsSomewhere(std::uint32_t link) const
{
    const auto [a, b] = m_links[link];
    return a != b && a < nodeCount() && b < nodeCount();
}

} // namespace desk
