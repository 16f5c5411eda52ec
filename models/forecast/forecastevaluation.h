// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/bandcalibration.h"
#include "models/forecast/forecaster.h"
#include "models/forecast/forecastjudge.h"
#include "models/forecast/forecastscore.h"
#include "models/forecast/lstmweights.h"
#include "models/forecast/methodpicker.h"
#include "models/forecast/secondmeans.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace desk {

// Plays recorded telemetry through the whole chain that forecasts live telemetry (means of seconds, window,
// methods, bands, choice) and holds what each method said, and the one that was chosen, against what came.
// Every forecast is made of what was added before its time only, and is scored with the band and the choice
// that were known when it was issued. One thread. Memory: 10 kB a series.
class ForecastEvaluation
{
public:
    using Methods = std::vector<std::unique_ptr<Forecaster>>;
    // What is known of the geometry of a series' link for the window that ends then: ForecastWindow's seconds
    // and secondsAhead, or nothing. Valid until the next call.
    using Geometry = std::function<std::span<const LinkGeometry>(SeriesId series, Timestamp end)>;

    // Each method, then the answer: what the chosen one said, or their mixture.
    static constexpr std::size_t columns = forecastMethodCount + 1;
    static constexpr std::size_t chosenColumn = forecastMethodCount;

    struct Options
    {
        std::chrono::seconds every{60}; // a forecast; at whole multiples since 1970
        std::size_t mostSeries = 10'000;
        Geometry geometry = {};
    };
    struct Issued // as it was said, bands made honest
    {
        const IssuedForecast &raw;
        std::array<std::array<QuantileForecast::Horizon, forecastHorizons.size()>, columns> said;
        ForecastMethod chosen;
    };
    struct SeriesResult
    {
        std::string metric;
        std::string row; // of tables: the metric, its kind
        std::array<std::array<ForecastScore, columns>, forecastHorizons.size()> scores{};
        std::array<std::uint64_t, columns> chosen{}; // how often; the last: a mixture
        std::uint64_t issued = 0;
        std::map<ForecastRefusal, std::uint64_t> refused;
        std::set<double> values; // the first different ones

        // Nothing to forecast: at most 20 different values, or persistence was never wrong.
        [[nodiscard]] bool isConstant() const;
    };
    static constexpr std::size_t fewestValues = 20;

    ForecastEvaluation(Methods methods, Options options);

    // Persistence, drift, Holt-Winters, geometry, and the network where there are weights.
    static Methods methods(std::span<const LstmWeights> networks);

    // Another series of a metric. kind: its results are of a row of their own ("snr_db (radio)"). False when
    // there are as many as may be.
    bool watch(SeriesId series, MetricId metric, std::string name, const std::string &kind = {});
    // Takes no more part; what was said of it and is not over counts as never come.
    void unwatch(SeriesId series);
    void add(SeriesId series, Timestamp time, double value, Quality quality = Quality::good);
    // Everything up to `now` has been added: issues and judges what is due.
    void advanceTo(Timestamp now);
    // Is told of each forecast when it is made, and when its time has come.
    void onIssued(std::function<void(const Issued &)> told) { m_told = std::move(told); }
    void onJudged(ForecastJudge::Report told) { m_toldVerdict = std::move(told); }

    // By series that were ever watched.
    [[nodiscard]] const std::map<SeriesId, SeriesResult> &results() const { return m_results; }

private:
    struct Watched
    {
        MetricId metric{};
        std::string_view name; // in m_results
    };
    struct Pending
    {
        decltype(Issued::said) said{};
        ForecastMethod chosen{};
    };

    void judge(Timestamp now);
    void score(const ForecastJudge::Verdict &verdict);
    void issueAll(Timestamp end);
    void issueBatch(std::span<const SeriesId> batch, Timestamp end);
    void issue(IssuedForecast &raw);

    Methods m_methods;
    Options m_options;
    SecondMeans m_means;
    ForecastJudge m_judge;
    BandCalibration m_bands;
    MethodPicker m_picker;
    std::map<SeriesId, Watched> m_watched;
    std::map<SeriesId, SeriesResult> m_results;
    std::map<std::pair<Timestamp, SeriesId>, Pending> m_pending; // until the farthest horizon
    Timestamp m_next = Timestamp::min();                         // when forecasts are due
    std::function<void(const Issued &)> m_told;
    ForecastJudge::Report m_toldVerdict;
};

} // namespace desk
