// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/gapledger.h"

#include "models/telemetry/gapsubject.h"
#include "models/topology/geodesy.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace desk {
namespace {

constexpr const char *linkDown = "link_down";
constexpr const char *outOfContact = "out_of_contact";
constexpr std::chrono::minutes untilHeard{1}; // longer than a link may be silent before it is noticed

const TopologyNode *nodeOf(const TopologySnapshot &fleet, const TopologyEdge &edge, NodeType type)
{
    for (const std::uint32_t i : {edge.source, edge.target}) {
        if (fleet.nodes[i].type == type)
            return &fleet.nodes[i];
    }
    return nullptr;
}

GeodeticPosition positionOf(const TopologyNode &node)
{
    return {node.latitude, node.longitude, node.altitudeKm};
}

std::string subjectOf(const TopologySnapshot &fleet, const TopologyEdge &edge)
{
    return linkSubject(fleet.nodes[edge.source].name, fleet.nodes[edge.target].name);
}

} // namespace

void GapLedger::restore(const std::vector<SessionGap> &open)
{
    for (const SessionGap &gap : open) {
        if (!isWholeSource(gap.source))
            m_open[gap.source] = {gap.begin, gap.cause};
    }
}

// Of a satellite over a station; not a number where the link is none of these or a position is not known.
double GapLedger::elevation(const TopologySnapshot &fleet, const TopologyEdge &edge) const
{
    const TopologyNode *const satellite = nodeOf(fleet, edge, NodeType::satellite);
    const TopologyNode *const station = nodeOf(fleet, edge, NodeType::groundStation);
    if (!satellite || !station || !satellite->hasPosition || !station->hasPosition)
        return std::numeric_limits<double>::quiet_NaN();
    return Horizon(positionOf(*station)).lookAngles(earthFixedFromGeodetic(positionOf(*satellite))).elevation;
}

// What a station hears it can hear: its mask is no higher. A link counts as active for a while after its last
// point, so this is told late.
void GapLedger::hear(const TopologySnapshot &fleet)
{
    for (std::size_t i = 0; i < fleet.edges.size(); ++i) {
        const TopologyEdge &edge = fleet.edges[i];
        if (!edge.active)
            continue;
        const double at = elevation(fleet, edge);
        if (at < usualMask)
            m_links[i].low.emplace_back(fleet.time, at);
        tellMask(fleet, i, fleet.time - untilHeard);
    }
}

void GapLedger::tellMask(const TopologySnapshot &fleet, std::size_t edge, Timestamp until)
{
    auto &low = m_links[edge].low;
    for (; !low.empty() && low.front().first <= until; low.pop_front()) {
        const TopologyNode *const station = nodeOf(fleet, fleet.edges[edge], NodeType::groundStation);
        if (!station)
            continue;
        double &mask = m_masks.emplace(station->name, usualMask).first->second;
        mask = std::min(mask, low.front().second);
    }
}

std::string GapLedger::causeOf(const TopologySnapshot &fleet, const TopologyEdge &edge) const
{
    const double at = elevation(fleet, edge);
    if (std::isnan(at))
        return linkDown;
    const auto mask = m_masks.find(nodeOf(fleet, edge, NodeType::groundStation)->name);
    return at < (mask == m_masks.end() ? usualMask : mask->second) ? outOfContact : linkDown;
}

void GapLedger::begin(const std::string &subject, Timestamp last, Timestamp noticed, const std::string &cause)
{
    if (!m_open.emplace(subject, Known{noticed, cause}).second)
        return; // goes on from the run before
    if (last < noticed)
        m_found.push_back({subject, last, noticed, 1, 0, cause});
    m_found.push_back({subject, noticed, SessionGap::open, 1, 0, cause});
}

void GapLedger::end(const std::string &subject, Timestamp at)
{
    const auto known = m_open.find(subject);
    if (known == m_open.end())
        return;
    m_found.push_back(
        {subject, known->second.begin, std::max(at, known->second.begin), 1, 0, known->second.cause});
    m_open.erase(known);
}

