// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecast.h"

namespace desk {
namespace {

constexpr std::array<std::string_view, forecastMethodCount + 1> methodWords{
    "persistence", "drift", "holt-winters", "geometry", "lstm", "mixture"};

}

std::string_view forecastMethodWord(ForecastMethod method)
{
    return methodWords[static_cast<std::size_t>(method)];
}

std::optional<ForecastMethod> forecastMethodFromWord(std::string_view word)
{
    for (std::size_t i = 0; i < methodWords.size(); ++i) {
        if (methodWords[i] == word)
            return static_cast<ForecastMethod>(i);
    }
    return std::nullopt;
}

std::string_view forecastRefusalText(ForecastRefusal refusal)
{
    switch (refusal) {
    case ForecastRefusal::none:
        return {};
    case ForecastRefusal::tooLittle:
        return "less than 2 minutes of history";
    case ForecastRefusal::constant:
        return "constant for the last 10 minutes";
    case ForecastRefusal::gappy:
        return "more than half of its values in the last 10 minutes are missing";
    case ForecastRefusal::stale:
        return "no value for more than a minute";
    case ForecastRefusal::runaway:
        return "values beyond what can be calculated with";
    case ForecastRefusal::notANumber:
        return "not a measured number";
    case ForecastRefusal::notWatched:
        return "as many series are watched as may be";
    case ForecastRefusal::unexplained:
        return "the server that makes the forecasts gives no number";
    }
    return {};
}

} // namespace desk
