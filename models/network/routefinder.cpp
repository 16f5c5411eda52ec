// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/routefinder.h"

#include "models/network/routesearch_p.h"

#include <algorithm>
#include <set>

namespace desk {
namespace {

using Cost = RouteSearch::Cost;

// The order of routes: narrower ones come later, then dearer ones.
struct Rank
{
    double narrowness = 0; // minus the capacity, where that is the measure
    Cost cost;
    auto operator<=>(const Rank &) const = default; // NOLINT(modernize-use-nullptr): false alarm of 14
};

struct Candidate
{
    Rank rank;
    std::vector<std::uint32_t> nodes;
    std::vector<std::uint32_t> links;
    std::size_t deviation = 0; // its first link that its parent does not have

    bool operator<(const Candidate &other) const
    {
        return rank != other.rank ? rank < other.rank : links < other.links;
    }
};

Cost costOf(const Network &network, std::uint32_t link, RouteMeasure measure)
{
    const double latency = network.latencyMs(link);
    return measure == RouteMeasure::latency ? Cost{latency, 1} : Cost{1, std::isnan(latency) ? 0 : latency};
}

// Everything that Yen's algorithm keeps between two detours.
class Detours
{
public:
    Detours(const Network &network, RouteSearch &search, std::uint32_t target, RouteMeasure measure)
        : m_network(network)
        , m_search(search)
        , m_target(target)
        , m_measure(measure)
        , m_bounds(search.costsFrom(target, measure))
    {
    }

    // The best path that begins with the first `kept` links of another and goes on unlike all found so far.
    std::optional<Candidate> leaving(const Candidate &parent, std::size_t kept,
                                     const std::vector<Candidate> &found)
    {
        std::vector<std::uint32_t> barred;
        for (const Candidate &other : found) {
            if (other.links.size() > kept &&
                std::equal(parent.links.begin(), parent.links.begin() + static_cast<std::ptrdiff_t>(kept),
                           other.links.begin()))
                barred.push_back(other.links[kept]);
        }
        for (const std::uint32_t link : barred)
            m_search.barLink(link);
        for (std::size_t i = 0; i < kept; ++i)
            m_search.barNode(parent.nodes[i]);
        auto candidate = continued(parent, kept);
        for (const std::uint32_t link : barred)
            m_search.freeLink(link);
        for (std::size_t i = 0; i < kept; ++i)
            m_search.freeNode(parent.nodes[i]);
        return candidate;
    }

private:
    std::optional<Candidate> continued(const Candidate &parent, std::size_t kept)
    {
        Cost root;
        double width = std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < kept; ++i) {
            root = root + costOf(m_network, parent.links[i], m_measure);
            width = std::min(width, m_network.capacityGbps(parent.links[i]));
        }
        const std::uint32_t from = parent.nodes[kept];
        const bool byCapacity = m_measure == RouteMeasure::capacity;
        if (byCapacity) {
            width = m_search.widest(from, m_target, width);
            if (!(width > 0))
                return std::nullopt;
        }
        const auto rest = m_search.cheapest(from, m_target, m_measure, byCapacity ? width : 0, m_bounds);
        if (!rest)
            return std::nullopt;
        Candidate candidate;
        candidate.rank = {byCapacity ? -width : 0, root + rest->cost};
        const auto end = static_cast<std::ptrdiff_t>(kept);
        candidate.nodes.assign(parent.nodes.begin(), parent.nodes.begin() + end);
        candidate.links.assign(parent.links.begin(), parent.links.begin() + end);
        candidate.nodes.insert(candidate.nodes.end(), rest->nodes.begin(), rest->nodes.end());
        candidate.links.insert(candidate.links.end(), rest->links.begin(), rest->links.end());
        candidate.deviation = kept;
        return candidate;
    }

    const Network &m_network;
    RouteSearch &m_search;
    std::uint32_t m_target;
    RouteMeasure m_measure;
    std::vector<Cost> m_bounds;
};

} // namespace

RouteFinder::RouteFinder(const Network &network)
    : m_network(network)
    , m_search(std::make_unique<RouteSearch>(network))
{
}

