// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/forecast/plainlstm.h"

#include <cmath>
#include <vector>

namespace desk {
namespace {

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-x));
}

} // namespace

std::array<double, LstmWeights::outputs> plainLstm(const LstmWeights &weights, const LstmInputs &inputs)
{
    const std::size_t hidden = weights.hidden;
    std::vector<double> state(hidden, 0.0);
    std::vector<double> cell(hidden, 0.0);
    std::vector<double> gates(4 * hidden);
    for (const auto &step : inputs.steps) {
        for (std::size_t row = 0; row < gates.size(); ++row) {
            gates[row] = weights.bias[row];
            for (std::size_t i = 0; i < step.size(); ++i)
                gates[row] += static_cast<double>(weights.inputWeights[row * step.size() + i]) * step[i];
            for (std::size_t i = 0; i < hidden; ++i)
                gates[row] += static_cast<double>(weights.hiddenWeights[row * hidden + i]) * state[i];
        }
        for (std::size_t i = 0; i < hidden; ++i) {
            cell[i] =
                sigmoid(gates[hidden + i]) * cell[i] + sigmoid(gates[i]) * std::tanh(gates[2 * hidden + i]);
            state[i] = sigmoid(gates[3 * hidden + i]) * std::tanh(cell[i]);
        }
    }
    std::array<double, LstmWeights::outputs> outputs{};
    const std::size_t columns = hidden + inputs.head.size();
    for (std::size_t row = 0; row < outputs.size(); ++row) {
        outputs[row] = weights.headBias[row];
        for (std::size_t i = 0; i < hidden; ++i)
            outputs[row] += static_cast<double>(weights.headWeights[row * columns + i]) * state[i];
        for (std::size_t i = 0; i < inputs.head.size(); ++i)
            outputs[row] +=
                static_cast<double>(weights.headWeights[row * columns + hidden + i]) * inputs.head[i];
    }
    return outputs;
}

LstmWeights randomWeights(std::size_t hidden, unsigned seed)
{
    std::mt19937 random(seed);
    // As PyTorch begins: within 1 / sqrt(hidden).
    const float reach = 1 / std::sqrt(static_cast<float>(hidden));
    std::uniform_real_distribution<float> any(-reach, reach);
    LstmWeights weights = LstmWeights::zero(hidden);
    for (auto *matrix : {&weights.inputWeights, &weights.hiddenWeights, &weights.bias, &weights.headWeights,
                         &weights.headBias}) {
        for (float &weight : *matrix)
            weight = any(random);
    }
    return weights;
}

} // namespace desk
