// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/forecastbench.h"

#include "models/forecast/bandcalibration.h"
#include "models/forecast/holtwintersforecaster.h"
#include "models/forecast/lstmforecaster.h"
#include "models/forecast/methodpicker.h"
#include "models/forecast/persistenceforecaster.h"
#include "models/forecast/shippedweights.h"

#include <chrono>
#include <fstream>
#include <random>
#include <unistd.h>

namespace desk {
namespace {

using BenchClock = std::chrono::steady_clock;

constexpr Timestamp benchBegin{std::chrono::seconds{1'000'000'020}};
constexpr std::string_view benchMetric = "utilization";
constexpr std::size_t largestHidden = 64; // of a network that stands in while none is shipped

double residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

// What takes as long as one that was trained.
LstmWeights madeUpNetwork(std::uint32_t seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> weight(0, 0.1F);
    LstmWeights weights = LstmWeights::zero(largestHidden);
    for (auto *matrix : {&weights.inputWeights, &weights.hiddenWeights, &weights.bias, &weights.headWeights})
        std::ranges::generate(*matrix, [&] { return weight(random); });
    return weights;
}

} // namespace

void ForecastBench::add(std::string name, double value, std::string unit, double atMost)
{
    m_report.results.push_back({std::move(name), value, std::move(unit),
                                atMost > 0 ? BenchReport::Must::atMost : BenchReport::Must::nothing, atMost});
}

void ForecastBench::fill(SecondMeans &means, std::size_t series) const
{
    std::mt19937 random(m_options.seed);
    std::normal_distribution<double> noise(0.0, 0.01);
    for (std::uint32_t i = 0; i < series; ++i) {
        means.watch(SeriesId{i}, ValueKind::number);
        double value = 0.5;
        for (std::size_t second = 0; second < ForecastWindow::seconds; ++second) {
            value += 0.02 * (0.5 - value) + noise(random);
            means.add(SeriesId{i}, benchBegin + std::chrono::seconds(second), value);
        }
    }
}

double ForecastBench::millisecondsOf(const SecondMeans &means, const Forecaster &forecaster) const
{
    constexpr Timestamp end = benchBegin + std::chrono::seconds(ForecastWindow::seconds);
    std::vector<double> times;
    std::vector<double> values(m_options.series * ForecastWindow::seconds);
    std::vector<QuantileForecast> forecasts(m_options.series);
    for (unsigned run = 0; run <= m_options.runs; ++run) { // the first warms up
        const auto begun = BenchClock::now();
        std::vector<ForecastWindow> windows;
        for (std::uint32_t i = 0; i < m_options.series; ++i) {
            const std::span<double, ForecastWindow::seconds> seconds(
                values.data() + i * ForecastWindow::seconds, ForecastWindow::seconds);
            means.read(SeriesId{i}, end, seconds);
            const ForecastWindow window{
                .series = SeriesId{i}, .metric = benchMetric, .end = end, .values = seconds, .geometry = {}};
            if (window.refusal() == ForecastRefusal::none)
                windows.push_back(window);
        }
        forecaster.forecast(windows, forecasts);
        if (run > 0)
            times.push_back(std::chrono::duration<double, std::milli>(BenchClock::now() - begun).count());
    }
    return median(times);
}

void ForecastBench::timeNetwork(const SecondMeans &means, const char *name, LstmProcessor processor,
                                double atMost)
{
    const LstmForecaster network(m_networks, processor);
    add(std::string(name) + "_" + std::string(lstmProcessorWord(network.processor())),
        millisecondsOf(means, network), "ms", atMost);
}

// Of a service whose every series was judged often: windows, forecasts that wait, bands, choices.
void ForecastBench::measureMemory()
{
    const double before = residentBytes();
    SecondMeans means(m_options.watched);
    fill(means, m_options.watched);
    ForecastJudge judge({.mostForecasts = m_options.watched * 10});
    BandCalibration bands({.mostSeries = m_options.watched});
    MethodPicker picker;
    std::mt19937 random(m_options.seed);
    std::normal_distribution<double> noise;
    for (std::uint32_t i = 0; i < m_options.watched; ++i) {
        IssuedForecast issued;
        issued.series = SeriesId{i};
        issued.end = benchBegin;
        for (std::size_t method = 0; method < forecastMethodCount; ++method) {
            QuantileForecast said;
            said.horizons.fill({.lower = -1, .median = 0, .upper = 1});
            issued.set(static_cast<ForecastMethod>(method), said);
            issued.setMixed(said);
        }
        constexpr int verdictsOfAFullRecord = 60;
        for (int verdict = 0; verdict < verdictsOfAFullRecord; ++verdict) {
            for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
                bands.learn({issued, horizon, noise(random)});
                picker.learn({issued, horizon, noise(random)});
            }
        }
        for (int waiting = 0; waiting < 6; ++waiting) // one a minute up to the farthest horizon
            judge.add(issued);
    }
    constexpr double mostMegabytes = 200;
    add("memory_of_" + std::to_string(m_options.watched) + "_series", (residentBytes() - before) / 1e6, "MB",
        m_options.watched <= 10'000 ? mostMegabytes : 0);
}

BenchReport ForecastBench::run()
{
    m_networks = shippedForecastNetworks();
    const bool isShipped = shippedForecastWeights(benchMetric) != nullptr;
    if (!isShipped)
        m_networks = {madeUpNetwork(m_options.seed)};
    measureMemory();
    SecondMeans means(m_options.series);
    fill(means, m_options.series);
    const bool isDemanded = m_options.series <= 1'000;
    constexpr double mostChosenMs = 400;
    constexpr double mostBaselineMs = 2'000;
    timeNetwork(means, "lstm", bestLstmProcessor(), isDemanded ? mostChosenMs : 0);
    timeNetwork(means, "lstm_everywhere", LstmProcessor::baseline, isDemanded ? mostBaselineMs : 0);
    add("persistence", millisecondsOf(means, PersistenceForecaster()), "ms");
    add("holt_winters", millisecondsOf(means, HoltWintersForecaster()), "ms");
    const LstmWeights &network = isShipped ? *shippedForecastWeights(benchMetric) : m_networks.front();
    add("hidden_units", static_cast<double>(network.hidden), "");
    add("weights_shipped", isShipped ? 1 : 0, "");
    add("series", static_cast<double>(m_options.series), "");
    add("runs", m_options.runs, "");
    return m_report;
}

} // namespace desk
