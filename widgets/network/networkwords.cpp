// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/networkwords.h"

#include "models/itemmodels/valueformatter.h"

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

bool isCapacityOld(const LinkFigures &figures, std::uint32_t link, CapacityKind kind)
{
    if (link >= figures.links.size())
        return false;
    const LinkFigures::Link &of = figures.links[link];
    return of.staleCapacity || (kind == CapacityKind::free && of.staleUtilisation);
}

} // namespace

QString NetworkWords::noRoute(const NoRoute &reason, RouteMeasure measure, const QString &from,
                              const QString &to)
{
    const QString reached = ValueFormatter::count(reason.reached);
    switch (reason.reason) {
    case NoRoute::Reason::unknownNode:
        return tr("One of the two nodes is no longer in the fleet.");
    case NoRoute::Reason::sourceOff:
        return tr("%1 does not work: its health is failed.").arg(from);
    case NoRoute::Reason::targetOff:
        return tr("%1 does not work: its health is failed.").arg(to);
    case NoRoute::Reason::sourceAlone:
        return tr("%1 has no working link.").arg(from);
    case NoRoute::Reason::targetAlone:
        return tr("%1 has no working link.").arg(to);
    case NoRoute::Reason::figuresUnknown:
        return measure == RouteMeasure::capacity
                   ? tr("Links lead from %1 to %2, but on every way the capacity of some is not known "
                        "(unknown: %3 links).")
                         .arg(from, to, ValueFormatter::count(reason.unknown))
                   : tr("Links lead from %1 to %2, but on every way the latency of some is not known "
                        "(unknown: %3 links).")
                         .arg(from, to, ValueFormatter::count(reason.unknown));
    case NoRoute::Reason::noCapacity:
        return tr("Every way from %1 to %2 has a link without capacity left.").arg(from, to);
    case NoRoute::Reason::separated:
        break;
    }
    return tr("No links lead from %1 to %2; %1 reaches %3 nodes, itself counted.").arg(from, to, reached);
}

QString NetworkWords::measure(RouteMeasure measure)
{
    switch (measure) {
    case RouteMeasure::latency:
        return tr("latency");
    case RouteMeasure::hops:
        return tr("links");
    case RouteMeasure::capacity:
        break;
    }
    return tr("capacity");
}

QString NetworkWords::latency(double ms)
{
    return ValueFormatter(QLocale()).valueWithUnit(ms, "latency_ms");
}

QString NetworkWords::capacity(double gbps)
{
    return ValueFormatter(QLocale()).valueWithUnit(gbps, "capacity_gbps");
}

QString NetworkWords::gigabits(double gbps)
{
    return ValueFormatter(QLocale()).value(gbps, "capacity_gbps");
}

QString NetworkWords::share(double part)
{
    return std::isnan(part) ? ValueFormatter::unknown()
                            : QString(QLocale().toString(part * 100, 'f', 1) + u" %"_s);
}

ResultRow::Cell NetworkWords::latencyOfLink(const Network &network, const LinkFigures &figures,
                                            std::uint32_t link)
{
    const double ms = network.latencyMs(link);
    ResultRow::Cell cell{latency(ms), sorting(ms), {}};
    if (network.isEstimated(link)) {
        cell.text = tr("%1 est.").arg(cell.text);
        cell.tip = tr("Estimated from the distance of the two: nobody tells the latency of this link.");
    } else if (link < figures.links.size() && figures.links[link].stale) {
        markOld(cell);
    }
    return cell;
}

void NetworkWords::markOld(ResultRow::Cell &cell)
{
    cell.text = tr("%1 old").arg(cell.text);
    cell.tip = tr("Old: nothing has come for more than three times the usual interval.");
}

ResultRow::Cell NetworkWords::latencyOfRoute(const Route &route, const LinkFigures &figures)
{
    ResultRow::Cell cell{latency(route.latencyMs), sorting(route.latencyMs), {}};
    if (std::isnan(route.latencyMs))
        return cell;
    const auto old = std::ranges::count_if(route.links, [&](std::uint32_t link) {
        return link < figures.links.size() && figures.links[link].stale;
    });
    QStringList why;
    if (route.estimatedLatencies > 0) {
        cell.text = tr("%1 est.").arg(cell.text);
        why += tr("Estimated from the distance: %1 of %2 links.")
                   .arg(route.estimatedLatencies)
                   .arg(route.hops());
    }
    if (old > 0) {
        if (route.estimatedLatencies == 0) // one mark is enough: it is no measured sum
            cell.text = tr("%1 old").arg(cell.text);
        why += tr("Old, nothing has come for more than three times the usual interval: %1 of %2 links.")
                   .arg(old)
                   .arg(route.hops());
    }
    cell.tip = why.join(u'\n');
    return cell;
}

