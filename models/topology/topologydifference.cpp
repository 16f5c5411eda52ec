// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/topologydifference.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace desk {
namespace {

using Kind = TopologyChange::Kind;
using Reason = TopologyChange::Reason;

constexpr std::uint32_t nowhere = 0xFFFFFFFFU;

// "" below the least that means something.
std::string numberText(double value, double least = 0)
{
    if (!(value >= least))
        return {};
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

std::string capacityText(double gbps)
{
    return gbps > 0 ? numberText(gbps) : std::string();
}

std::string orbitText(const TopologyNode &node)
{
    return node.orbit ? *node.orbit : std::string();
}

bool sameOrbit(const TopologyNode &a, const TopologyNode &b)
{
    return a.orbit == b.orbit || (a.orbit && b.orbit && *a.orbit == *b.orbit);
}

bool samePosition(const TopologyNode &a, const TopologyNode &b)
{
    return a.hasPosition == b.hasPosition && a.latitude == b.latitude && a.longitude == b.longitude &&
           a.altitudeKm == b.altitudeKm;
}

// A station's place is a fact; that of anything else is motion.
bool moves(const TopologyNode &node)
{
    return node.type != NodeType::groundStation && node.type != NodeType::dataCenter;
}

std::string positionText(const TopologyNode &node)
{
    constexpr double any = -1e9;
    return node.hasPosition ? numberText(node.latitude, any) + " " + numberText(node.longitude, any) + " " +
                                  numberText(node.altitudeKm, any)
                            : std::string();
}

void addField(TopologyChange &change, std::string_view name, std::string before, std::string after)
{
    if (before != after)
        change.fields.push_back({name, std::move(before), std::move(after)});
}

std::string truth(bool value)
{
    return value ? "true" : "false";
}

void addFields(TopologyChange &change, const TopologyNode &a, const TopologyNode &b)
{
    addField(change, "type", std::string(nodeTypeWord(a.type)), std::string(nodeTypeWord(b.type)));
    addField(change, "label", a.label, b.label);
    addField(change, "capacity_gbps", capacityText(a.capacityGbps), capacityText(b.capacityGbps));
    addField(change, "utilization", numberText(a.utilization), numberText(b.utilization));
    addField(change, "queue_depth_gb", numberText(a.queueDepthGb), numberText(b.queueDepthGb));
    addField(change, "learned", truth(a.learned), truth(b.learned));
    if (!sameOrbit(a, b))
        addField(change, "orbit", orbitText(a), orbitText(b));
    if (!(moves(a) && moves(b)))
        addField(change, "position", positionText(a), positionText(b));
}

void addFields(TopologyChange &change, const TopologyEdge &a, const TopologyEdge &b)
{
    addField(change, "capacity_gbps", capacityText(a.capacityGbps), capacityText(b.capacityGbps));
    addField(change, "latency_ms", numberText(a.latencyMs), numberText(b.latencyMs));
    addField(change, "utilization", numberText(a.utilization), numberText(b.utilization));
    addField(change, "reliability", numberText(a.reliability), numberText(b.reliability));
    addField(change, "packet_loss_rate", numberText(a.packetLossRate), numberText(b.packetLossRate));
    addField(change, "learned", truth(a.learned), truth(b.learned));
}

// For each node of one version its index in the other, or none. Versions of one topology mostly share their
// order.
std::vector<std::uint32_t> placesOf(const TopologySnapshot &from, const TopologySnapshot &in)
{
    std::vector<std::uint32_t> places(from.nodes.size(), nowhere);
    std::unordered_map<std::string_view, std::uint32_t> byName;
    bool inOrder = true;
    for (std::uint32_t i = 0; i < from.nodes.size(); ++i) {
        if (inOrder && i < in.nodes.size() && in.nodes[i].name == from.nodes[i].name) {
            places[i] = i;
            continue;
        }
        if (std::exchange(inOrder, false)) {
            for (std::uint32_t k = 0; k < in.nodes.size(); ++k)
                byName.emplace(in.nodes[k].name, k);
        }
        const auto found = byName.find(from.nodes[i].name);
        places[i] = found == byName.end() ? nowhere : found->second;
    }
    return places;
}

std::uint64_t pairOf(std::uint32_t a, std::uint32_t b)
{
    return std::uint64_t{std::min(a, b)} << 32U | std::max(a, b);
}

class Comparison
{
public:
    Comparison(const TopologySnapshot &before, const TopologySnapshot &now)
        : m_before(before)
        , m_now(now)
        , m_placesBefore(placesOf(now, before))
        , m_placesNow(placesOf(before, now))
    {
    }

    TopologyDifference run()
    {
        m_result.fromVersion = m_before.version;
        m_result.toVersion = m_now.version;
        m_result.from = m_before.time;
        m_result.to = m_now.time;
        for (std::uint32_t i = 0; i < m_now.nodes.size(); ++i)
            compareNode(i);
        for (std::uint32_t i = 0; i < m_before.nodes.size(); ++i) {
            if (m_placesNow[i] == nowhere)
                add(Kind::nodeRemoved, Reason::definition, m_before.nodes[i].name);
        }
        compareLinks();
        return std::move(m_result);
    }

private:
    TopologyChange &add(Kind kind, Reason reason, const std::string &node, const std::string &target = {})
    {
        TopologyChange &change = m_result.changes.emplace_back();
        change.kind = kind;
        change.reason = reason;
        change.node = node;
        change.target = target;
        change.time = m_now.time;
        return change;
    }

    void compareNode(std::uint32_t index)
    {
        const TopologyNode &node = m_now.nodes[index];
        const std::uint32_t place = m_placesBefore[index];
        if (place == nowhere) {
            add(Kind::nodeAdded, node.learned ? Reason::telemetry : Reason::definition, node.name);
            return;
        }
        const TopologyNode &old = m_before.nodes[place];
        m_result.moved += samePosition(old, node) ? 0 : 1;
        if (isSameButForMotion(old, node))
            return;
        if (old.health != node.health) {
            TopologyChange &change = add(Kind::nodeHealth, Reason::unknown, node.name);
            change.before = old.health;
            change.after = node.health;
        }
        TopologyChange change;
        addFields(change, old, node);
        if (!change.fields.empty())
            add(Kind::nodeChanged, Reason::unknown, node.name).fields = std::move(change.fields);
    }

    // Where a link of now was before: the same place mostly, else by its ends.
    std::uint32_t placeBefore(std::uint32_t index)
    {
        const TopologyEdge &edge = m_now.edges[index];
        const std::uint32_t a = m_placesBefore[edge.source];
        const std::uint32_t b = m_placesBefore[edge.target];
        if (a == nowhere || b == nowhere)
            return nowhere;
        if (index < m_before.edges.size() &&
            pairOf(m_before.edges[index].source, m_before.edges[index].target) == pairOf(a, b))
            return index;
        if (m_linksBefore.empty()) {
            for (std::uint32_t i = 0; i < m_before.edges.size(); ++i)
                m_linksBefore.emplace(pairOf(m_before.edges[i].source, m_before.edges[i].target), i);
        }
        const auto found = m_linksBefore.find(pairOf(a, b));
        return found == m_linksBefore.end() ? nowhere : found->second;
    }

    void compareLinks()
    {
        std::vector<bool> stayed(m_before.edges.size());
        for (std::uint32_t i = 0; i < m_now.edges.size(); ++i) {
            const TopologyEdge &edge = m_now.edges[i];
            const std::string &source = m_now.nodes[edge.source].name;
            const std::string &target = m_now.nodes[edge.target].name;
            const std::uint32_t place = placeBefore(i);
            if (place == nowhere) {
                add(Kind::linkAdded, edge.learned ? Reason::telemetry : Reason::definition, source, target);
                continue;
            }
            stayed[place] = true;
            const TopologyEdge &old = m_before.edges[place];
            if (isSameLink(old, edge))
                continue;
            compareActivity(old, edge, source, target);
            TopologyChange change;
            addFields(change, old, edge);
            if (!change.fields.empty())
                add(Kind::linkChanged, Reason::unknown, source, target).fields = std::move(change.fields);
        }
        for (std::size_t i = 0; i < stayed.size(); ++i) {
            if (!stayed[i])
                add(Kind::linkRemoved, Reason::definition, m_before.nodes[m_before.edges[i].source].name,
                    m_before.nodes[m_before.edges[i].target].name);
        }
    }

    void compareActivity(const TopologyEdge &old, const TopologyEdge &edge, const std::string &source,
                         const std::string &target)
    {
        if (old.active == edge.active && old.activeSince == edge.activeSince)
            return;
        const bool failed = m_now.nodes[edge.source].health == Health::failed ||
                            m_now.nodes[edge.target].health == Health::failed;
        const bool silent = !edge.active && edge.silentSince != Timestamp{};
        const Reason reason = !edge.active && failed ? Reason::endFailed
                              : silent               ? Reason::silent
                                                     : Reason::reported;
        const Kind kind = old.active == edge.active ? Kind::linkFlapped
                          : edge.active             ? Kind::linkUp
                                                    : Kind::linkDown;
        TopologyChange &change = add(kind, reason, source, target);
        change.silentSince = edge.silentSince;
        if (edge.activeSince != Timestamp{})
            change.time = edge.activeSince;
    }

    const TopologySnapshot &m_before;
    const TopologySnapshot &m_now;
    std::vector<std::uint32_t> m_placesBefore; // of nodes of now
    std::vector<std::uint32_t> m_placesNow;    // of nodes of before
    std::unordered_map<std::uint64_t, std::uint32_t> m_linksBefore;
    TopologyDifference m_result;
};

} // namespace

std::array<std::size_t, TopologyChange::kinds> TopologyDifference::counts() const
{
    std::array<std::size_t, TopologyChange::kinds> counts{};
    for (const TopologyChange &change : changes)
        ++counts[static_cast<std::size_t>(change.kind)];
    return counts;
}

bool isSameButForMotion(const TopologyNode &a, const TopologyNode &b)
{
    return a.name == b.name && a.label == b.label && a.type == b.type && a.health == b.health &&
           a.learned == b.learned && a.capacityGbps == b.capacityGbps && a.utilization == b.utilization &&
           a.queueDepthGb == b.queueDepthGb && sameOrbit(a, b) &&
           ((moves(a) && moves(b)) || samePosition(a, b));
}

bool isSameLink(const TopologyEdge &a, const TopologyEdge &b)
{
    return a.capacityGbps == b.capacityGbps && a.active == b.active && a.learned == b.learned &&
           a.activeSince == b.activeSince && a.silentSince == b.silentSince && a.latencyMs == b.latencyMs &&
           a.utilization == b.utilization && a.reliability == b.reliability &&
           a.packetLossRate == b.packetLossRate;
}

TopologyDifference differenceOf(const TopologySnapshot &before, const TopologySnapshot &now)
{
    return Comparison(before, now).run();
}

} // namespace desk
