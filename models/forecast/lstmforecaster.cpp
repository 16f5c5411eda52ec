// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/lstmforecaster.h"

#include "models/forecast/lstminputs.h"
#include "models/forecast/lstmkernel_p.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

// Its state fits into the second-level cache with the weights.
constexpr std::size_t mostInBatch = 64;
constexpr std::size_t cellGate = 2;

LstmKernel kernelFor(LstmProcessor processor)
{
#if defined(__x86_64__)
    if (processor == LstmProcessor::avx512)
        return runLstmAvx512;
    if (processor == LstmProcessor::avx2)
        return runLstmAvx2;
#endif
    static_cast<void>(processor);
    return runLstmBaseline;
}

float softplus(float x)
{
    return std::max(x, 0.0F) + std::log1p(std::exp(-std::abs(x)));
}

double promisedBy(const std::string &record)
{
    const auto json = nlohmann::json::parse(record, nullptr, false);
    if (!json.is_object())
        return 1;
    const auto found = json.find("held_out_error_against_persistence");
    const double error = found != json.end() && found->is_number() ? found->get<double>() : 1;
    return error > 0 && error < 1 ? error : 1;
}

// m, a, b of each horizon.
QuantileForecast answerOf(const float *outputs, const LstmInputs &inputs, const ForecastWindow &window)
{
    QuantileForecast forecast;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const float *of = outputs + 3 * horizon;
        const bool hasEnded = window.hasGeometry() && std::isnan(window.geometryAt(horizon).rangeKm);
        if (hasEnded || !std::isfinite(of[0]) || !std::isfinite(of[1]) || !std::isfinite(of[2]))
            continue;
        const auto below = static_cast<double>(softplus(of[1]) + LstmForecaster::leastHalfBand);
        const auto above = static_cast<double>(softplus(of[2]) + LstmForecaster::leastHalfBand);
        const double median = inputs.last + inputs.scale * static_cast<double>(of[0]);
        forecast.horizons[horizon] = {
            .lower = median - inputs.scale * below, .median = median, .upper = median + inputs.scale * above};
    }
    return forecast;
}

} // namespace

LstmForecaster::Network::Network(const LstmWeights &weights)
    : metric(weights.metric)
    , hidden(weights.hidden)
    , promisedError(promisedBy(weights.record))
    , gateBias(weights.bias)
    , headBias(weights.headBias)
{
    constexpr std::size_t inputs = LstmWeights::inputs;
    const std::size_t rows = 4 * hidden;
    gates.resize(rows * (inputs + hidden));
    for (std::size_t row = 0; row < rows; ++row) {
        const float factor = row / hidden == cellGate ? 1 : 0.5F;
        for (std::size_t column = 0; column < inputs; ++column)
            gates[column * rows + row] = factor * weights.inputWeights[row * inputs + column];
        for (std::size_t column = 0; column < hidden; ++column)
            gates[(inputs + column) * rows + row] = factor * weights.hiddenWeights[row * hidden + column];
        gateBias[row] *= factor;
    }
    const std::size_t columns = hidden + LstmWeights::headInputs;
    head.resize(weights.headWeights.size());
    for (std::size_t row = 0; row < LstmWeights::outputs; ++row) {
        for (std::size_t column = 0; column < columns; ++column)
            head[column * LstmWeights::outputs + row] = weights.headWeights[row * columns + column];
    }
}

LstmForecaster::LstmForecaster(std::span<const LstmWeights> networks, LstmProcessor processor)
    : m_networks(networks.begin(), networks.end())
    , m_processor(isAvailable(processor) ? processor : bestLstmProcessor())
{
}

std::size_t LstmForecaster::networkFor(std::string_view metric) const
{
    std::size_t found = none;
    for (std::size_t i = 0; i < m_networks.size(); ++i) {
        if (m_networks[i].metric == metric)
            return i;
        if (m_networks[i].metric.empty())
            found = i;
    }
    return found;
}

double LstmForecaster::promisedError(std::string_view metric) const
{
    const std::size_t network = networkFor(metric);
    return network == none ? 1 : m_networks[network].promisedError;
}

void LstmForecaster::forecast(std::span<const ForecastWindow> windows,
                              std::span<QuantileForecast> forecasts) const
{
    std::vector<std::vector<std::size_t>> batches(m_networks.size());
    std::vector<float> memory;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        forecasts[i] = {};
        const std::size_t network = networkFor(windows[i].metric);
        if (network == none)
            continue;
        std::vector<std::size_t> &batch = batches[network];
        batch.push_back(i);
        if (batch.size() == mostInBatch) {
            run(m_networks[network], batch, windows, forecasts, memory);
            batch.clear();
        }
    }
    for (std::size_t network = 0; network < batches.size(); ++network) {
        if (!batches[network].empty())
            run(m_networks[network], batches[network], windows, forecasts, memory);
    }
}

void LstmForecaster::run(const Network &network, std::span<const std::size_t> batch,
                         std::span<const ForecastWindow> windows, std::span<QuantileForecast> forecasts,
                         std::vector<float> &memory) const
{
    constexpr std::size_t inputs = LstmWeights::inputs;
    const std::size_t count = batch.size();
    const std::size_t stepFloats = WindowSteps::count * inputs * count;
    const std::size_t headFloats = LstmWeights::headInputs * count;
    const std::size_t resultFloats = LstmWeights::outputs * count;
    memory.resize(stepFloats + headFloats + resultFloats + (inputs + 6 * network.hidden) * count);
    float *steps = memory.data();
    float *head = steps + stepFloats;
    float *result = head + headFloats;

    std::vector<LstmInputs> seen;
    seen.reserve(count);
    for (std::size_t column = 0; column < count; ++column) {
        const LstmInputs &one = seen.emplace_back(windows[batch[column]]);
        for (std::size_t step = 0; step < WindowSteps::count; ++step)
            std::ranges::copy(one.steps[step], steps + (step * count + column) * inputs);
        std::ranges::copy(one.head, head + column * LstmWeights::headInputs);
    }
    kernelFor(m_processor)({.batch = count,
                            .steps = WindowSteps::count,
                            .inputs = inputs,
                            .hidden = network.hidden,
                            .headInputs = LstmWeights::headInputs,
                            .outputs = LstmWeights::outputs,
                            .gateWeights = network.gates.data(),
                            .gateBias = network.gateBias.data(),
                            .headWeights = network.head.data(),
                            .headBias = network.headBias.data(),
                            .stepInputs = steps,
                            .head = head,
                            .result = result,
                            .scratch = result + resultFloats});
    for (std::size_t column = 0; column < count; ++column) {
        if (seen[column].isUsable())
            forecasts[batch[column]] =
                answerOf(result + column * LstmWeights::outputs, seen[column], windows[batch[column]]);
    }
}

} // namespace desk
