// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/routequery.h"

#include "models/network/contactsides.h"

#include <algorithm>

namespace desk {
namespace {

// What was foreseen stands until it happens, for the orbits and places it was foreseen from and no earlier
// moment; beyond that it is looked again.
bool stillStands(const KnownLifetime &known, Timestamp now, std::uint64_t mark)
{
    constexpr std::chrono::hours half{12};
    const RouteLifetime &lifetime = known.lifetime;
    if (now < known.lookedFrom || mark != known.motionMark)
        return false;
    return lifetime.cause == RouteLifetime::Cause::none ? lifetime.until - now > half : lifetime.breaks > now;
}

} // namespace

std::uint32_t nodeIndex(const TopologySnapshot &fleet, const std::string &name)
{
    const auto it = std::ranges::find(fleet.nodes, name, &TopologyNode::name);
    return it == fleet.nodes.end() ? NetworkGraph::none
                                   : static_cast<std::uint32_t>(it - fleet.nodes.begin());
}

std::shared_ptr<const RouteReply> answerRoute(const RouteQuery &query, LinkFiguresPtr figures,
                                              const RouteLifetimes &known, const std::stop_token &stop)
{
    const TopologySnapshot &fleet = *figures->snapshot;
    auto reply = std::make_shared<RouteReply>(RouteReply{figures,
                                                         query,
                                                         nodeIndex(fleet, query.route.from),
                                                         nodeIndex(fleet, query.route.to),
                                                         networkOf(*figures, query.capacity),
                                                         {},
                                                         {},
                                                         {}});
    RouteFinder finder(reply->network);
    const RouteMeasure measure = query.route.measure;
    reply->routes = query.disjoint ? finder.disjoint(reply->from, reply->to, measure, query.count)
                                   : finder.alternatives(reply->from, reply->to, measure, query.count);
    if (!reply->routes)
        return reply;
    const std::uint64_t mark = motionMark(fleet);
    for (const Route &route : *reply->routes) {
        if (stop.stop_requested())
            return nullptr;
        std::vector<std::string> names;
        for (const std::uint32_t node : route.nodes)
            names.push_back(fleet.nodes[node].name);
        const auto it = known.find(names);
        if (it != known.end() && stillStands(it->second, figures->time, mark)) {
            reply->lifetime.push_back(&reply->lifetimes.emplace(names, it->second).first->second.lifetime);
            continue;
        }
        std::vector<NodeMotion> motions;
        for (const std::uint32_t node : route.nodes)
            motions.push_back(motionOf(fleet.nodes[node]));
        const KnownLifetime looked{lifetimeOf(motions, figures->time), figures->time, mark};
        reply->lifetime.push_back(&reply->lifetimes.emplace(names, looked).first->second.lifetime);
    }
    return reply;
}

} // namespace desk
