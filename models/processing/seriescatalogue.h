// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/seriesdictionary.h"

#include <span>

namespace desk {

// Names of everything the window knows, mirrored from the ingest thread's dictionary. GUI thread.
class SeriesCatalogue
{
public:
    // Where a recording states another unit than the series' metric usually has.
    struct OwnUnit
    {
        std::string node;
        std::string dst;    // empty = the node itself
        std::string metric; // metric{labels}
        std::string unit;
    };

    void add(const DictionaryChanges &changes);
    // For series that are known and those to come; in place of what was said before.
    void setOwnUnits(std::span<const OwnUnit> units);

    [[nodiscard]] std::size_t size() const { return m_series.size(); }
    [[nodiscard]] const SeriesDefinition &series(SeriesId id) const { return m_series[index(id)]; }
    [[nodiscard]] const EntityDefinition &entity(EntityId id) const { return m_entities[index(id)]; }
    [[nodiscard]] const NodeDefinition &node(NodeId id) const { return m_nodes[index(id)]; }
    [[nodiscard]] std::size_t nodeCount() const { return m_nodes.size(); }
    [[nodiscard]] std::size_t entityCount() const { return m_entities.size(); }
    // Series of an entity in the order they became known.
    [[nodiscard]] std::span<const SeriesId> seriesOf(EntityId id) const;
    [[nodiscard]] SeriesId find(EntityId entity, std::string_view metric) const; // noSeries when unknown
    [[nodiscard]] EntityId findEntity(std::string_view node, std::string_view dst = {}) const;
    [[nodiscard]] std::string_view text(SeriesId series, double code) const;
    // metric{labels}
    [[nodiscard]] std::string metricName(SeriesId id) const;
    // The unit its values are in: its own, else that of the metric; see unitOf(). Empty = none is known.
    [[nodiscard]] std::string_view unit(SeriesId id) const;
    [[nodiscard]] bool hasOwnUnit(SeriesId id) const { return m_ownUnits.contains(id); }

private:
    void noteOwnUnit(SeriesId id);

    std::vector<NodeDefinition> m_nodes;
    std::vector<EntityDefinition> m_entities;
    std::vector<SeriesDefinition> m_series;
    std::vector<std::vector<SeriesId>> m_seriesOfEntity;
    boost::unordered_flat_map<std::string, NodeId> m_nodeByName;
    boost::unordered_flat_map<std::uint64_t, EntityId> m_entityByNodes;
    boost::unordered_flat_map<std::string, std::string> m_ownUnitOfName; // node, dst, metric by lines
    boost::unordered_flat_map<SeriesId, std::string> m_ownUnits;
    boost::unordered_flat_map<std::uint64_t, std::string> m_texts; // series << 32 | code
};

} // namespace desk
