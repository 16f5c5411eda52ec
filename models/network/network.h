// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/networkgraph.h"

#include <cmath>
#include <limits>
#include <memory>

namespace desk {

// The network as the analyses see it: a shared graph with the figures of its links, what works, and which
// nodes stand on the ground. A value of some hundred kilobytes at ten thousand nodes: who asks "what if"
// copies it and switches things off in the copy. Latency in ms, capacity in Gbit/s, both of the worse
// direction; NaN = unknown, and so is what is negative or infinite. Any one thread at a time.
class Network
{
public:
    static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

    // Everything works, no figure is known, nothing stands on the ground.
    explicit Network(std::shared_ptr<const NetworkGraph> graph);
    Network(std::size_t nodes, std::span<const NetworkLink> links);

    void setLatency(std::uint32_t link, double ms, bool estimated = false);
    void setCapacity(std::uint32_t link, double gbps);
    void setOnGround(std::uint32_t node, bool ground = true) { m_onGround[node] = ground ? 1 : 0; }
    // What does not work is passed by as if it were not there; unknown indices are passed over.
    void switchNode(std::uint32_t node, bool works);
    void switchLink(std::uint32_t link, bool works);

    [[nodiscard]] const NetworkGraph &graph() const { return *m_graph; }
    [[nodiscard]] std::size_t nodeCount() const { return m_nodeWorks.size(); }
    [[nodiscard]] std::size_t linkCount() const { return m_linkWorks.size(); }
    [[nodiscard]] double latencyMs(std::uint32_t link) const { return m_latencyMs[link]; }
    [[nodiscard]] double capacityGbps(std::uint32_t link) const { return m_capacityGbps[link]; }
    // From the distance of its ends, where nobody told the latency.
    [[nodiscard]] bool isEstimated(std::uint32_t link) const { return m_estimated[link] != 0; }
    [[nodiscard]] bool isOnGround(std::uint32_t node) const { return m_onGround[node] != 0; }
    [[nodiscard]] bool works(std::uint32_t node) const { return m_nodeWorks[node] != 0; }
    // It leads somewhere, is not switched off, and both ends work.
    [[nodiscard]] bool linkWorks(std::uint32_t link) const;
    // The same along an arc of a node that works.
    [[nodiscard]] bool isOpen(const NetworkGraph::Arc &arc) const
    {
        return m_linkWorks[arc.link] != 0 && m_nodeWorks[arc.to] != 0;
    }
    [[nodiscard]] std::vector<std::uint32_t> groundNodes() const; // that work
    [[nodiscard]] std::size_t workingLinksOf(std::uint32_t node) const;

private:
    std::shared_ptr<const NetworkGraph> m_graph;
    std::vector<double> m_latencyMs; // the following by link
    std::vector<double> m_capacityGbps;
    std::vector<std::uint8_t> m_estimated;
    std::vector<std::uint8_t> m_linkWorks;
    std::vector<std::uint8_t> m_nodeWorks; // the following by node
    std::vector<std::uint8_t> m_onGround;
};

} // namespace desk
