// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/nodefilter.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

double given(double value)
{
    return value >= 0 ? value : unknown;
}

double fromDefinition(const TopologyNode &node, std::string_view name)
{
    if (name == "altitude_km")
        return node.hasPosition ? node.altitudeKm : unknown;
    if (name == "lat")
        return node.hasPosition ? node.latitude : unknown;
    if (name == "lon")
        return node.hasPosition ? node.longitude : unknown;
    if (name == "capacity_gbps")
        return node.capacityGbps > 0 ? node.capacityGbps : unknown;
    if (name == "utilization")
        return given(node.utilization);
    return name == "queue_depth_gb" ? given(node.queueDepthGb) : unknown;
}

bool has(std::uint32_t bits, int bit)
{
    return (bits >> unsigned(bit) & 1U) != 0;
}

} // namespace

Result<NodeFilter> NodeFilter::make(NodeConditions conditions)
{
    NodeFilter filter;
    filter.m_names = NameQuery(conditions.names);
    static const QRegularExpression range(QStringLiteral("^\\s*(\\d{1,6})\\s*(?:[-–]\\s*(\\d{1,6})\\s*)?$"));
    qsizetype at = 0;
    const QStringList parts =
        conditions.planes.trimmed().isEmpty() ? QStringList() : conditions.planes.split(u',');
    for (const QString &part : parts) {
        const auto match = range.match(part);
        if (!match.hasMatch())
            return failure(ErrorCode::parseError, "planes are numbers and ranges: 3-5, 12", "planes", at);
        const int from = match.captured(1).toInt();
        const int to = match.captured(2).isEmpty() ? from : match.captured(2).toInt();
        filter.m_planes.emplace_back(std::min(from, to), std::max(from, to));
        at += part.toUtf8().size() + 1;
    }
    if (!conditions.expression.trimmed().isEmpty()) {
        auto expression = Expression::compile(conditions.expression.toStdString());
        if (!expression) {
            expression.error().field = "expression";
            return tl::unexpected(expression.error());
        }
        if (!expression->calls().empty())
            return failure(ErrorCode::unsupported,
                           "a filter looks at the newest values: functions with a past "
                           "(mean, derivative, ...) are for derived parameters",
                           "expression", 0);
        filter.m_expression = std::make_shared<Expression>(*std::move(expression));
    }
    filter.m_conditions = std::move(conditions);
    return filter;
}

bool NodeFilter::passesNames(const TopologyNode &node) const
{
    return m_names.isEmpty() || (m_names.match(QString::fromStdString(node.name)) |
                                 m_names.match(QString::fromStdString(node.label))) == m_names.all();
}

bool NodeFilter::passesPlanes(const std::optional<OrbitalSlot> &slot) const
{
    if (m_planes.empty())
        return true;
    return slot && std::any_of(m_planes.begin(), m_planes.end(), [&](const auto &range) {
               return slot->plane + 1 >= range.first && slot->plane + 1 <= range.second;
           });
}

bool NodeFilter::passesExpression(const TopologyNode &node, const SeriesCatalogue &catalogue,
                                  const ValueOf &valueOf, const NodeFacts &facts,
                                  const std::optional<OrbitalSlot> &slot)
{
    if (!m_expression)
        return true;
    for (std::size_t i = 0; i < m_expression->inputs().size(); ++i) {
        const std::string &name = m_expression->inputs()[i];
        const SeriesId id = node.entity == noEntity ? noSeries : catalogue.find(node.entity, name);
        double value = id == noSeries ? unknown : valueOf(id);
        if (std::isnan(value))
            value = name == "alarms"          ? facts.alarms
                    : name == "links"         ? facts.links
                    : name == "plane" && slot ? slot->plane + 1
                    : name == "shell" && slot ? slot->shell + 1
                                              : fromDefinition(node, name);
        m_expression->inputValues()[i] = value;
    }
    const double result = m_expression->evaluate(0);
    return !std::isnan(result) && result != 0;
}

void NodeFilter::apply(const TopologySnapshot &fleet, const SeriesCatalogue &catalogue,
                       const ValueOf &valueOf, std::span<const NodeFacts> facts,
                       std::span<const std::optional<OrbitalSlot>> slots, std::vector<char> &passed)
{
    passed.assign(fleet.nodes.size(), 0);
    for (std::size_t i = 0; i < fleet.nodes.size() && i < facts.size(); ++i) {
        const TopologyNode &node = fleet.nodes[i];
        const std::optional<OrbitalSlot> slot = i < slots.size() ? slots[i] : std::nullopt;
        passed[i] = has(m_conditions.types, int(node.type)) && has(m_conditions.healths, int(node.health)) &&
                    has(m_conditions.severities, int(facts[i].severity)) && passesNames(node) &&
                    passesPlanes(slot) && passesExpression(node, catalogue, valueOf, facts[i], slot);
    }
}

} // namespace desk
