// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/network.h"

#include <algorithm>

namespace desk {
namespace {

double known(double figure)
{
    return std::isfinite(figure) && figure >= 0 ? figure : Network::unknown;
}

} // namespace

Network::Network(std::shared_ptr<const NetworkGraph> graph)
    : m_graph(std::move(graph))
    , m_latencyMs(m_graph->linkCount(), unknown)
    , m_capacityGbps(m_graph->linkCount(), unknown)
    , m_estimated(m_graph->linkCount(), 0)
    , m_linkWorks(m_graph->linkCount(), 1)
    , m_nodeWorks(m_graph->nodeCount(), 1)
    , m_onGround(m_graph->nodeCount(), 0)
{
}

Network::Network(std::size_t nodes, std::span<const NetworkLink> links)
    : Network(std::make_shared<const NetworkGraph>(nodes, links))
{
}

void Network::setLatency(std::uint32_t link, double ms, bool estimated)
{
    m_latencyMs[link] = known(ms);
    m_estimated[link] = estimated ? 1 : 0;
}

void Network::setCapacity(std::uint32_t link, double gbps)
{
    m_capacityGbps[link] = known(gbps);
}

void Network::switchNode(std::uint32_t node, bool works)
{
    if (node < m_nodeWorks.size())
        m_nodeWorks[node] = works ? 1 : 0;
}

void Network::switchLink(std::uint32_t link, bool works)
{
    if (link < m_linkWorks.size())
        m_linkWorks[link] = works ? 1 : 0;
}

bool Network::linkWorks(std::uint32_t link) const
{
    if (m_linkWorks[link] == 0 || !m_graph->leadsSomewhere(link))
        return false;
    const auto [a, b] = m_graph->link(link);
    return works(a) && works(b);
}

std::vector<std::uint32_t> Network::groundNodes() const
{
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < nodeCount(); ++i) {
        if (isOnGround(i) && works(i))
            nodes.push_back(i);
    }
    return nodes;
}

std::size_t Network::workingLinksOf(std::uint32_t node) const
{
    if (!works(node))
        return 0;
    const auto arcs = m_graph->arcs(node);
    return static_cast<std::size_t>(
        std::ranges::count_if(arcs, [this](const NetworkGraph::Arc &arc) { return isOpen(arc); }));
}

} // namespace desk
