// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionnames.h"

#include <cmath>

namespace desk {

namespace {

std::string_view nameOf(const std::map<NodeId, NodeDefinition> &nodes, NodeId id)
{
    const auto found = nodes.find(id);
    return found == nodes.end() ? std::string_view() : std::string_view(found->second.name);
}

} // namespace

std::string_view SessionNames::node(EntityId entity) const
{
    const auto found = entities.find(entity);
    return found == entities.end() ? std::string_view() : nameOf(nodes, found->second.node);
}

std::string_view SessionNames::dst(EntityId entity) const
{
    const auto found = entities.find(entity);
    return found == entities.end() ? std::string_view() : nameOf(nodes, found->second.dst);
}

std::string_view SessionNames::unit(SeriesId wanted) const
{
    const auto found = units.find(wanted);
    return found == units.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view SessionNames::text(SeriesId wanted, double code) const
{
    const auto list = texts.find(wanted);
    if (list == texts.end() || !(code >= 0 && code <= double(~0U)) || code != std::floor(code))
        return {};
    const auto found = list->second.find(static_cast<std::uint32_t>(code));
    return found == list->second.end() ? std::string_view() : std::string_view(found->second);
}

Result<SessionNames::Mapping> SessionNames::addTo(SeriesDictionary &dictionary) const
{
    Mapping mapping;
    for (const auto &[id, definition] : entities) {
        const auto from = nodes.find(definition.node);
        const auto to = nodes.find(definition.dst);
        if (from == nodes.end() || (definition.dst != noNode && to == nodes.end()))
            continue; // its row was damaged
        const auto node = dictionary.node(from->second.name, from->second.type);
        if (!node)
            return tl::unexpected(node.error());
        NodeId dst = noNode;
        if (to != nodes.end()) {
            const auto other = dictionary.node(to->second.name, to->second.type);
            if (!other)
                return tl::unexpected(other.error());
            dst = *other;
        }
        const auto entity = dictionary.entity(*node, dst);
        if (!entity)
            return tl::unexpected(entity.error());
        mapping.entities[id] = *entity;
    }
    for (const auto &[id, definition] : series) {
        const auto entity = mapping.entities.find(definition.entity);
        if (entity == mapping.entities.end())
            continue;
        const auto added =
            dictionary.seriesByName(entity->second, definition.metric, definition.kind, definition.labels);
        if (!added)
            return tl::unexpected(added.error());
        mapping.series[id] = *added;
        // Codes count up from 0, so texts in the order of their codes get the same ones.
        if (const auto list = texts.find(id); list != texts.end()) {
            for (const auto &[code, text] : list->second) {
                if (const auto coded = dictionary.textCode(*added, text); !coded)
                    return tl::unexpected(coded.error());
            }
        }
    }
    dictionary.publish();
    return mapping;
}

} // namespace desk
