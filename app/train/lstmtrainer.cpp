// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/lstmtrainer.h"

#include "models/forecast/lstmforecaster.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <numbers>
#include <numeric>
#include <random>
#include <torch/torch.h>

namespace desk {
namespace {

constexpr auto steps = static_cast<std::int64_t>(WindowSteps::count);
constexpr auto inputCount = static_cast<std::int64_t>(LstmWeights::inputs);
constexpr auto headInputCount = static_cast<std::int64_t>(LstmWeights::headInputs);
constexpr auto outputCount = static_cast<std::int64_t>(LstmWeights::outputs);
constexpr auto horizons = static_cast<std::int64_t>(forecastHorizons.size());
constexpr double longestGradient = 1;
constexpr double slowestRate = 0.02; // of the first, at the end

struct Network : torch::nn::Module
{
    explicit Network(std::int64_t hidden)
        : lstm(register_module("lstm",
                               torch::nn::LSTM(torch::nn::LSTMOptions(inputCount, hidden).batch_first(true))))
        , head(register_module("head", torch::nn::Linear(hidden + headInputCount, outputCount)))
    {
    }

    // batch x outputs
    torch::Tensor forward(const torch::Tensor &windows, const torch::Tensor &known)
    {
        const torch::Tensor last = std::get<0>(lstm->forward(windows)).select(1, steps - 1);
        return head->forward(torch::cat({last, known}, 1));
    }

