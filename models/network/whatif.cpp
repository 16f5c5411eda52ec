// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/whatif.h"

#include "models/network/maximumflow.h"
#include "models/network/routefinder.h"

#include <algorithm>

namespace desk {
namespace {

struct Working
{
    std::size_t nodes = 0;
    std::size_t links = 0;
};

Working workingIn(const Network &network)
{
    Working working;
    for (std::uint32_t i = 0; i < network.nodeCount(); ++i)
        working.nodes += network.works(i) ? 1 : 0;
    for (std::uint32_t i = 0; i < network.linkCount(); ++i)
        working.links += network.linkWorks(i) ? 1 : 0;
    return working;
}

WhatIf::GroundFlow groundFlow(const Network &network, std::size_t workingLinks)
{
    std::vector<std::uint32_t> space;
    for (std::uint32_t i = 0; i < network.nodeCount(); ++i) {
        if (!network.isOnGround(i))
            space.push_back(i);
    }
    const auto flow = maximumFlow(network, space, network.groundNodes(), FlowUnit::capacity);
    if (!flow)
        return {}; // without ground there is none
    const bool allUnknown = flow->unknown > 0 && flow->unknown == workingLinks;
    return {allUnknown ? Network::unknown : flow->amount, flow->unknown};
}

} // namespace

Network without(Network network, const Outage &outage)
{
    for (const std::uint32_t node : outage.nodes)
        network.switchNode(node, false);
    for (const std::uint32_t link : outage.links)
        network.switchLink(link, false);
    return network;
}

WhatIf whatIf(const Network &network, const Outage &outage, std::span<const WatchedRoute> watched)
{
    const Network after = without(network, outage);
    WhatIf result;
    const Working workingBefore = workingIn(network);
    const Working workingAfter = workingIn(after);
    result.nodesOff = workingBefore.nodes - workingAfter.nodes;
    result.linksOff = workingBefore.links - workingAfter.links;

    const Components componentsBefore = componentsOf(network);
    const Components componentsAfter = componentsOf(after);
    result.componentsBefore = componentsBefore.count();
    result.componentsAfter = componentsAfter.count();
    // Judged as before: with the last ground node gone everything has lost the ground.
    const bool byGround = !network.groundNodes().empty();
    const auto lostBefore = cutOffNodes(network, componentsBefore);
    std::vector<std::uint32_t> lostAfter;
    if (byGround && after.groundNodes().empty()) {
        for (std::uint32_t i = 0; i < after.nodeCount(); ++i) {
            if (after.works(i))
                lostAfter.push_back(i);
        }
    } else {
        lostAfter = cutOffNodes(after, componentsAfter);
    }
    std::ranges::set_difference(lostAfter, lostBefore, std::back_inserter(result.newlyCutOff));

    result.groundBefore = groundFlow(network, workingBefore.links);
    result.groundAfter = groundFlow(after, workingAfter.links);
    RouteFinder finderBefore(network);
    RouteFinder finderAfter(after);
    for (const WatchedRoute &route : watched)
        result.routes.push_back({finderBefore.best(route.from, route.to, route.measure),
                                 finderAfter.best(route.from, route.to, route.measure)});
    return result;
}

} // namespace desk
