// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/simulatedpoint.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Appends text to a JSON string value: quotes, backslashes and control characters escaped, UTF-8 as it is.
void appendJsonText(std::string &out, std::string_view text);
// With just that many decimals; the value times 10^decimals must fit 63 bits.
void appendDecimal(std::string &out, double value, int decimals);

// Writes simulated points as the Constellation API's telemetry points, into one buffer that is kept. Names
// are written once per entity, not per point. One thread.
class TelemetryJson
{
public:
    struct Node
    {
        std::string id;
        NodeType type = NodeType::satellite;
    };

    explicit TelemetryJson(std::vector<Node> nodes)
        : m_nodes(std::move(nodes))
    {
    }

    // One object, no comma.
    void appendPoint(std::string &out, const SimulatedPoint &point,
                     std::span<const SimulatedEntity> entities);

private:
    const std::string &head(std::uint32_t entity, std::span<const SimulatedEntity> entities);

    std::vector<Node> m_nodes;
    std::vector<std::string> m_heads; // by entity: from after the timestamp to the first value
    Timestamp m_time{};               // what m_stamp says
    std::string m_stamp;
};

} // namespace desk
