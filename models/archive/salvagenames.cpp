// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/salvagenames_p.h"

namespace desk::session {

namespace {

constexpr std::size_t mostHoles = 100'000;

// Whether every id up to the highest can be given a name.
template <class Map>
bool isDense(const Map &map)
{
    return map.empty() || index(map.rbegin()->first) < map.size() + mostHoles;
}

std::string lost(const char *what, std::uint32_t id)
{
    return std::string("lost-") + what + "-" + std::to_string(id);
}

// A text for every code up to the highest, so that none changes its code.
Result<void> addTexts(const std::map<std::uint32_t, std::string> &texts, SeriesId series,
                      SeriesDictionary &dictionary)
{
    std::uint32_t next = 0;
    for (const auto &[code, text] : texts) {
        for (; next < code && code < texts.size() + 1000; ++next) {
            if (const auto filled = dictionary.textCode(series, lost("text", next)); !filled)
                return tl::unexpected(filled.error());
        }
        if (const auto coded = dictionary.textCode(series, text); !coded)
            return tl::unexpected(coded.error());
        ++next;
    }
    return {};
}

} // namespace

Result<SessionNames::Mapping> restoreNames(const SessionNames &names, SeriesDictionary &dictionary)
{
    // Nodes first, in the order of their ids; what addTo() would find or add is there then.
    const auto addNode = [&](const std::string &name, NodeType type) -> Result<NodeId> {
        return dictionary.node(name, type);
    };
    std::uint32_t next = 0;
    for (const auto &[id, node] : names.nodes) {
        for (; isDense(names.nodes) && next < index(id); ++next) {
            if (const auto filled = addNode(lost("node", next), NodeType::device); !filled)
                return tl::unexpected(filled.error());
        }
        if (const auto added = addNode(node.name, node.type); !added)
            return tl::unexpected(added.error());
        ++next;
    }
    std::map<EntityId, EntityId> entities;
    const auto placeholder = [&](const char *what, std::uint32_t id) -> Result<EntityId> {
        const auto node = addNode(lost(what, id), NodeType::device);
        return node ? dictionary.entity(*node) : tl::unexpected(node.error());
    };
    next = 0;
    for (const auto &[id, entity] : names.entities) {
        for (; isDense(names.entities) && next < index(id); ++next) {
            if (const auto filled = placeholder("entity", next); !filled)
                return tl::unexpected(filled.error());
        }
        ++next;
        const auto from = names.nodes.find(entity.node);
        const auto to = names.nodes.find(entity.dst);
        if (from == names.nodes.end() || (entity.dst != noNode && to == names.nodes.end()))
            continue; // of a file that was made to be wrong
        const auto node = dictionary.findNode(from->second.name);
        const auto added = dictionary.entity(
            *node, to == names.nodes.end() ? noNode : *dictionary.findNode(to->second.name));
        if (!added)
            return tl::unexpected(added.error());
        entities[id] = *added;
    }
    SessionNames::Mapping mapping{std::move(entities), {}};
    std::optional<EntityId> nowhere;
    next = 0;
    for (const auto &[id, series] : names.series) {
        for (; isDense(names.series) && next < index(id); ++next) {
            if (!nowhere) {
                const auto made = placeholder("series", 0);
                if (!made)
                    return tl::unexpected(made.error());
                nowhere = *made;
            }
            if (const auto filled = dictionary.seriesByName(*nowhere, "lost_series_" + std::to_string(next),
                                                            ValueKind::number, {});
                !filled)
                return tl::unexpected(filled.error());
        }
        ++next;
        const auto entity = mapping.entities.find(series.entity);
        if (entity == mapping.entities.end())
            continue;
        const auto added = dictionary.seriesByName(entity->second, series.metric, series.kind, series.labels);
        if (!added)
            return tl::unexpected(added.error());
        mapping.series[id] = *added;
        if (const auto texts = names.texts.find(id); texts != names.texts.end()) {
            if (const auto coded = addTexts(texts->second, *added, dictionary); !coded)
                return tl::unexpected(coded.error());
        }
    }
    dictionary.publish();
    return mapping;
}

} // namespace desk::session
