// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/evaluationscenes.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/scoreforecasts.h"
#include "app/train/lstmtrainer.h"
#include "app/train/trainingplan.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>

namespace desk {
namespace {

using RecordJson = nlohmann::ordered_json;

struct TrainOptions
{
    std::filesystem::path folder = "resources/forecast";
    std::vector<std::string> only;
    std::vector<std::string> real;
    std::vector<std::string> files; // of the evaluation
    std::uint64_t seed = 1;
    std::string commit = "unknown";
    double effort = 1; // share of epochs and examples
    bool evaluate = false;
    bool json = false;
};

Result<std::vector<LstmWeights>> readNetworks(const TrainOptions &options)
{
    std::vector<LstmWeights> networks;
    for (const PlannedNetwork &planned : plannedNetworks()) {
        const auto name = options.folder / (planned.file + ".weights");
        std::ifstream input(name, std::ios::binary);
        if (!input)
            continue;
        const std::string bytes{std::istreambuf_iterator<char>(input), {}};
        auto weights = LstmWeights::parse(std::as_bytes(std::span(bytes)));
        if (!weights)
            return failure(weights.error().code, name.string() + ": " + weights.error().message);
        networks.push_back(*std::move(weights));
    }
    return networks;
}

Result<ForecastReport> evaluate(const TrainOptions &options)
{
    const auto networks = readNetworks(options);
    if (!networks)
        return tl::unexpected(networks.error());
    ForecastReport report;
    for (const SceneOptions &scene : evaluationScenes()) {
        if (const auto scored = scoreScene(scene, ForecastEvaluation::methods(*networks), report); !scored)
            return tl::unexpected(scored.error());
    }
    for (const std::string &name : options.files) {
        const auto file = ForecastFile::read(name);
        if (!file)
            return tl::unexpected(file.error());
        scoreForecasts(*file, ForecastEvaluation::methods(*networks), report, {});
    }
    return report;
}

Result<std::vector<TrainingExample>> examplesOf(const SceneOptions &scene, const PlannedNetwork &network,
                                                const TrainOptions &options)
{
    SceneOptions taken = scene;
    taken.metrics = network.metrics;
    auto simulated = SimulatedScene::create(taken);
    if (!simulated)
        return tl::unexpected(simulated.error());
    TrainingExamples examples;
    ForecastEvaluation::Methods methods;
    methods.push_back(examples.tap());
    ForecastEvaluation evaluation(std::move(methods),
                                  {.every = network.every,
                                   .mostSeries = 40'000,
                                   .geometry = [&simulated](SeriesId series, Timestamp end) {
                                       return simulated->geometryOf(series, end);
                                   }});
    examples.follow(evaluation);
    simulated->play(evaluation);
    return examples.take(static_cast<std::size_t>(options.effort * static_cast<double>(network.mostOfRow)),
                         options.seed);
}

Result<std::vector<TrainingExample>> examplesOf(const std::string &file, const TrainOptions &options)
{
    const auto recorded = ForecastFile::read(file);
    if (!recorded)
        return tl::unexpected(recorded.error());
    TrainingExamples examples;
    ForecastEvaluation::Methods methods;
    methods.push_back(examples.tap());
    ForecastEvaluation evaluation(std::move(methods), {.every = std::chrono::seconds(10)});
    examples.follow(evaluation);
    playFile(*recorded, evaluation, {});
    return examples.take(10'000, options.seed);
}

Result<void> write(const std::filesystem::path &file, std::string_view bytes)
{
    std::ofstream output(file, std::ios::binary);
    output << bytes;
    if (!output.flush())
        return failure(ErrorCode::internal, file.string() + " cannot be written");
    return {};
}

Result<void> train(const PlannedNetwork &network, const TrainOptions &options)
{
    std::vector<TrainingExample> examples;
    RecordJson data = RecordJson::array();
    const auto take = [&](Result<std::vector<TrainingExample>> more, RecordJson from) -> Result<void> {
        if (!more)
            return tl::unexpected(more.error());
        from["examples"] = more->size();
        data.push_back(std::move(from));
        std::ranges::move(*more, std::back_inserter(examples));
        return {};
    };
    for (const SceneOptions &scene : trainingScenes()) {
        const RecordJson from{
            {"simulator", scene.name},         {"seed", scene.seed},
            {"faults", scene.faults},          {"start", formatTimestamp(scene.start)},
            {"minutes", scene.length.count()}, {"least_elevation_deg", scene.minElevationDegrees},
            {"antennas", scene.antennas},      {"station_gbps", scene.demand.perStationGbps}};
        if (const auto taken = take(examplesOf(scene, network, options), from); !taken)
            return taken;
    }
    for (const std::string &file : network.real ? options.real : std::vector<std::string>()) {
        const RecordJson from{{"recording", std::filesystem::path(file).filename().string()}};
        if (const auto taken = take(examplesOf(file, options), from); !taken)
            return taken;
    }
    for (std::size_t i = 0; network.oneWithoutGeometry > 0 && i < examples.size();
         i += network.oneWithoutGeometry)
        examples[i].forgetGeometry();
    const auto held = examplesOf(heldOutScene(), network, options);
    if (!held)
        return tl::unexpected(held.error());
    const LstmTrainer::Options how{.hidden = network.hidden,
                                   .epochs =
                                       std::max(1U, static_cast<unsigned>(options.effort * network.epochs)),
                                   .seed = options.seed};
    std::cerr << network.file << ": " << examples.size() << " examples, " << held->size() << " held out\n";
    double heldError = 1;
    LstmWeights weights = LstmTrainer::train(
        examples, *held, network.metric, how, [&heldError](const LstmTrainer::Epoch &epoch) {
            heldError = epoch.held;
            std::cerr << "  epoch " << epoch.number << ": loss " << decimal(epoch.loss, 4)
                      << ", held out: error " << decimal(epoch.held, 4) << " of persistence's, "
                      << decimal(epoch.seconds, 1) << " s\n";
        });
    const RecordJson record{{"network", network.file},
                            {"hidden", how.hidden},
                            {"seed", how.seed},
                            {"commit", options.commit},
                            {"program", DESK_VERSION},
                            {"epochs", how.epochs},
                            {"batch", how.batch},
                            {"rate", how.rate},
                            {"one_without_geometry_of", network.oneWithoutGeometry},
                            {"data", data},
                            {"held_out_error_against_persistence", heldError}};
    weights.record = record.dump();
    const std::vector<std::byte> bytes = weights.encode();
    if (auto written = write(options.folder / (network.file + ".weights"),
                             {reinterpret_cast<const char *>(bytes.data()), bytes.size()});
        !written)
        return written;
    return write(options.folder / (network.file + ".json"), record.dump(1) + "\n");
}

int runTraining(const TrainOptions &options)
{
    if (!options.evaluate) {
        for (const PlannedNetwork &network : plannedNetworks()) {
            if (!options.only.empty() && std::ranges::find(options.only, network.file) == options.only.end())
                continue;
            if (const auto trained = train(network, options); !trained)
                return complain(trained.error());
        }
    }
    const auto report = evaluate(options);
    if (!report)
        return complain(report.error());
    std::cout << (options.json ? report->json() : report->text());
    if (!options.evaluate) {
        if (const auto written = write(options.folder / "scores.txt", report->text()); !written)
            return complain(written.error());
    }
    return exitOk;
}

int runTrainProgram(int argc, char **argv)
{
    CLI::App app("Trains the forecast networks on simulated and recorded telemetry", "constellation-train");
    app.footer("Writes a network and its training record a metric, then the tables of the evaluation, which\n"
               "share nothing with what it was trained on. The same seed gives the same networks.");
    TrainOptions options;
    addOption(app, "--folder", "DIR", options.folder, "Of the networks")->capture_default_str();
    addOption(app, "--only", "NAME", options.only, "Train these only: snr_db, utilization, any");
    addOption(app, "--real", "FILE", options.real, "Recordings to learn from besides");
    addOption(app, "--seed", "S", options.seed, "Of the training")->capture_default_str();
    addOption(app, "--commit", "ID", options.commit, "Of the sources, for the training record");
    addOption(app, "--effort", "X", options.effort, "Share of the epochs and examples")
        ->check(within(0.01, 10.0))
        ->capture_default_str();
    app.add_flag("--evaluate", options.evaluate, "Train nothing, print the tables only");
    app.add_flag("--json", options.json, "Tables as JSON");
    addOption(app, "FILE", "", options.files, "Recordings to evaluate on besides the simulator");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? exitOk : exitUsage;
    }
    return runTraining(options);
}

} // namespace
} // namespace desk

int main(int argc, char **argv)
{
    try {
        return desk::runTrainProgram(argc, argv);
    } catch (const std::exception &error) {
        return desk::complain(error.what());
    }
}