RouteFinder::~RouteFinder() = default;

NoRoute RouteFinder::reasonFor(std::uint32_t from, std::uint32_t to, RouteMeasure measure) const
{
    using Reason = NoRoute::Reason;
    if (!m_network.works(from))
        return {Reason::sourceOff, 0, 0};
    const auto [reached, across] = m_search->reach(from, to);
    if (!m_network.works(to))
        return {Reason::targetOff, reached, 0};
    if (reached == 1)
        return {Reason::sourceAlone, reached, 0};
    if (m_network.workingLinksOf(to) == 0)
        return {Reason::targetAlone, reached, 0};
    if (!across)
        return {Reason::separated, reached, 0};
    std::size_t unknown = 0;
    for (std::uint32_t i = 0; i < m_network.linkCount(); ++i) {
        const double figure =
            measure == RouteMeasure::latency ? m_network.latencyMs(i) : m_network.capacityGbps(i);
        unknown += m_network.linkWorks(i) && std::isnan(figure) ? 1 : 0;
    }
    return {unknown > 0 ? Reason::figuresUnknown : Reason::noCapacity, reached, unknown};
}

RouteAnswer RouteFinder::best(std::uint32_t from, std::uint32_t to, RouteMeasure measure)
{
    if (from >= m_network.nodeCount() || to >= m_network.nodeCount())
        return tl::unexpected(NoRoute{NoRoute::Reason::unknownNode, 0, 0});
    if (!m_network.works(from) || !m_network.works(to))
        return tl::unexpected(reasonFor(from, to, measure));
    double width = 0;
    if (measure == RouteMeasure::capacity && from != to) {
        width = m_search->widest(from, to);
        if (!(width > 0))
            return tl::unexpected(reasonFor(from, to, measure));
    }
    auto path = m_search->cheapest(from, to, measure, width);
    if (!path)
        return tl::unexpected(reasonFor(from, to, measure));
    return routeAlong(m_network, std::move(path->nodes), std::move(path->links));
}

tl::expected<std::vector<Route>, NoRoute> RouteFinder::alternatives(std::uint32_t from, std::uint32_t to,
                                                                    RouteMeasure measure, std::size_t count)
{
    std::vector<Route> routes;
    auto first = best(from, to, measure);
    if (!first)
        return tl::unexpected(first.error());
    if (count == 0)
        return routes;
    std::vector<Candidate> found(1);
    found[0].nodes = std::move(first->nodes);
    found[0].links = std::move(first->links);
    Detours detours(m_network, *m_search, to, measure);
    std::set<Candidate> waiting;
    while (found.size() < count && from != to) {
        const Candidate parent = found.back();
        for (std::size_t kept = parent.deviation; kept < parent.links.size(); ++kept) {
            if (auto candidate = detours.leaving(parent, kept, found))
                waiting.insert(*std::move(candidate));
        }
        if (waiting.empty())
            break;
        found.push_back(*waiting.begin());
        waiting.erase(waiting.begin());
    }
    for (Candidate &candidate : found)
        routes.push_back(routeAlong(m_network, std::move(candidate.nodes), std::move(candidate.links)));
    return routes;
}

tl::expected<std::vector<Route>, NoRoute> RouteFinder::disjoint(std::uint32_t from, std::uint32_t to,
                                                                RouteMeasure measure, std::size_t count)
{
    std::vector<Route> routes;
    while (routes.size() < count) {
        auto route = best(from, to, measure);
        if (!route && routes.empty())
            return tl::unexpected(route.error());
        if (!route)
            break;
        routes.push_back(*std::move(route));
        if (from == to)
            break;
        for (const std::uint32_t link : routes.back().links)
            m_search->barLink(link);
        for (std::size_t i = 1; i + 1 < routes.back().nodes.size(); ++i)
            m_search->barNode(routes.back().nodes[i]);
    }
    for (const Route &route : routes) {
        for (const std::uint32_t link : route.links)
            m_search->freeLink(link);
        for (const std::uint32_t node : route.nodes)
            m_search->freeNode(node);
    }
    return routes;
}

} // namespace desk
