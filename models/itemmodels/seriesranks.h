// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/seriesnames.h"

namespace desk {

// Where the names of series stand in the order people count in, as numbers: 100,000 rows are sorted by name
// without comparing a text. A new name costs a search among those there are. GUI thread.
class SeriesRanks
{
public:
    SeriesRanks(const SeriesNames &names, const SeriesCatalogue &catalogue)
        : m_names(names)
        , m_catalogue(catalogue)
    {
    }

    // Takes in the names that have come since. True when ranks of earlier ones may have moved; their order
    // among themselves never changes.
    bool update();

    [[nodiscard]] std::uint32_t entity(EntityId id) const { return m_entityRanks[index(id)]; }
    [[nodiscard]] std::uint32_t metric(SeriesId id) const { return m_metricRanks[metricOf(id)]; }
    [[nodiscard]] std::uint32_t unit(SeriesId id) const { return m_unitRanks[metricOf(id)]; }
    // Number of the metric's name, dense, in the order they came.
    [[nodiscard]] std::uint32_t metricOf(SeriesId id) const { return m_metricOfSeries[index(id)]; }
    [[nodiscard]] const std::vector<QString> &metrics() const { return m_metrics; }

private:
    [[nodiscard]] std::string numberedName(SeriesId id) const;
    void rankEntities();
    void rankMetrics();

    const SeriesNames &m_names;
    const SeriesCatalogue &m_catalogue;
    std::vector<EntityId> m_entities;            // in order
    std::vector<std::uint32_t> m_entityRanks;    // by EntityId
    std::vector<QString> m_metrics;              // by number
    std::vector<QString> m_units;                // of those
    std::vector<std::uint32_t> m_metricRanks;    // by number
    std::vector<std::uint32_t> m_unitRanks;      // by number
    std::vector<std::uint32_t> m_metricOfSeries; // by SeriesId
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

} // namespace desk