    torch::nn::LSTM lstm;
    torch::nn::Linear head;
};

struct Batch
{
    torch::Tensor windows; // batch x steps x inputs
    torch::Tensor known;   // batch x head inputs
    torch::Tensor target;  // batch x horizons, as the next
    torch::Tensor weight;
};

Batch batchOf(const std::vector<TrainingExample> &examples, std::span<const std::uint32_t> which)
{
    const auto count = static_cast<std::int64_t>(which.size());
    Batch batch{torch::empty({count, steps, inputCount}), torch::empty({count, headInputCount}),
                torch::empty({count, horizons}), torch::empty({count, horizons})};
    for (std::size_t i = 0; i < which.size(); ++i) {
        const TrainingExample &example = examples[which[i]];
        const auto copy = [i](const auto &from, const torch::Tensor &to) {
            std::memcpy(to.data_ptr<float>() + i * (sizeof from / sizeof(float)), &from, sizeof from);
        };
        copy(example.inputs.steps, batch.windows);
        copy(example.inputs.head, batch.known);
        copy(example.target, batch.target);
        copy(example.weight, batch.weight);
    }
    return batch;
}

torch::Tensor pinballLoss(const torch::Tensor &actualLessSaid, double quantile)
{
    return torch::max(quantile * actualLessSaid, (quantile - 1) * actualLessSaid);
}

// Of all quantiles and horizons, weighed. The band learns about the median without moving it.
torch::Tensor lossOf(const torch::Tensor &outputs, const Batch &batch)
{
    const torch::Tensor parts = outputs.view({-1, horizons, 3});
    const torch::Tensor median = parts.select(2, 0);
    const torch::Tensor error = batch.target - median;
    const torch::Tensor residual = error.detach();
    const torch::Tensor below = torch::softplus(parts.select(2, 1)) + LstmForecaster::leastHalfBand;
    const torch::Tensor above = torch::softplus(parts.select(2, 2)) + LstmForecaster::leastHalfBand;
    const torch::Tensor loss = 2 * pinballLoss(error, 0.5) + pinballLoss(residual + below, 0.05) +
                               pinballLoss(residual - above, 0.95);
    return (loss * batch.weight).sum() / (batch.weight > 0).sum().clamp_min(1);
}

void copyTo(const torch::Tensor &from, std::vector<float> &to)
{
    const torch::Tensor plain = from.detach().contiguous();
    std::copy_n(plain.data_ptr<float>(), to.size(), to.begin());
}

LstmWeights weightsOf(Network &network, const std::string &metric, std::size_t hidden)
{
    LstmWeights weights = LstmWeights::zero(hidden);
    weights.metric = metric;
    const auto of = network.lstm->named_parameters();
    copyTo(of["weight_ih_l0"], weights.inputWeights);
    copyTo(of["weight_hh_l0"], weights.hiddenWeights);
    copyTo(of["bias_ih_l0"] + of["bias_hh_l0"], weights.bias);
    copyTo(network.head->weight, weights.headWeights);
    copyTo(network.head->bias, weights.headBias);
    return weights;
}

void take(const std::vector<float> &from, torch::Tensor to)
{
    const torch::NoGradGuard noGradient;
    to.copy_(torch::from_blob(const_cast<float *>(from.data()), to.sizes(), torch::kFloat));
}

// It begins as persistence; for SNR as free space has it.
void begin(Network &network, const std::string &metric)
{
    const torch::NoGradGuard noGradient;
    network.head->weight.zero_();
    network.head->bias.zero_();
    if (metric != "snr_db")
        return;
    for (std::int64_t horizon = 0; horizon < horizons; ++horizon) {
        const std::int64_t hidden = network.head->weight.size(1) - headInputCount;
        network.head->weight[3 * horizon][hidden + 3 * horizon + 2] = 1;
    }
}

// The median's error as a share of persistence's.
double errorOf(Network &network, const std::vector<TrainingExample> &examples)
{
    const torch::NoGradGuard noGradient;
    double error = 0;
    double standstill = 0;
    constexpr std::size_t batchSize = 1024;
    for (std::size_t from = 0; from < examples.size(); from += batchSize) {
        std::vector<std::uint32_t> which(std::min(batchSize, examples.size() - from));
        std::iota(which.begin(), which.end(), static_cast<std::uint32_t>(from));
        const Batch batch = batchOf(examples, which);
        const torch::Tensor median =
            network.forward(batch.windows, batch.known).view({-1, horizons, 3}).select(2, 0);
        error += ((batch.target - median).abs() * batch.weight).sum().item<double>();
        standstill += (batch.target.abs() * batch.weight).sum().item<double>();
    }
    return standstill > 0 ? error / standstill : 1;
}

void setRate(torch::optim::Adam &optimizer, double rate)
{
    for (auto &group : optimizer.param_groups())
        static_cast<torch::optim::AdamOptions &>(group.options()).lr(rate);
}

} // namespace

LstmWeights LstmTrainer::train(const std::vector<TrainingExample> &examples,
                               const std::vector<TrainingExample> &held, const std::string &metric,
                               const Options &options, const std::function<void(const Epoch &)> &told)
{
    torch::set_num_threads(1);
    torch::manual_seed(options.seed);
    Network network(static_cast<std::int64_t>(options.hidden));
    begin(network, metric);
    torch::optim::Adam optimizer(network.parameters(), torch::optim::AdamOptions(options.rate));
    std::vector<std::uint32_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0U);
    std::mt19937_64 random(options.seed);
    const std::size_t batches = (examples.size() + options.batch - 1) / options.batch;
    const auto allBatches = static_cast<double>(batches * options.epochs);
    double done = 0;
    for (unsigned epoch = 1; epoch <= options.epochs; ++epoch) {
        const auto begun = std::chrono::steady_clock::now();
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[random() % i]);
        double loss = 0;
        for (std::size_t from = 0; from < order.size(); from += options.batch) {
            const double way = done++ / allBatches;
            setRate(optimizer, options.rate * (slowestRate + (1 - slowestRate) * 0.5 *
                                                                 (1 + std::cos(std::numbers::pi * way))));
            const Batch batch = batchOf(
                examples, std::span(order).subspan(from, std::min(options.batch, order.size() - from)));
            optimizer.zero_grad();
            const torch::Tensor step = lossOf(network.forward(batch.windows, batch.known), batch);
            step.backward();
            torch::nn::utils::clip_grad_norm_(network.parameters(), longestGradient);
            optimizer.step();
            loss += step.item<double>();
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        told({epoch, loss / static_cast<double>(std::max<std::size_t>(1, batches)), errorOf(network, held),
              took.count()});
    }
    return weightsOf(network, metric, options.hidden);
}

std::vector<float> LstmTrainer::outputs(const LstmWeights &weights, const LstmInputs &inputs)
{
    torch::set_num_threads(1);
    const torch::NoGradGuard noGradient;
    Network network(static_cast<std::int64_t>(weights.hidden));
    const auto of = network.lstm->named_parameters();
    take(weights.inputWeights, of["weight_ih_l0"]);
    take(weights.hiddenWeights, of["weight_hh_l0"]);
    take(weights.bias, of["bias_ih_l0"]);
    take(std::vector<float>(weights.bias.size()), of["bias_hh_l0"]);
    take(weights.headWeights, network.head->weight);
    take(weights.headBias, network.head->bias);
    const std::vector<TrainingExample> examples{{.inputs = inputs, .target = {}, .weight = {}, .row = {}}};
    const std::array<std::uint32_t, 1> which{0};
    const Batch batch = batchOf(examples, which);
    std::vector<float> result(LstmWeights::outputs);
    copyTo(network.forward(batch.windows, batch.known), result);
    return result;
}

} // namespace desk
