// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecast.h"
#include "models/telemetry/result.h"

#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Which of forecastHorizons are meant.
using HorizonSet = std::bitset<forecastHorizons.size()>;

// One link in one direction, with the forecasts of what is predicted of links; null = no such series.
struct LinkPrediction
{
    std::string src;
    std::string dst;
    const Forecast *snr = nullptr;
    const Forecast *utilization = nullptr;
};

// The answer to GET /api/v1/predictions/{node_id}. now: stands for the time where nothing was forecast.
std::string nodePredictionsJson(std::string_view node, const std::vector<LinkPrediction> &links, bool cached,
                                Timestamp now);

struct SeriesPrediction
{
    std::string node;
    std::string dst; // empty = of the node itself
    std::string metric;
    const Forecast *forecast = nullptr; // null = no such series
};

// The answer to POST /api/v1/predictions/.
std::string seriesPredictionsJson(const std::vector<SeriesPrediction> &predictions,
                                  const HorizonSet &horizons);

// The body of POST /api/v1/predictions/.
struct PredictionRequest
{
    struct Series
    {
        std::string node;
        std::string dst;
        std::string metric;
    };
    static constexpr std::size_t mostSeries = 1000;

    std::vector<Series> series;
    HorizonSet horizons;
    bool useCache = true;

    static Result<PredictionRequest> parse(std::string_view body);
};

} // namespace desk
