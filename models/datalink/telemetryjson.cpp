// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/telemetryjson.h"

#include "models/topology/health.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace desk {
namespace {

constexpr std::array<double, 10> powers{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
constexpr std::size_t longestDecimal = 32;

// Writes at `to`, returns the end.
char *writeDecimal(char *to, double value, int decimals)
{
    const auto scaled =
        static_cast<std::int64_t>(std::nearbyint(value * powers[static_cast<std::size_t>(decimals)]));
    if (scaled < 0)
        *to++ = '-';
    char digits[24];
    const auto magnitude = static_cast<std::uint64_t>(scaled < 0 ? -scaled : scaled);
    const char *end = std::to_chars(digits, digits + sizeof digits, magnitude).ptr;
    const auto length = end - digits;
    const auto whole = std::max<std::ptrdiff_t>(length - decimals, 0);
    std::memcpy(to, digits, static_cast<std::size_t>(whole));
    to += whole;
    if (whole == 0)
        *to++ = '0';
    if (decimals == 0)
        return to;
    *to++ = '.';
    for (auto zeros = decimals - length; zeros > 0; --zeros)
        *to++ = '0';
    std::memcpy(to, digits + whole, static_cast<std::size_t>(length - whole));
    return to + (length - whole);
}

char *writeText(char *to, std::string_view text)
{
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

// ,"name":value of every present metric that is (not) part of atmospheric_state.
char *writeMetrics(char *to, const SimulatedPoint &point, bool atmospheric, bool comma)
{
    for (std::size_t i = 0; i < simulatedMetricCount; ++i) {
        const auto metric = static_cast<SimulatedMetric>(i);
        const SimulatedMetricDefinition &definition = definitionOf(metric);
        if (!point.has(metric) || definition.atmospheric != atmospheric)
            continue;
        if (comma)
            *to++ = ',';
        comma = true;
        *to++ = '"';
        to = writeText(to, definition.name);
        to = writeText(to, "\":");
        to = writeDecimal(to, point.value(metric), definition.decimals);
    }
    return to;
}

} // namespace

void appendJsonText(std::string &out, std::string_view text)
{
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            constexpr std::string_view hex = "0123456789abcdef";
            out += "\\u00";
            out += hex[static_cast<unsigned char>(c) >> 4];
            out += hex[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
}

void appendDecimal(std::string &out, double value, int decimals)
{
    char text[longestDecimal];
    out.append(text, static_cast<std::size_t>(writeDecimal(text, value, decimals) - text));
}

const std::string &TelemetryJson::head(std::uint32_t entity, std::span<const SimulatedEntity> entities)
{
    if (entity >= m_heads.size())
        m_heads.resize(entities.size());
    std::string &head = m_heads[entity];
    if (head.empty()) {
        const SimulatedEntity &about = entities[entity];
        const Node &node = m_nodes[about.node];
        head = "\",\"node_id\":\"";
        appendJsonText(head, node.id);
        head += "\",\"node_type\":\"";
        head += nodeTypeWord(node.type);
        head += '"';
        if (about.dst != SimulatedEntity::none) {
            head += ",\"link\":{\"dst\":\"";
            appendJsonText(head, m_nodes[about.dst].id);
            head += "\"}";
        }
        head += ",\"source\":\"simulator\"";
    }
    return head;
}

void TelemetryJson::appendPoint(std::string &out, const SimulatedPoint &point,
                                std::span<const SimulatedEntity> entities)
{
    if (m_stamp.empty() || point.time != m_time) {
        m_time = point.time;
        m_stamp =
            formatTimestamp(m_time, nanoseconds(m_time) % 1'000'000 == 0 ? Fraction::milli : Fraction::nano);
    }
    out += "{\"timestamp\":\"";
    out += m_stamp;
    out += head(point.entity, entities);

    constexpr std::size_t longest = simulatedMetricCount * (longestDecimal + 32) + 128;
    char text[longest];
    char *to = writeMetrics(text, point, false, true);
    if (point.has(SimulatedMetric::rainAttenuationDb)) {
        to = writeText(to, ",\"atmospheric_state\":{");
        to = writeMetrics(to, point, true, false);
        *to++ = '}';
    }
    if (point.health) {
        to = writeText(to, ",\"health\":\"");
        to = writeText(to, healthWord(*point.health));
        *to++ = '"';
    }
    if (point.active)
        to = writeText(to, *point.active ? ",\"is_active\":true" : ",\"is_active\":false");
    *to++ = '}';
    out.append(text, static_cast<std::size_t>(to - text));
}

} // namespace desk
