// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/simulatedfleet.h"
#include "models/topology/degree.h"

#include "models/datalink/telemetryjson.h"
#include "models/topology/asciislug.h"
#include "models/topology/orbitalplanes.h"

#include <charconv>
#include <cmath>
#include <numbers>
#include <unordered_set>

namespace desk {
namespace {
constexpr double revolutionsPerDay = 2 * std::numbers::pi / 1440; // in rad/min
constexpr double siderealDayS = 86164.0905;

// Members of one JSON object.
class ObjectWriter
{
public:
    explicit ObjectWriter(std::string &out)
        : m_out(out)
    {
        m_out += '{';
    }
    ~ObjectWriter() { m_out += '}'; }
    ObjectWriter(const ObjectWriter &) = delete;
    ObjectWriter &operator=(const ObjectWriter &) = delete;

    void key(std::string_view name)
    {
        if (std::exchange(m_comma, true))
            m_out += ',';
        m_out += '"';
        m_out += name;
        m_out += "\":";
    }
    void text(std::string_view name, std::string_view value)
    {
        key(name);
        m_out += '"';
        appendJsonText(m_out, value);
        m_out += '"';
    }
    // The shortest digits that read back as the same number.
    void number(std::string_view name, double value)
    {
        key(name);
        char digits[40];
        m_out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
    void decimal(std::string_view name, double value, int decimals)
    {
        key(name);
        appendDecimal(m_out, value, decimals);
    }
    void literal(std::string_view name, std::string_view json)
    {
        key(name);
        m_out += json;
    }

private:
    std::string &m_out;
    bool m_comma = false;
};

void appendNode(std::string &out, const FleetNode &node)
{
    ObjectWriter object(out);
    object.text("id", node.id);
    object.text("type", nodeTypeWord(node.type));
    if (!node.label.empty())
        object.text("label", node.label);
    if (node.health)
        object.text("health", healthWord(*node.health));
    if (node.position) {
        object.decimal("lat", node.position->latitude, 4);
        object.decimal("lon", node.position->longitude, 4);
        object.decimal("altitude_km", node.position->altitudeKm, 3);
    }
    if (node.capacityGbps)
        object.decimal("capacity_gbps", *node.capacityGbps, 3);
    if (node.orbit)
        object.literal("orbit", *node.orbit);
}

void appendEdge(std::string &out, const FleetEdge &edge, std::span<const FleetNode> nodes)
{
    ObjectWriter object(out);
    object.text("source", nodes[edge.source].id);
    object.text("target", nodes[edge.target].id);
    if (edge.capacityGbps)
        object.decimal("capacity_gbps", *edge.capacityGbps, 3);
    if (edge.latencyMs)
        object.decimal("latency_ms", *edge.latencyMs, 2);
    object.literal("is_active", edge.active ? "true" : "false");
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

std::string ommJson(const ElementSet &elements)
{
    std::string epoch = formatTimestamp(toTimestamp(elements.epoch), Fraction::nano);
    epoch.pop_back(); // the message has no zone of its own
    std::string out;
    {
        ObjectWriter object(out);
        object.text("OBJECT_NAME", elements.name);
        object.text("OBJECT_ID", elements.internationalDesignator);
        object.text("EPOCH", epoch);
        object.number("MEAN_MOTION", elements.meanMotion / revolutionsPerDay);
        object.number("ECCENTRICITY", elements.eccentricity);
        object.number("INCLINATION", elements.inclination / degree);
        object.number("RA_OF_ASC_NODE", elements.rightAscension / degree);
        object.number("ARG_OF_PERICENTER", elements.argumentOfPerigee / degree);
        object.number("MEAN_ANOMALY", elements.meanAnomaly / degree);
        object.number("NORAD_CAT_ID", elements.catalogNumber);
        object.number("BSTAR", elements.bstar);
        object.number("MEAN_MOTION_DOT", elements.meanMotionDot / revolutionsPerDay * 1440);
        object.number("MEAN_MOTION_DDOT", elements.meanMotionDoubleDot / revolutionsPerDay * 1440 * 1440);
    }
    return out;
}

std::string fleetDefinitionJson(Timestamp time, const FleetDefinition &fleet)
{
    std::string out = "{\"timestamp\":\"" + formatTimestamp(time) + "\",\"nodes\":[";
    for (std::size_t i = 0; i < fleet.nodes.size(); ++i) {
        out += i > 0 ? ",\n" : "";
        appendNode(out, fleet.nodes[i]);
    }
    out += "],\"edges\":[";
    for (std::size_t i = 0; i < fleet.edges.size(); ++i) {
        out += i > 0 ? ",\n" : "";
        appendEdge(out, fleet.edges[i], fleet.nodes);
    }
    return out + "]}";
}

} // namespace desk
