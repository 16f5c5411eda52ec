// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/anomalywatch.h"
#include "models/forecast/skillhistory.h"

#include <memory>
#include <string>
#include <vector>

namespace desk {

// The newest forecast of each series, refusals too. Immutable once shared; any thread.
struct Predictions
{
    Timestamp time{};                // when these were put together
    std::vector<Forecast> forecasts; // by series, ascending

    // Null where none was made.
    [[nodiscard]] const Forecast *find(SeriesId series) const;
};
using PredictionsPtr = std::shared_ptr<const Predictions>;

// Where a window's forecasts come from: this desk's own service, another instance, or a recording. Series are
// those of the dictionary of the TelemetrySource beside it. Any thread.
class PredictionSource
{
public:
    PredictionSource() = default;
    virtual ~PredictionSource() = default;
    PredictionSource(const PredictionSource &) = delete;
    PredictionSource &operator=(const PredictionSource &) = delete;

    // Changes when predictions() or skill() give something else: at most once a second. For who looks at
    // every tick.
    [[nodiscard]] virtual std::uint64_t version() const = 0;
    [[nodiscard]] virtual PredictionsPtr predictions() const = 0; // never null
    // How good they were; null where nobody judges them.
    [[nodiscard]] virtual SkillRecordPtr skill() const = 0;
    // What was not as forecast; null where nobody looks.
    [[nodiscard]] virtual AnomaliesPtr anomalies() const { return {}; }
    // For people: whose they are; empty = this desk's own.
    [[nodiscard]] virtual std::string origin() const { return {}; }
    // Why none come now, for people; empty when they do.
    [[nodiscard]] virtual std::string fault() const { return {}; }
    // Forecasts with numbers since the start.
    [[nodiscard]] virtual std::uint64_t issued() const = 0;
};

} // namespace desk
