// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesdictionary.h"

#include <map>
#include <string>

namespace desk {

// The names of a session file. Ids are those of the data folder that it was recorded in; some may be missing,
// and one may point at another that is missing. A value.
struct SessionNames
{
    std::map<NodeId, NodeDefinition> nodes;
    std::map<EntityId, EntityDefinition> entities;
    std::map<SeriesId, SeriesDefinition> series;
    std::map<SeriesId, std::string> units; // as they were when it was recorded; "" or missing: none
    std::map<SeriesId, std::map<std::uint32_t, std::string>> texts; // by code

    // Empty when unknown, or when the entity is a node itself.
    [[nodiscard]] std::string_view node(EntityId entity) const;
    [[nodiscard]] std::string_view dst(EntityId entity) const;
    [[nodiscard]] std::string_view unit(SeriesId series) const;
    // What a state's or text's value stands for; empty when there is none.
    [[nodiscard]] std::string_view text(SeriesId series, double code) const;

    // Finds or adds all of them in a dictionary and publishes it: ids of the file to ids there.
    struct Mapping
    {
        std::map<EntityId, EntityId> entities;
        std::map<SeriesId, SeriesId> series;
    };
    [[nodiscard]] Result<Mapping> addTo(SeriesDictionary &dictionary) const;
};

} // namespace desk