// Told in the order in which they are known, which is that of a replay.
void GapLedger::observe(const TopologySnapshot &fleet)
{
    if (!m_hasLooked || fleet.structure != m_structure || fleet.indexing != m_indexing)
        look(fleet);
    hear(fleet);
    std::ranges::stable_sort(m_found, {}, &SessionGap::known);
    for (SessionGap &gap : m_found)
        m_log.add(std::move(gap));
    m_found.clear();
}

void GapLedger::look(const TopologySnapshot &fleet)
{
    if (fleet.indexing != m_indexing) { // other links have these places now
        m_links.clear();
        m_nodeActive.clear();
        std::set<std::string> there; // an active link ends its own below, by when it came back
        if (!m_open.empty()) {
            for (const TopologyEdge &edge : fleet.edges)
                there.insert(subjectOf(fleet, edge));
            for (const TopologyNode &node : fleet.nodes)
                there.insert(nodeSubject(node.name));
        }
        for (auto known = m_open.begin(); known != m_open.end();) {
            const std::string subject = (known++)->first;
            if (!there.contains(subject))
                end(subject, fleet.time);
        }
    }
    m_structure = fleet.structure;
    m_indexing = fleet.indexing;
    m_links.resize(fleet.edges.size());
    for (std::size_t i = 0; i < fleet.edges.size(); ++i) {
        const TopologyEdge &edge = fleet.edges[i];
        Link &link = m_links[i];
        if (edge.active) {
            if (!link.active)
                end(subjectOf(fleet, edge), edge.activeSince);
            link.active = link.wasActive = true;
        } else if (link.active) {
            const Timestamp last = edge.silentSince == Timestamp{} ? edge.activeSince : edge.silentSince;
            tellMask(fleet, i, last);
            begin(subjectOf(fleet, edge), last, edge.activeSince, causeOf(fleet, edge));
            link.active = false;
            link.low.clear();
        }
    }
    lookAtNodes(fleet);
    m_hasLooked = true;
}

// With the last of its links a node has gone, for that link's reason; a fault among expected silences counts.
void GapLedger::lookAtNodes(const TopologySnapshot &fleet)
{
    struct Standing
    {
        bool active = false;
        bool fault = false;
        Timestamp last{};
        Timestamp noticed{};
        Timestamp since{}; // of the first active one
    };
    std::vector<Standing> standings(fleet.nodes.size());
    for (std::size_t i = 0; i < fleet.edges.size(); ++i) {
        const TopologyEdge &edge = fleet.edges[i];
        for (const std::uint32_t n : {edge.source, edge.target}) {
            Standing &node = standings[n];
            if (edge.active) {
                node.since = node.active ? std::min(node.since, edge.activeSince) : edge.activeSince;
                node.active = true;
                continue;
            }
            if (!m_links[i].wasActive)
                continue;
            if (edge.activeSince >= node.noticed) {
                node.noticed = edge.activeSince;
                node.last = edge.silentSince == Timestamp{} ? edge.activeSince : edge.silentSince;
            }
            const auto known = m_open.find(subjectOf(fleet, edge));
            node.fault = node.fault || (known != m_open.end() && known->second.cause == linkDown);
        }
    }
    m_nodeActive.resize(fleet.nodes.size(), 0);
    for (std::size_t n = 0; n < standings.size(); ++n) {
        const Standing &node = standings[n];
        if (node.active && m_nodeActive[n] == 0)
            end(nodeSubject(fleet.nodes[n].name), node.since);
        else if (!node.active && m_nodeActive[n] != 0)
            begin(nodeSubject(fleet.nodes[n].name), node.last, node.noticed,
                  node.fault ? linkDown : outOfContact);
        m_nodeActive[n] = node.active ? 1 : 0;
    }
}

} // namespace desk
