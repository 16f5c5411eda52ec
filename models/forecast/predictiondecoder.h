// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecast.h"
#include "models/telemetry/result.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace desk {

// A series as the API names it.
struct NamedSeries
{
    SeriesId id{};
    std::string node;
    std::string dst; // empty = of the node itself
    std::string metric;
};

// The body of POST /api/v1/predictions/.
std::string predictionQuestion(std::span<const NamedSeries> series);

// Its answer, as many as were asked for and in their order; refusals too. now: when it came.
Result<std::vector<Forecast>> decodeSeriesPredictions(std::string_view json,
                                                      std::span<const NamedSeries> series, Timestamp now);

// Which of the series a refusal (404) says that nobody knows; nothing where it says so of none.
std::optional<std::size_t> unknownSeries(std::string_view json);

// The answer to GET /api/v1/predictions/{node_id}, also of a platform that tells no band, model or time of
// issue: then the band is not known, the model the LSTM, and it was issued when the answer says it was made.
// find: the id of a link's metric; nothing for what is not known here, which is passed over.
using FindSeries = std::function<std::optional<SeriesId>(const std::string &src, const std::string &dst,
                                                         std::string_view metric)>;
Result<std::vector<Forecast>> decodeNodePredictions(std::string_view json, const FindSeries &find,
                                                    Timestamp now);

} // namespace desk
