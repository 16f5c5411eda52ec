// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/components.h"

#include <algorithm>

namespace desk {

Components componentsOf(const Network &network)
{
    Components components;
    components.ofNode.assign(network.nodeCount(), Components::none);
    std::vector<std::uint32_t> queue;
    for (std::uint32_t first = 0; first < network.nodeCount(); ++first) {
        if (!network.works(first) || components.ofNode[first] != Components::none)
            continue;
        const auto component = static_cast<std::uint32_t>(components.count());
        std::size_t ground = 0;
        queue.assign(1, first);
        components.ofNode[first] = component;
        for (std::size_t i = 0; i < queue.size(); ++i) {
            ground += network.isOnGround(queue[i]) ? 1 : 0;
            for (const NetworkGraph::Arc &arc : network.graph().arcs(queue[i])) {
                if (!network.isOpen(arc) || components.ofNode[arc.to] != Components::none)
                    continue;
                components.ofNode[arc.to] = component;
                queue.push_back(arc.to);
            }
        }
        components.sizes.push_back(queue.size());
        components.groundNodes.push_back(ground);
    }
    const auto largest = std::ranges::max_element(components.sizes);
    if (largest != components.sizes.end())
        components.largest = static_cast<std::uint32_t>(largest - components.sizes.begin());
    return components;
}

std::vector<std::uint32_t> cutOffNodes(const Network &network, const Components &components)
{
    const bool anyGround =
        std::ranges::any_of(components.groundNodes, [](std::size_t count) { return count > 0; });
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < network.nodeCount(); ++i) {
        const std::uint32_t component = components.ofNode[i];
        if (component == Components::none)
            continue;
        if (anyGround ? components.groundNodes[component] == 0 : component != components.largest)
            nodes.push_back(i);
    }
    return nodes;
}

} // namespace desk
