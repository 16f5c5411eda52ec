// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/simulatedscene.h"
#include "app/train/lstmtrainer.h"
#include "models/forecast/lstmforecaster.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace desk;
using namespace std::chrono_literals;

class TstLstmTrainer : public QObject
{
    Q_OBJECT

    std::array<double, ForecastWindow::seconds> m_values{};

    ForecastWindow windowOf(std::uint32_t seed)
    {
        std::mt19937 random(seed);
        std::normal_distribution<double> noise;
        double value = 10;
        for (double &second : m_values) {
            value += 0.1 * noise(random);
            second = random() % 5 == 0 ? std::numeric_limits<double>::quiet_NaN() : value;
        }
        return {.series = SeriesId{seed},
                .metric = "queue_depth_gb",
                .end = Timestamp{1'000'000'000s},
                .values = m_values,
                .geometry = {}};
    }
    static LstmWeights madeUp(std::size_t hidden)
    {
        std::mt19937 random(7);
        std::normal_distribution<float> weight(0, 0.3F);
        LstmWeights weights = LstmWeights::zero(hidden);
        for (auto *matrix : {&weights.inputWeights, &weights.hiddenWeights, &weights.bias,
                             &weights.headWeights, &weights.headBias})
            std::ranges::generate(*matrix, [&] { return weight(random); });
        return weights;
    }
    // A mean to which values return: what persistence cannot know.
    std::vector<TrainingExample> examples(std::size_t count)
    {
        std::mt19937 random(3);
        std::normal_distribution<double> noise;
        std::vector<TrainingExample> made;
        for (std::size_t i = 0; i < count; ++i) {
            for (double &second : m_values)
                second = noise(random);
            const ForecastWindow window{.series = SeriesId{0},
                                        .metric = "queue_depth_gb",
                                        .end = Timestamp{1'000'000'000s},
                                        .values = m_values,
                                        .geometry = {}};
            const LstmInputs inputs(window);
            const auto target = static_cast<float>((0.1 * noise(random) - inputs.last) / inputs.scale);
            made.push_back(
                {.inputs = inputs, .target = {target, target, target}, .weight = {1, 1, 1}, .row = {}});
        }
        return made;
    }

private Q_SLOTS:
    void eigenAndLibtorchAgree_data()
    {
        QTest::addColumn<int>("hidden");
        for (const int hidden : {8, 32, 48, 64})
            QTest::addRow("%d hidden", hidden) << hidden;
    }

    void eigenAndLibtorchAgree()
    {
        QFETCH(int, hidden);
        const std::array networks{madeUp(static_cast<std::size_t>(hidden))};
        const auto softplus = [](double x) { return std::log1p(std::exp(x)); };
        for (const auto processor : {LstmProcessor::baseline, bestLstmProcessor()}) {
            const LstmForecaster forecaster(networks, processor);
            for (std::uint32_t seed = 1; seed < 20; ++seed) {
                const ForecastWindow window = windowOf(seed);
                const LstmInputs inputs(window);
                const auto expected = LstmTrainer::outputs(networks[0], inputs);
                std::array<QuantileForecast, 1> said;
                forecaster.forecast(std::span(&window, 1), said);
                for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
                    const auto &one = said[0].horizons[horizon];
                    const auto scaled = [&inputs](double value) { return value / inputs.scale; };
                    const double least = LstmForecaster::leastHalfBand;
                    const double m = scaled(one.median - inputs.last);
                    QVERIFY(std::abs(m - static_cast<double>(expected[3 * horizon])) < 1e-5);
                    QVERIFY(std::abs(scaled(one.median - one.lower) -
                                     softplus(static_cast<double>(expected[3 * horizon + 1])) - least) <
                            1e-5);
                    QVERIFY(std::abs(scaled(one.upper - one.median) -
                                     softplus(static_cast<double>(expected[3 * horizon + 2])) - least) <
                            1e-5);
                }
            }
        }
    }

    void itLearnsAndTheSameSeedLearnsTheSame()
    {
        const auto all = examples(600);
        const std::vector<TrainingExample> held(all.begin() + 500, all.end());
        const std::vector<TrainingExample> seen(all.begin(), all.begin() + 500);
        const LstmTrainer::Options options{.hidden = 8, .epochs = 12, .batch = 50, .seed = 4, .rate = 1e-2};
        double first = 0;
        double last = 0;
        const auto watch = [&](const LstmTrainer::Epoch &epoch) {
            first = epoch.number == 1 ? epoch.held : first;
            last = epoch.held;
        };
        const LstmWeights once = LstmTrainer::train(seen, held, "queue_depth_gb", options, watch);
        QCOMPARE(once.metric, "queue_depth_gb");
        qInfo("measured held-out error %.3f after an epoch, %.3f at the end", first, last);
        QVERIFY(last < first && last < 0.7);
        QCOMPARE(LstmTrainer::train(seen, held, "queue_depth_gb", options, watch), once);
        LstmTrainer::Options other = options;
        other.seed = 5;
        QVERIFY(!(LstmTrainer::train(seen, held, "queue_depth_gb", other, watch) == once));
    }

    void aSceneGivesWindowsWithTheirLinksFuture()
    {
        auto scene = SimulatedScene::create({.name = "short",
                                             .minElevationDegrees = 5,
                                             .antennas = 1,
                                             .start = Timestamp{1'779'235'200s},
                                             .length = 14min,
                                             .metrics = {"snr_db"}});
        QVERIFY(scene);
        TrainingExamples examples;
        ForecastEvaluation::Methods methods;
        methods.push_back(examples.tap());
        ForecastEvaluation evaluation(std::move(methods),
                                      {.every = 30s, .geometry = [&scene](SeriesId series, Timestamp end) {
                                           return scene->geometryOf(series, end);
                                       }});
        examples.follow(evaluation);
        scene->play(evaluation);
        const auto taken = examples.take(1000, 1);
        const auto isRadio = [](const TrainingExample &one) { return one.row == "snr_db (radio)"; };
        QVERIFY(std::ranges::count_if(taken, isRadio) > 20);
        QVERIFY(std::ranges::any_of(taken, [](const auto &one) { return one.row == "snr_db (laser)"; }));
        for (const TrainingExample &one : taken) {
            QCOMPARE(one.inputs.steps.back()[3], 1.0F); // geometry now
            for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
                QVERIFY(std::isfinite(one.target[horizon]) && std::isfinite(one.weight[horizon]));
                // Nothing is learnt of a link that has ended.
                if (one.inputs.head[3 * horizon] == 0.0F)
                    QCOMPARE(one.weight[horizon], 0.0F);
            }
        }
    }
};

DESK_TEST(TstLstmTrainer)
#include "tst_lstmtrainer.moc"
