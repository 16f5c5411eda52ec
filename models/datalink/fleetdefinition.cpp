// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/fleetdefinition.h"

#include "models/datalink/telemetryjson.h"
#include "models/topology/asciislug.h"
#include "models/topology/orbitalplanes.h"

#include <charconv>
#include <cmath>
#include <numbers>
#include <unordered_set>

namespace desk {
namespace {

constexpr double degree = std::numbers::pi / 180;
constexpr double revolutionsPerDay = 2 * std::numbers::pi / 1440; // in rad/min
constexpr double siderealDayS = 86164.0905;

// The shortest text that reads back as the same number.
void appendNumber(std::string &out, double value)
{
    char text[40];
    out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void appendMember(std::string &out, std::string_view key, double value)
{
    out += ",\"";
    out += key;
    out += "\":";
    appendNumber(out, value);
}

void appendMember(std::string &out, std::string_view key, std::string_view text)
{
    out += ",\"";
    out += key;
    out += "\":\"";
    appendJsonText(out, text);
    out += '"';
}

void appendNode(std::string &out, const FleetNode &node)
{
    out += "{\"id\":\"";
    appendJsonText(out, node.id);
    out += '"';
    appendMember(out, "type", nodeTypeWord(node.type));
    appendMember(out, "label", node.label);
    const auto decimal = [&out](std::string_view key, double value, int decimals) {
        out += ",\"";
        out += key;
        out += "\":";
        appendDecimal(out, value, decimals);
    };
    decimal("lat", node.position.latitude, 4);
    decimal("lon", node.position.longitude, 4);
    decimal("altitude_km", node.position.altitudeKm, 3);
    decimal("capacity_gbps", node.capacityGbps, 3);
    appendMember(out, "health", "nominal");
    if (node.elements) {
        out += ",\"orbit\":";
        appendOmm(out, *node.elements);
    }
    out += '}';
}

void appendEdge(std::string &out, const FleetEdge &edge, std::span<const FleetNode> nodes)
{
    const std::string &a = nodes[edge.source].id;
    const std::string &b = nodes[edge.target].id;
    out += "{\"source\":\"";
    appendJsonText(out, std::min(a, b));
    out += "\",\"target\":\"";
    appendJsonText(out, std::max(a, b));
    out += "\",\"capacity_gbps\":";
    appendDecimal(out, edge.capacityGbps, 3);
    out += ",\"latency_ms\":";
    appendDecimal(out, edge.latencyMs, 2);
    out += ",\"is_active\":true}";
}

} // namespace

std::vector<std::string> satelliteIds(std::span<const ElementSet> elements)
{
    constexpr std::size_t longest = 120; // of the API's 128
    std::vector<std::string> ids;
    std::unordered_set<std::string> used;
    for (const ElementSet &satellite : elements) {
        std::string wanted = asciiSlug(satellite.name).substr(0, longest);
        if (wanted.empty())
            wanted = "sat-" + std::to_string(satellite.catalogNumber);
        std::string id = wanted;
        for (int copy = 2; !used.insert(id).second; ++copy)
            id = wanted + "-" + std::to_string(copy);
        ids.push_back(std::move(id));
    }
    return ids;
}

std::chrono::nanoseconds redate(std::vector<ElementSet> &elements, Timestamp day, std::chrono::hours oldest)
{
    if (elements.empty())
        return {};
    const JulianDate median = medianEpoch(elements);
    const double ageS = minutesBetween(median, toJulianDate(day)) * 60;
    if (std::abs(ageS) <= std::chrono::duration<double>(oldest).count())
        return {};
    const double shiftS = std::floor(ageS / siderealDayS) * siderealDayS;
    for (ElementSet &satellite : elements)
        satellite.epoch = normalised(satellite.epoch.day, satellite.epoch.fraction + shiftS / 86400);
    return std::chrono::nanoseconds{std::llround(shiftS * 1e9)};
}

void appendOmm(std::string &out, const ElementSet &elements)
{
    std::string epoch = formatTimestamp(toTimestamp(elements.epoch), Fraction::nano);
    epoch.pop_back(); // the message has no zone of its own
    out += "{\"OBJECT_NAME\":\"";
    appendJsonText(out, elements.name);
    out += '"';
    appendMember(out, "OBJECT_ID", elements.internationalDesignator);
    appendMember(out, "EPOCH", epoch);
    appendMember(out, "MEAN_MOTION", elements.meanMotion / revolutionsPerDay);
    appendMember(out, "ECCENTRICITY", elements.eccentricity);
    appendMember(out, "INCLINATION", elements.inclination / degree);
    appendMember(out, "RA_OF_ASC_NODE", elements.rightAscension / degree);
    appendMember(out, "ARG_OF_PERICENTER", elements.argumentOfPerigee / degree);
    appendMember(out, "MEAN_ANOMALY", elements.meanAnomaly / degree);
    appendMember(out, "NORAD_CAT_ID", elements.catalogNumber);
    appendMember(out, "BSTAR", elements.bstar);
    appendMember(out, "MEAN_MOTION_DOT", elements.meanMotionDot / revolutionsPerDay * 1440);
    appendMember(out, "MEAN_MOTION_DDOT", elements.meanMotionDoubleDot / revolutionsPerDay * 1440 * 1440);
    out += '}';
}

std::string fleetJson(Timestamp time, std::span<const FleetNode> nodes, std::span<const FleetEdge> edges)
{
    std::string out = "{\"timestamp\":\"" + formatTimestamp(time) + "\",\"nodes\":[";
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        out += i > 0 ? ",\n" : "";
        appendNode(out, nodes[i]);
    }
    out += "],\"edges\":[";
    for (std::size_t i = 0; i < edges.size(); ++i) {
        out += i > 0 ? ",\n" : "";
        appendEdge(out, edges[i], nodes);
    }
    return out + "]}";
}

} // namespace desk
