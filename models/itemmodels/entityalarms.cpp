// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/entityalarms.h"

#include "models/itemmodels/entitynode.h"
#include "models/itemmodels/entitystate.h"

#include <algorithm>
#include <optional>

namespace desk {
namespace {

constexpr std::string_view arrow = "->";

// The part of a subject that names what it is about: "node", "node->dst", a series' metric behind a blank; a
// gap's subject has tabulators.
struct Parts
{
    std::string_view node;
    std::string_view dst;

    explicit Parts(std::string_view subject)
    {
        if (const std::size_t tab = subject.find('\t'); tab != std::string_view::npos) {
            node = subject.substr(0, tab);
            dst = subject.substr(tab + 1, subject.find('\t', tab + 1) - tab - 1);
            return;
        }
        const std::string_view entity = subject.substr(0, subject.find(' '));
        const std::size_t at = entity.find(arrow);
        node = entity.substr(0, at);
        if (at != std::string_view::npos)
            dst = entity.substr(at + arrow.size());
    }
};

void addOf(const ParameterFeed &feed, EntityId entity, std::vector<StandingAlarm> &alarms)
{
    const SeriesCatalogue &catalogue = feed.catalogue();
    if (index(entity) >= catalogue.entityCount())
        return;
    for (const SeriesId id : catalogue.seriesOf(entity)) {
        const LastValue *last = feed.lastValues().find(id);
        const Freshness freshness = LastValueCache::freshness(last, feed.time().steadyNow());
        if (last && severityNow(catalogue, id, last, freshness) >= Severity::advisory)
            alarms.push_back({id, last->monitoring});
    }
}

} // namespace

std::vector<StandingAlarm> standingAlarms(const ParameterFeed &feed, EntityId entity)
{
    std::vector<StandingAlarm> alarms;
    const SeriesCatalogue &catalogue = feed.catalogue();
    if (index(entity) >= catalogue.entityCount())
        return alarms;
    addOf(feed, entity, alarms);
    if (catalogue.entity(entity).dst != noNode) {
        addOf(feed, oppositeOf(catalogue, entity), alarms);
    } else if (const TopologyNode *node = nodeOf(feed, entity)) {
        const auto self = std::uint32_t(node - feed.topology()->nodes.data());
        for (const TopologyEdge &edge : feed.topology()->edges) {
            if (edge.source == self || edge.target == self) {
                addOf(feed, edge.forward, alarms);
                addOf(feed, edge.backward, alarms);
            }
        }
    }
    std::ranges::stable_sort(alarms, std::ranges::greater(),
                             [](const StandingAlarm &alarm) { return alarm.result.severity; });
    return alarms;
}

bool isAbout(const Event &event, std::string_view node)
{
    const Parts parts(event.subject);
    return parts.node == node || parts.dst == node;
}

bool isAbout(const Event &event, std::string_view node, std::string_view dst)
{
    const Parts parts(event.subject);
    return (parts.node == node && parts.dst == dst) || (parts.node == dst && parts.dst == node);
}

} // namespace desk
