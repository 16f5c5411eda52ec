// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/whatifquery.h"

namespace desk {
namespace {

// Of double links, all.
std::vector<std::uint32_t> linksBetween(const TopologySnapshot &fleet, std::uint32_t a, std::uint32_t b)
{
    std::vector<std::uint32_t> links;
    for (std::uint32_t i = 0; i < fleet.edges.size(); ++i) {
        const TopologyEdge &edge = fleet.edges[i];
        if ((edge.source == a && edge.target == b) || (edge.source == b && edge.target == a))
            links.push_back(i);
    }
    return links;
}

} // namespace

std::shared_ptr<const WhatIfReply> answerWhatIf(std::vector<NamedOutage> items,
                                                std::vector<NamedRoute> watched, LinkFiguresPtr figures)
{
    auto reply = std::make_shared<WhatIfReply>();
    const TopologySnapshot &fleet = *figures->snapshot;
    for (const NamedOutage &item : items) {
        const std::uint32_t node = nodeIndex(fleet, item.node);
        if (item.otherEnd.empty()) {
            if (node == NetworkGraph::none)
                reply->strangers.push_back(item);
            else
                reply->outage.nodes.push_back(node);
            continue;
        }
        const auto links = linksBetween(fleet, node, nodeIndex(fleet, item.otherEnd));
        if (links.empty())
            reply->strangers.push_back(item);
        reply->outage.links.insert(reply->outage.links.end(), links.begin(), links.end());
    }
    std::vector<WatchedRoute> routes;
    for (const NamedRoute &route : watched)
        routes.push_back({nodeIndex(fleet, route.from), nodeIndex(fleet, route.to), route.measure});
    reply->result = whatIf(withoutBystanders(networkOf(*figures), fleet), reply->outage, routes);
    reply->items = std::move(items);
    reply->watched = std::move(watched);
    reply->figures = std::move(figures);
    return reply;
}

} // namespace desk
