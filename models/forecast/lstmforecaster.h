// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecaster.h"
#include "models/forecast/lstmprocessor.h"
#include "models/forecast/lstmweights.h"

#include <cstddef>
#include <span>
#include <vector>

namespace desk {

// What a network of one LSTM layer (Hochreiter and Schmidhuber, Neural Computation 9 (1997), with a forget
// gate) has learnt to say of 60 steps of 10 seconds. All horizons come at once from its last state and what
// is known of the link's future. Outputs m, a, b of a horizon, in units of the inputs' scale, mean: median =
// newest value + m, lower = median - softplus(a) - 0.02, upper = median + softplus(b) + 0.02; so they cannot
// cross. NaN for windows without any change, without a network for their metric, and from a link's end on.
// Any thread.
class LstmForecaster final : public Forecaster
{
public:
    // The network of a series is that of its metric, else that of any metric. A processor that the machine
    // does not have becomes the best it has.
    explicit LstmForecaster(std::span<const LstmWeights> networks,
                            LstmProcessor processor = bestLstmProcessor());

    [[nodiscard]] ForecastMethod method() const override { return ForecastMethod::lstm; }
    [[nodiscard]] LstmProcessor processor() const { return m_processor; }
    // Of the scene that was held out, as the network's record has it.
    [[nodiscard]] double promisedError(std::string_view metric) const override;
    void forecast(std::span<const ForecastWindow> windows,
                  std::span<QuantileForecast> forecasts) const override;

    static constexpr float leastHalfBand = 0.02F;

private:
    struct Network // as the kernels want it: by columns, halved where lstmkernel_p.h says so
    {
        explicit Network(const LstmWeights &weights);
        std::string metric;
        std::size_t hidden;
        double promisedError = 1;
        std::vector<float> gates;
        std::vector<float> gateBias;
        std::vector<float> head;
        std::vector<float> headBias;
    };

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t networkFor(std::string_view metric) const;
    void run(const Network &network, std::span<const std::size_t> batch,
             std::span<const ForecastWindow> windows, std::span<QuantileForecast> forecasts,
             std::vector<float> &memory) const;

    std::vector<Network> m_networks;
    LstmProcessor m_processor;
};

} // namespace desk
