// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/selectionlink.h"

namespace desk {

SelectionLink::SelectionLink(End first, End second, QObject *parent)
    : QObject(parent)
{
    join(first, second);
    join(second, first);
    second.selection.select(
        counterpart(first.selection.selected(), first.feed.catalogue(), second.feed.catalogue()));
    // Its names may still come.
    connect(&second.feed, &ParameterFeed::advanced, this, [this, first, second](const FeedUpdate &update) {
        if (update.definitions.empty() || second.selection.selected() != noEntity)
            return;
        m_carrying = true;
        second.selection.select(
            counterpart(first.selection.selected(), first.feed.catalogue(), second.feed.catalogue()));
        m_carrying = false;
    });
}

EntityId SelectionLink::counterpart(EntityId entity, const SeriesCatalogue &of, const SeriesCatalogue &in)
{
    if (entity == noEntity || index(entity) >= of.entityCount())
        return noEntity;
    const EntityDefinition &definition = of.entity(entity);
    return in.findEntity(of.node(definition.node).name,
                         definition.dst == noNode ? std::string() : of.node(definition.dst).name);
}

SeriesId SelectionLink::counterpart(SeriesId series, const SeriesCatalogue &of, const SeriesCatalogue &in)
{
    if (series == noSeries || index(series) >= of.size())
        return noSeries;
    const EntityId entity = counterpart(of.series(series).entity, of, in);
    if (entity == noEntity)
        return noSeries;
    const std::string name = of.metricName(series);
    for (const SeriesId id : in.seriesOf(entity)) {
        if (in.metricName(id) == name)
            return id;
    }
    return noSeries;
}

void SelectionLink::join(const End &from, const End &to)
{
    connect(&from.selection, &FleetSelection::selectionChanged, this, [this, from, to](EntityId entity) {
        if (m_carrying)
            return;
        m_carrying = true;
        to.selection.select(counterpart(entity, from.feed.catalogue(), to.feed.catalogue()));
        m_carrying = false;
    });
    connect(&from.selection, &FleetSelection::chartRequested, this, [this, from, to](SeriesId series) {
        if (m_carrying)
            return;
        const SeriesId other = counterpart(series, from.feed.catalogue(), to.feed.catalogue());
        if (other == noSeries)
            return;
        m_carrying = true;
        to.selection.requestChart(other);
        m_carrying = false;
    });
}

} // namespace desk
