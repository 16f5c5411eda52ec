// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "models/datalink/demodata.h"
#include "widgets/charts/chartspanel.h"

#include <algorithm>

namespace desk {

Result<std::unique_ptr<SimulatorLink>> makeDemoLink(const std::string &url, const std::string &token,
                                                    const std::string &ca, EventLog &events,
                                                    const TimeService &time)
{
    SimulatorLinkOptions options;
    options.url = url;
    options.token = token;
    options.ca = ca;
    options.elements = demoElements();
    options.stations = demoStations();
    options.backfill = std::chrono::minutes{15};
    options.minElevationDegrees = 10;
    options.events = &events;
    return SimulatorLink::create(std::move(options), time);
}

DemoCharts::DemoCharts(ParameterFeed &feed, ChartsPanel &charts, FleetSelection &selection, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_charts(charts)
    , m_selection(selection)
{
    connect(&feed, &ParameterFeed::advanced, this, &DemoCharts::choose);
}

// Ground links of two stations (their passes come and go), laser links, and the stations' load.
void DemoCharts::choose()
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    std::vector<SeriesId> groundSnr;
    std::vector<SeriesId> latency;
    std::vector<SeriesId> load;
    std::vector<SeriesId> temperature;
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        const SeriesId id{static_cast<std::uint32_t>(i)};
        const SeriesDefinition &series = catalogue.series(id);
        const EntityDefinition &about = catalogue.entity(series.entity);
        const bool station = catalogue.node(about.node).type == NodeType::groundStation;
        const bool link = about.dst != noNode;
        if (link && station && series.metric == "snr_db")
            groundSnr.push_back(id);
        else if (link && station && series.metric == "utilization")
            load.push_back(id);
        else if (link && !station && series.metric == "latency_ms" &&
                 catalogue.node(about.dst).type == NodeType::satellite)
            latency.push_back(id);
        else if (!link && series.metric == "temperature_c")
            temperature.push_back(id);
    }
    // Links that are alive now, spread over the fleet.
    const auto pick = [this](std::vector<SeriesId> from, std::size_t count) {
        const std::int64_t recent = nanoseconds(m_feed.time().now() - std::chrono::seconds{3});
        std::erase_if(from, [&](SeriesId id) {
            const LastValue *last = m_feed.lastValues().find(id);
            return !last || last->generation < recent;
        });
        std::vector<SeriesId> picked;
        for (std::size_t i = 0; i < std::min(count, from.size()); ++i)
            picked.push_back(from[i * from.size() / count]);
        return picked;
    };
    const auto alive = pick(groundSnr, 3);
    if (alive.size() < 3 || latency.size() < 100)
        return; // the past is still coming in
    disconnect(&m_feed, nullptr, this, nullptr);
    if (m_selection.selected() == noEntity) // the station whose pass is on the first chart
        m_selection.select(catalogue.findEntity(
            catalogue.node(catalogue.entity(catalogue.series(alive[0]).entity).node).name));
    if (!m_charts.isEmpty()) {
        Q_EMIT chosen();
        return;
    }
    const std::vector<std::vector<SeriesId>> choice{alive, pick(latency, 3), pick(load, 3),
                                                    pick(temperature, 3)};
    for (std::size_t chart = 0; chart < choice.size(); ++chart) {
        for (const SeriesId id : choice[chart])
            m_charts.addSeries(id, static_cast<int>(chart));
    }
    Q_EMIT chosen();
}

} // namespace desk
