// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/seriescatalogue.h"

#include <QString>

#include <unordered_map>

namespace desk {

// The catalogue's names as QString, each made when first asked for and then shared: 6,000 rows have a few
// dozen metrics and a few hundred nodes. The catalogue must outlive it. GUI thread.
class SeriesNames
{
public:
    explicit SeriesNames(const SeriesCatalogue &catalogue)
        : m_catalogue(catalogue)
    {
    }

    [[nodiscard]] QString node(NodeId id) const;
    [[nodiscard]] QString entity(EntityId id) const; // "a" or "a → b"
    [[nodiscard]] QString metric(SeriesId id) const; // metric{labels}
    [[nodiscard]] QString unit(SeriesId id) const;

private:
    struct Metric
    {
        QString name;
        QString unit;
    };
    const Metric &metricOf(SeriesId id) const;

    const SeriesCatalogue &m_catalogue;
    mutable std::vector<QString> m_nodes;         // by NodeId; null = not made yet
    mutable std::vector<QString> m_entities;      // by EntityId
    mutable std::vector<const Metric *> m_series; // by SeriesId, into m_metrics
    mutable std::unordered_map<std::string, Metric> m_metrics;
};

} // namespace desk
