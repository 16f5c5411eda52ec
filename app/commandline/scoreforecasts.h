// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/forecastfile.h"
#include "app/commandline/forecastreport.h"
#include "app/commandline/simulatedscene.h"

#include <optional>
#include <stop_token>

namespace CLI {
class App;
}

namespace desk {

// Plays a file into an evaluation, in order of time. How many series had no room; nothing when it was
// stopped.
std::optional<std::size_t> playFile(const ForecastFile &file, ForecastEvaluation &evaluation,
                                    const std::stop_token &stop);
// The same into one of its own, and what came of it into the report. False when it was stopped.
bool scoreForecasts(const ForecastFile &file, ForecastEvaluation::Methods methods, ForecastReport &report,
                    const std::stop_token &stop);

// A simulated stretch through an evaluation. Errors: those of the simulator.
Result<void> scoreScene(const SceneOptions &scene, ForecastEvaluation::Methods methods,
                        ForecastReport &report);

// constellation forecast-score: how good the forecasts of all methods would have been on recordings. exitCode
// is what main returns when the command ran.
void addForecastScoreCommand(CLI::App &app, int &exitCode);

} // namespace desk
