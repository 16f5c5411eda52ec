// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/fleetjson.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Worse = const double &(*)(const double &, const double &);

void appendText(std::string &out, std::string_view text)
{
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
    if (plain) {
        (out += '"').append(text) += '"';
        return;
    }
    out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Fields of one object, each with its comma.
class ObjectWriter
{
public:
    explicit ObjectWriter(std::string &out)
        : m_out(out)
    {
        m_out += '{';
    }

    void text(std::string_view field, std::string_view value)
    {
        name(field);
        appendText(m_out, value);
    }
    void number(std::string_view field, double value)
    {
        if (!std::isfinite(value))
            return;
        name(field);
        char buffer[32];
        m_out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
    }
    // A negative definition means not given.
    void number(std::string_view field, std::optional<double> live, double defined)
    {
        if (live)
            number(field, *live);
        else if (defined >= 0)
            number(field, defined);
    }
    void raw(std::string_view field, std::string_view json)
    {
        name(field);
        m_out += json;
    }
    void end() { m_out += '}'; }

private:
    void name(std::string_view field)
    {
        m_out += m_out.back() == '{' ? "\"" : ",\"";
        m_out.append(field) += "\":";
    }

    std::string &m_out;
};

void appendNode(std::string &out, const TopologyNode &node, const FleetValues &values)
{
    const auto live = [&](std::string_view metric) {
        return node.entity == noEntity ? std::optional<double>{} : values(node.entity, metric);
    };
    ObjectWriter object(out);
    object.text("id", node.name);
    object.text("type", nodeTypeWord(node.type));
    if (node.hasPosition) {
        object.number("lat", node.latitude);
        object.number("lon", node.longitude);
        object.number("altitude_km", node.altitudeKm);
    }
    object.number("utilization", live("utilization"), node.utilization);
    object.text("health", healthWord(node.health));
    object.number("capacity_gbps", live("capacity_gbps"), node.capacityGbps > 0 ? node.capacityGbps : -1);
    object.number("queue_depth_gb", live("queue_depth_gb"), node.queueDepthGb);
    object.text("label", node.label);
    if (node.orbit)
        object.raw("orbit", *node.orbit);
    if (node.learned)
        object.raw("learned", "true");
    object.end();
}

void appendEdge(std::string &out, const TopologySnapshot &snapshot, const TopologyEdge &edge,
                const FleetValues &values)
{
    const auto live = [&](std::string_view metric, Worse worse) {
        std::optional<double> result;
        for (const EntityId direction : {edge.forward, edge.backward}) {
            if (direction == noEntity)
                continue;
            if (const auto value = values(direction, metric))
                result = result ? worse(*result, *value) : *value;
        }
        return result;
    };
    constexpr Worse least = std::min<double>;
    constexpr Worse most = std::max<double>;
    ObjectWriter object(out);
    object.text("source", snapshot.nodes[edge.source].name);
    object.text("target", snapshot.nodes[edge.target].name);
    object.number("capacity_gbps", live("capacity_gbps", least),
                  edge.capacityGbps > 0 ? edge.capacityGbps : -1);
    object.number("latency_ms", live("latency_ms", most), edge.latencyMs);
    object.number("utilization", live("utilization", most), edge.utilization);
    object.raw("is_active", edge.active ? "true" : "false");
    object.number("reliability", live("reliability", least), edge.reliability);
    object.number("packet_loss_rate", live("packet_loss_rate", most), edge.packetLossRate);
    if (edge.learned)
        object.raw("learned", "true");
    object.end();
}

} // namespace

std::string fleetToJson(const TopologySnapshot &snapshot, const FleetValues &values)
{
    std::string out;
    out.reserve(64 + snapshot.nodes.size() * 200 + snapshot.edges.size() * 160);
    out += R"({"timestamp":)";
    appendText(out, formatTimestamp(snapshot.time));
    out += R"(,"nodes":[)";
    for (const TopologyNode &node : snapshot.nodes) {
        appendNode(out, node, values);
        out += ',';
    }
    if (!snapshot.nodes.empty())
        out.pop_back();
    out += R"(],"edges":[)";
    for (const TopologyEdge &edge : snapshot.edges) {
        appendEdge(out, snapshot, edge, values);
        out += ',';
    }
    if (!snapshot.edges.empty())
        out.pop_back();
    out += "]}";
    return out;
}

} // namespace desk