ResultRow::Cell NetworkWords::capacityOfLink(const Network &network, const LinkFigures &figures,
                                             std::uint32_t link, CapacityKind kind)
{
    const double gbps = network.capacityGbps(link);
    ResultRow::Cell cell{gigabits(gbps), sorting(gbps), {}};
    if (!std::isnan(gbps) && isCapacityOld(figures, link, kind))
        markOld(cell);
    return cell;
}

ResultRow::Cell NetworkWords::capacityOfRoute(const Route &route, const LinkFigures &figures,
                                              CapacityKind kind)
{
    ResultRow::Cell cell{gigabits(route.capacityGbps), sorting(route.capacityGbps), {}};
    const auto isOld = [&](std::uint32_t link) { return isCapacityOld(figures, link, kind); };
    if (!std::isnan(route.capacityGbps) && std::ranges::any_of(route.links, isOld))
        markOld(cell);
    return cell;
}

ResultRow::Cell NetworkWords::utilisationOfLink(const LinkFigures &figures, std::uint32_t link)
{
    const auto used = static_cast<double>(figures.links[link].utilisation);
    ResultRow::Cell cell{share(used), sorting(used), {}};
    if (!std::isnan(used) && figures.links[link].staleUtilisation)
        markOld(cell);
    return cell;
}

ResultRow::Cell NetworkWords::lifetime(const RouteLifetime &lifetime, const Route &route,
                                       const TopologySnapshot &fleet, Timestamp now)
{
    if (route.links.empty())
        return {ValueFormatter::unknown(), sorting(Network::unknown), tr("A node is always with itself.")};
    if (lifetime.unforeseen.size() == route.links.size())
        return {ValueFormatter::unknown(), sorting(Network::unknown),
                tr("Not known: no orbit or place is known of the ends of its links.")};
    const QString unforeseen =
        lifetime.unforeseen.empty()
            ? QString()
            : QString(
                  u" "_s +
                  tr("Links of which geometry says nothing (no orbit is known, or out of sight by it): %1.")
                      .arg(lifetime.unforeseen.size()));
    if (lifetime.cause == RouteLifetime::Cause::none && !lifetime.unforeseen.empty())
        return {
            ValueFormatter::unknown(), sorting(Network::unknown),
            QString(tr("Not known: the other links hold for longer than was looked ahead.") + unforeseen)};
    if (lifetime.cause == RouteLifetime::Cause::none) {
        const double ahead = std::chrono::duration<double>(lifetime.until - now).count();
        const auto hours = std::chrono::duration_cast<std::chrono::hours>(lifetime.until - now);
        return {u"> %1 h"_s.arg(hours.count()), sorting(ahead),
                tr("By the orbits it holds for longer than was looked ahead.")};
    }
    const QString link = NetworkWords::link(fleet, route.links[lifetime.link], route.nodes[lifetime.link]);
    const QString why = lifetime.cause == RouteLifetime::Cause::elevation
                            ? tr("%1 breaks first: the satellite sinks below %2°.")
                                  .arg(link)
                                  .arg(VisibilityRules{}.minElevationDegrees)
                        : lifetime.cause == RouteLifetime::Cause::earth
                            ? tr("%1 breaks first: the Earth comes between the two.").arg(link)
                            : tr("%1 breaks first: its orbit ends.").arg(link);
    const double left = std::chrono::duration<double>(lifetime.breaks - now).count();
    const QString most = lifetime.unforeseen.empty() ? QString() : u"≤ "_s; // another may break before
    return {QString(most + ValueFormatter::age(left)), sorting(left),
            QString(why + u" "_s + ValueFormatter::fullTime(lifetime.breaks) + unforeseen)};
}

QString NetworkWords::nodeLabel(const TopologySnapshot &fleet, std::uint32_t node)
{
    const TopologyNode &about = fleet.nodes[node];
    return QString::fromStdString(about.label.empty() ? about.name : about.label);
}

QString NetworkWords::link(const TopologySnapshot &fleet, std::uint32_t link, std::uint32_t from)
{
    const TopologyEdge &edge = fleet.edges[link];
    const bool back = from == edge.target;
    return u"%1 → %2"_s.arg(QString::fromStdString(fleet.nodes[back ? edge.target : edge.source].name),
                            QString::fromStdString(fleet.nodes[back ? edge.source : edge.target].name));
}

EntityId NetworkWords::entityOf(const TopologyEdge &edge)
{
    return edge.forward != noEntity ? edge.forward : edge.backward;
}

QVariant NetworkWords::sorting(double value)
{
    return std::isnan(value) ? -1.0 : value;
}

} // namespace desk
