// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"

namespace desk {

// Joins the selections of two sources, whose ids differ, by name: what is selected or charted in the one is
// in the other, where that knows it. All must outlive the link. GUI thread.
class SelectionLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SelectionLink)

public:
    struct End
    {
        const ParameterFeed &feed;
        FleetSelection &selection;
    };

    SelectionLink(End first, End second, QObject *parent = nullptr);

    // An entity or series of one source in the other; noEntity or noSeries where that does not know it.
    [[nodiscard]] static EntityId counterpart(EntityId entity, const SeriesCatalogue &of,
                                              const SeriesCatalogue &in);
    [[nodiscard]] static SeriesId counterpart(SeriesId series, const SeriesCatalogue &of,
                                              const SeriesCatalogue &in);

private:
    void join(const End &from, const End &to);

    bool m_carrying = false;
};

} // namespace desk
