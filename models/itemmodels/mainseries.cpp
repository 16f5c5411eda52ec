// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/mainseries.h"

#include "models/itemmodels/entitystate.h"

#include <algorithm>
#include <array>

namespace desk {

std::vector<SeriesId> mainSeries(const ParameterFeed &feed, EntityId entity, std::size_t most)
{
    static constexpr std::array<std::string_view, 3> places{"lat", "lon", "altitude_km"};
    const SeriesCatalogue &catalogue = feed.catalogue();
    std::vector<std::pair<Severity, SeriesId>> all;
    for (const SeriesId id : catalogue.seriesOf(entity)) {
        const SeriesDefinition &series = catalogue.series(id);
        const LastValue *last = feed.lastValues().find(id);
        if ((series.kind != ValueKind::number && series.kind != ValueKind::integer) || !last ||
            series.metric.ends_with("#raw") ||
            std::find(places.begin(), places.end(), series.metric) != places.end())
            continue;
        const Freshness freshness = LastValueCache::freshness(last, feed.time().steadyNow());
        all.emplace_back(severityNow(catalogue, id, last, freshness), id);
    }
    std::stable_sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<SeriesId> out;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        out.push_back(all[i].second);
    return out;
}

} // namespace desk
