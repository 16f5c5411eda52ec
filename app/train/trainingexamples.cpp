// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/trainingexamples.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace desk {
namespace {

constexpr float farthestTarget = 100; // scales; a jump after a window that hardly moved
constexpr float greatestWeight = 20;

// Says nothing, keeps what it was asked.
class WindowTap final : public Forecaster
{
public:
    using Kept = std::function<void(const ForecastWindow &, const LstmInputs &)>;
    explicit WindowTap(Kept kept)
        : m_kept(std::move(kept))
    {
    }
    [[nodiscard]] ForecastMethod method() const override { return ForecastMethod::lstm; }
    void forecast(std::span<const ForecastWindow> windows,
                  std::span<QuantileForecast> forecasts) const override
    {
        for (std::size_t i = 0; i < windows.size(); ++i) {
            forecasts[i] = {};
            if (const LstmInputs inputs(windows[i]); inputs.isUsable())
                m_kept(windows[i], inputs);
        }
    }

private:
    Kept m_kept;
};

} // namespace

void TrainingExample::forgetGeometry()
{
    constexpr std::size_t known = 3; // and the two after it, see LstmInputs
    for (auto &step : inputs.steps)
        std::fill(step.begin() + known, step.end(), 0.0F);
    std::fill_n(inputs.head.begin(), 3 * forecastHorizons.size(), 0.0F);
}

std::unique_ptr<Forecaster> TrainingExamples::tap()
{
    return std::make_unique<WindowTap>([this](const ForecastWindow &window, const LstmInputs &inputs) {
        TrainingExample example{.inputs = inputs, .target = {}, .weight = {}, .row = {}};
        example.target.fill(std::numeric_limits<float>::quiet_NaN());
        // Where the link has ended there is nothing to say, whatever comes.
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon)
            example.weight[horizon] =
                window.hasGeometry() && std::isnan(window.geometryAt(horizon).rangeKm) ? 0.0F : 1.0F;
        m_pending.insert_or_assign({window.end, window.series}, std::move(example));
    });
}

void TrainingExamples::follow(ForecastEvaluation &evaluation)
{
    evaluation.onJudged([this, &evaluation](const ForecastJudge::Verdict &verdict) {
        const auto found = m_pending.find({verdict.issued.end, verdict.issued.series});
        if (found == m_pending.end())
            return;
        TrainingExample &example = found->second;
        if (example.weight[verdict.horizon] > 0)
            example.target[verdict.horizon] =
                static_cast<float>((verdict.actual - example.inputs.last) / example.inputs.scale);
        if (verdict.horizon + 1 < forecastHorizons.size())
            return;
        if (std::ranges::any_of(example.target, [](float target) { return !std::isnan(target); })) {
            example.row = evaluation.results().at(verdict.issued.series).row;
            m_examples.push_back(std::move(example));
        }
        m_pending.erase(found);
    });
}

std::vector<TrainingExample> TrainingExamples::take(std::size_t mostOfRow, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    for (std::size_t i = m_examples.size(); i > 1; --i) // as std::shuffle, the same on every library
        std::swap(m_examples[i - 1], m_examples[random() % i]);
    struct Sums
    {
        std::array<double, forecastHorizons.size()> error{};
        std::array<double, forecastHorizons.size()> count{};
    };
    std::map<std::string, Sums> persistence;
    for (const TrainingExample &example : m_examples) {
        Sums &sums = persistence[example.row];
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            if (std::isnan(example.target[horizon]))
                continue;
            sums.error[horizon] +=
                std::abs(static_cast<double>(example.target[horizon])) * example.inputs.scale;
            ++sums.count[horizon];
        }
    }
    std::map<std::string, std::size_t> taken;
    std::vector<TrainingExample> examples;
    for (TrainingExample &example : m_examples) {
        if (++taken[example.row] > mostOfRow)
            continue;
        const Sums &sums = persistence[example.row];
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            const double mean = sums.error[horizon] / std::max(1.0, sums.count[horizon]);
            float &target = example.target[horizon];
            const bool counts = !std::isnan(target) && mean > 0;
            example.weight[horizon] =
                counts ? std::min(static_cast<float>(example.inputs.scale / mean), greatestWeight) : 0;
            target = counts ? std::clamp(target, -farthestTarget, farthestTarget) : 0;
        }
        examples.push_back(std::move(example));
    }
    m_examples.clear();
    return examples;
}

} // namespace desk
