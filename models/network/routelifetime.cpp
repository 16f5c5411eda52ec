// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/routelifetime.h"

#include <algorithm>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Cause = RouteLifetime::Cause;

constexpr std::chrono::nanoseconds step = 10s;
constexpr std::chrono::nanoseconds precision = 1ms;

Cause causeFor(const NodeMotion &a, const NodeMotion &b, const std::optional<Vector3> &at,
               const std::optional<Vector3> &bt, const VisibilityRules &rules)
{
    if (a.place && b.place)
        return Cause::none; // a line on the ground
    if (!at || !bt)
        return Cause::orbitEnds;
    if (a.orbit && b.orbit)
        return hasLineOfSight(*at, *bt, rules.grazingHeightKm) ? Cause::none : Cause::earth;
    const Horizon horizon(a.place ? *a.place : *b.place);
    const double elevation = horizon.lookAngles(a.place ? *bt : *at).elevation;
    return elevation >= rules.minElevationDegrees ? Cause::none : Cause::elevation;
}

} // namespace

RouteLifetime lifetimeOf(std::span<const NodeMotion> nodes, Timestamp from,
                         std::chrono::nanoseconds lookAhead, const VisibilityRules &rules)
{
    RouteLifetime lifetime;
    lifetime.until = from + lookAhead;
    const std::size_t links = nodes.empty() ? 0 : nodes.size() - 1;
    std::vector<std::optional<Vector3>> places(nodes.size());
    const auto causeAt = [&](std::size_t link, Timestamp time) {
        const NodeMotion &a = nodes[link];
        const NodeMotion &b = nodes[link + 1];
        return causeFor(a, b, a.earthFixed(time), b.earthFixed(time), rules);
    };
    std::vector<std::size_t> watched;
    for (std::size_t link = 0; link < links; ++link) {
        if (nodes[link].isKnown() && nodes[link + 1].isKnown() && causeAt(link, from) == Cause::none)
            watched.push_back(link);
        else
            lifetime.unforeseen.push_back(link);
    }
    if (watched.empty())
        return lifetime;
    for (Timestamp before = from; before < lifetime.until; before += step) {
        const Timestamp time = std::min(before + step, lifetime.until);
        for (std::size_t i = 0; i < nodes.size(); ++i)
            places[i] = nodes[i].earthFixed(time);
        for (const std::size_t link : watched) {
            if (causeFor(nodes[link], nodes[link + 1], places[link], places[link + 1], rules) == Cause::none)
                continue;
            Timestamp good = before;
            Timestamp bad = time;
            while (bad - good > precision) {
                const Timestamp middle = good + (bad - good) / 2;
                (causeAt(link, middle) == Cause::none ? good : bad) = middle;
            }
            if (lifetime.cause == Cause::none || bad < lifetime.breaks) {
                lifetime.cause = causeAt(link, bad);
                lifetime.breaks = bad;
                lifetime.link = link;
            }
        }
        if (lifetime.cause != Cause::none)
            break;
    }
    return lifetime;
}

} // namespace desk
