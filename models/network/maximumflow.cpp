// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/maximumflow.h"

#include <algorithm>

namespace desk {
namespace {

constexpr double noLimit = std::numeric_limits<double>::infinity();
constexpr std::uint32_t unlevelled = 0xFFFFFFFFU;

class Dinic
{
public:
    Dinic(const Network &network, std::span<const std::uint32_t> sources,
          std::span<const std::uint32_t> targets, FlowUnit unit)
        : m_network(network)
        , m_graph(network.graph())
        , m_isTarget(network.nodeCount(), 0)
        , m_capacity(network.linkCount(), 0)
        , m_flow(network.linkCount(), 0)
        , m_level(network.nodeCount())
        , m_next(network.nodeCount())
    {
        for (const std::uint32_t node : sources) {
            if (network.works(node))
                m_sources.push_back(node);
        }
        for (const std::uint32_t node : targets)
            m_isTarget[node] = network.works(node) ? 1 : 0;
        for (std::uint32_t i = 0; i < network.linkCount(); ++i) {
            if (!network.linkWorks(i))
                continue;
            const double capacity = unit == FlowUnit::links ? 1 : network.capacityGbps(i);
            m_unknown += std::isnan(capacity) ? 1 : 0;
            m_capacity[i] = std::isnan(capacity) ? 0 : capacity;
            m_largest = std::max(m_largest, m_capacity[i]);
        }
        // Below that a remainder is rounding, not room.
        m_least = m_largest * 1e-12;
    }

    MaximumFlow run()
    {
        MaximumFlow result;
        while (makeLevels()) {
            std::ranges::fill(m_next, 0);
            for (const std::uint32_t source : m_sources) {
                for (double pushed = push(source); pushed > 0; pushed = push(source))
                    result.amount += pushed;
            }
        }
        result.nearSide.resize(m_network.nodeCount());
        std::ranges::transform(m_level, result.nearSide.begin(), [](std::uint32_t level) {
            return static_cast<std::uint8_t>(level != unlevelled ? 1 : 0);
        });
        for (std::uint32_t i = 0; i < m_network.linkCount(); ++i) {
            if (m_capacity[i] <= 0)
                continue;
            const auto [a, b] = m_graph.link(i);
            if (result.nearSide[a] != result.nearSide[b])
                result.cut.push_back(i);
        }
        result.ofLink = std::move(m_flow);
        result.unknown = m_unknown;
        return result;
    }

private:
    [[nodiscard]] double room(std::uint32_t from, std::uint32_t link) const
    {
        const double flow = m_graph.link(link).a == from ? m_flow[link] : -m_flow[link];
        const double rest = m_capacity[link] - flow;
        return rest > m_least ? rest : 0;
    }

    // Distances from the sources over what has room; whether a target is among them.
    bool makeLevels()
    {
        std::ranges::fill(m_level, unlevelled);
        m_queue = m_sources;
        for (const std::uint32_t source : m_sources)
            m_level[source] = 0;
        bool reached = false;
        for (std::size_t i = 0; i < m_queue.size(); ++i) {
            const std::uint32_t node = m_queue[i];
            if (m_isTarget[node] != 0) {
                reached = true;
                continue; // nothing flows on
            }
            for (const NetworkGraph::Arc &arc : m_graph.arcs(node)) {
                if (m_level[arc.to] == unlevelled && room(node, arc.link) > 0) {
                    m_level[arc.to] = m_level[node] + 1;
                    m_queue.push_back(arc.to);
                }
            }
        }
        return reached;
    }

    // One way along the levels, as much as it takes; 0 when there is none left.
    double push(std::uint32_t source)
    {
        m_path.clear();
        for (std::uint32_t node = source;;) {
            if (m_isTarget[node] != 0)
                return fill();
            const auto arcs = m_graph.arcs(node);
            std::uint32_t &next = m_next[node];
            while (next < arcs.size() &&
                   !(m_level[arcs[next].to] == m_level[node] + 1 && room(node, arcs[next].link) > 0))
                ++next;
            if (next < arcs.size()) {
                m_path.push_back({node, arcs[next].link});
                node = arcs[next].to;
                continue;
            }
            if (m_path.empty())
                return 0;
            node = m_path.back().from;
            m_path.pop_back();
            ++m_next[node]; // leads nowhere
        }
    }

    double fill()
    {
        double amount = noLimit;
        for (const Step &step : m_path)
            amount = std::min(amount, room(step.from, step.link));
        for (const Step &step : m_path)
            m_flow[step.link] += m_graph.link(step.link).a == step.from ? amount : -amount;
        return amount;
    }

    struct Step
    {
        std::uint32_t from;
        std::uint32_t link;
    };

    const Network &m_network;
    const NetworkGraph &m_graph;
    std::vector<std::uint32_t> m_sources;
    std::vector<std::uint8_t> m_isTarget;
    std::vector<double> m_capacity; // the following by link
    std::vector<double> m_flow;
    std::vector<std::uint32_t> m_level; // the following by node
    std::vector<std::uint32_t> m_next;  // arc to try
    std::vector<std::uint32_t> m_queue;
    std::vector<Step> m_path;
    std::size_t m_unknown = 0;
    double m_largest = 0;
    double m_least = 0;
};

} // namespace

Result<MaximumFlow> maximumFlow(const Network &network, std::span<const std::uint32_t> sources,
                                std::span<const std::uint32_t> targets, FlowUnit unit)
{
    if (sources.empty() || targets.empty())
        return failure(ErrorCode::invalidArgument, "a flow needs a source and a target",
                       sources.empty() ? "sources" : "targets");
    std::vector<std::uint8_t> isSource(network.nodeCount(), 0);
    for (const std::uint32_t node : sources) {
        if (node >= network.nodeCount())
            return failure(ErrorCode::invalidArgument, "a source is not in the network", "sources");
        isSource[node] = 1;
    }
    for (const std::uint32_t node : targets) {
        if (node >= network.nodeCount())
            return failure(ErrorCode::invalidArgument, "a target is not in the network", "targets");
        if (isSource[node] != 0)
            return failure(ErrorCode::invalidArgument,
                           "a node is source and target: nothing limits that flow", "targets");
    }
    return Dinic(network, sources, targets, unit).run();
}

} // namespace desk
