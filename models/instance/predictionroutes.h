// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastservice.h"
#include "models/ingest/ingestserver.h"
#include "models/instance/predictionjson.h"
#include "models/topology/topology.h"

namespace desk {

// GET /api/v1/predictions/{node_id} and POST /api/v1/predictions/ (with and without the slash): names become
// series here, the service's thread makes the forecasts and writes the answer, which is held until then. And
// the metrics of the service. Ingest thread.
class PredictionRoutes
{
public:
    PredictionRoutes(IngestServer &server, ForecastService &forecasts, const SeriesDictionary &names,
                     const Topology &topology, const TimeService &time);

private:
    // Writes the answer from the forecasts, on the service's thread.
    using Write = std::function<std::string(const ForecastAnswer &)>;

    void addMetrics();
    ServerResponse ofNode(const HttpRequest &request);
    ServerResponse ofSeries(const HttpRequest &request);
    ServerResponse ask(ForecastQuestion question, Write write);
    [[nodiscard]] std::optional<SeriesId> find(const std::string &node, const std::string &dst,
                                               std::string_view metric) const;

    IngestServer &m_server;
    ForecastService &m_forecasts;
    const SeriesDictionary &m_names;
    const Topology &m_topology;
    const TimeService &m_time;
};

} // namespace desk
