// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/namequery.h"
#include "models/processing/expression.h"
#include "models/processing/seriescatalogue.h"
#include "models/telemetry/monitoringresult.h"
#include "models/topology/layoutgraph.h"

#include <functional>
#include <memory>
#include <span>

namespace desk {

// Which nodes of the fleet somebody wants to see. Plain value; empty conditions let everything pass.
struct NodeConditions
{
    static constexpr std::uint32_t all = ~0U;
    QString names;                  // words as of NameQuery, looked for in name and label
    std::uint32_t types = all;      // bits by NodeType
    std::uint32_t healths = all;    // bits by Health
    std::uint32_t severities = all; // bits by Severity
    QString planes;                 // "3-5, 12": numbers of orbital planes from 1; in any shell
    QString expression;             // not 0 = passes; see NodeFilter

    bool operator==(const NodeConditions &) const = default;
    [[nodiscard]] bool isEmpty() const { return *this == NodeConditions(); }
};

// The conditions ready to be asked. In an expression the names are those of the node's own metrics, as far as
// they are known and not stale, or as defined; besides altitude_km, lat, lon, capacity_gbps, alarms (values
// of it and its links outside their limits), links (active ones), plane and shell (from 1). A node without
// one of them does not pass. GUI thread.
class NodeFilter
{
public:
    // field = "planes" or "expression"; offset = the byte of it.
    static Result<NodeFilter> make(NodeConditions conditions);

    // What the picture knows of a node beside the graph.
    struct NodeFacts
    {
        Severity severity = Severity::none;
        int alarms = 0;
        int links = 0;
    };
    // 1 for each node that passes. facts: one for each node; slots: likewise, or empty where nobody knows the
    // planes yet. Some tenths of a microsecond a node.
    // valueOf: of a series at the moment that is looked at; NaN = unknown.
    using ValueOf = std::function<double(SeriesId)>;
    void apply(const TopologySnapshot &fleet, const SeriesCatalogue &catalogue, const ValueOf &valueOf,
               std::span<const NodeFacts> facts, std::span<const std::optional<OrbitalSlot>> slots,
               std::vector<char> &passed);
    [[nodiscard]] const NodeConditions &conditions() const { return m_conditions; }

private:
    NodeFilter() = default;
    [[nodiscard]] bool passesNames(const TopologyNode &node) const;
    [[nodiscard]] bool passesPlanes(const std::optional<OrbitalSlot> &slot) const;
    [[nodiscard]] bool passesExpression(const TopologyNode &node, const SeriesCatalogue &catalogue,
                                        const ValueOf &valueOf, const NodeFacts &facts,
                                        const std::optional<OrbitalSlot> &slot);

    NodeConditions m_conditions;
    NameQuery m_names;
    std::vector<std::pair<int, int>> m_planes; // from, to
    std::shared_ptr<Expression> m_expression;
};

} // namespace desk
