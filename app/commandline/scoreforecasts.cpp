// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/scoreforecasts.h"

#include "app/commandline/anomalyreport.h"
#include "app/commandline/evaluationscenes.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/violationreport.h"
#include "app/commandline/violationrun.h"

#include "models/forecast/shippedweights.h"
#include "models/forecast/windowsteps.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>

namespace desk {
namespace {

struct ScoreOptions
{
    std::vector<std::string> files;
    std::string labels;
    bool simulated = false;
    bool violations = false;
    std::vector<std::uint64_t> seeds;
    std::chrono::minutes::rep minutes = 0;
    std::size_t scene = 0; // from 1; 0 = all
    bool json = false;
};

std::string spacingWords(const ForecastFile &file)
{
    const auto longest = std::ranges::max_element(file.series, {}, &ForecastFile::Series::spacing);
    return longest->inSamples
               ? "a sample every " + durationWords(longest->spacing) +
                     " takes a step of the window: 60 samples are seen, horizons are 6, 18 and 30 samples"
               : "in the file's own time";
}

ForecastReport::About aboutOf(const ForecastFile &file, std::size_t leftOut)
{
    std::size_t samples = 0;
    for (const ForecastFile::Series &series : file.series)
        samples += series.samples.size();
    ForecastReport::About about{.name = file.name,
                                .inSamples =
                                    std::ranges::any_of(file.series, &ForecastFile::Series::inSamples),
                                .notes = {grouped(samples) + " samples of " + grouped(file.series.size()) +
                                          " series; " + spacingWords(file)}};
    if (leftOut > 0)
        about.notes.push_back(grouped(leftOut) + " series beyond what is scored at once left out");
    if (file.unusable > 0)
        about.notes.push_back(counted(file.unusable, "value") + " that are no numbers left out");
    if (file.skippedRows > 0)
        about.notes.push_back(counted(file.skippedRows, "row") + " that cannot be read left out");
    return about;
}

int answer(const std::string &text)
{
    std::cout << text;
    return std::cout.flush() ? exitOk : complain("cannot write to stdout");
}

// The scenes of the evaluation; each once for each seed, where there are any.
std::vector<SceneOptions> scenesOf(const ScoreOptions &options)
{
    std::vector<SceneOptions> scenes;
    std::size_t number = 0;
    for (const SceneOptions &scene : evaluationScenes()) {
        if (++number != options.scene && options.scene > 0)
            continue;
        std::vector<std::uint64_t> seeds = options.seeds;
        if (seeds.empty())
            seeds = {scene.seed};
        for (const std::uint64_t seed : seeds) {
            SceneOptions &one = scenes.emplace_back(scene);
            one.seed = seed;
            if (options.minutes > 0)
                one.length = std::chrono::minutes(options.minutes);
        }
    }
    return scenes;
}

std::string wordsOf(const SceneOptions &scene)
{
    return "seed " + std::to_string(scene.seed) + ", faults " + scene.faults + ", " +
           std::to_string(scene.length.count()) + " min";
}

int scoreViolations(const ScoreOptions &options)
{
    Interruption interruption;
    ViolationReport report;
    for (const SceneOptions &scene : scenesOf(options)) {
        const auto run = ViolationRun::create(scene);
        if (!run)
            return complain(run.error());
        if (!(*run)->play(interruption.token()))
            return complain("interrupted");
        report.add({.name = scene.name,
                    .notes = {wordsOf(scene),
                              grouped((*run)->forecasts()) + " forecasts of " + grouped((*run)->series()) +
                                  " series",
                              grouped((*run)->score().violatedFromTheStart()) +
                                  " series beyond a limit from the start left out"},
                    .table = (*run)->score().table()});
    }
    return answer(options.json ? report.json() : report.text());
}

int scoreScenes(const ScoreOptions &options)
{
    ForecastReport report;
    for (const SceneOptions &scene : scenesOf(options)) {
        const auto scored = scoreScene(scene, ForecastEvaluation::methods(shippedForecastNetworks()), report);
        if (!scored)
            return complain(scored.error());
    }
    return answer(options.json ? report.json() : report.text());
}

int scoreFiles(const ScoreOptions &options)
{
    Interruption interruption;
    ForecastReport report;
    const std::vector<LstmWeights> &networks = shippedForecastNetworks();
    if (networks.empty())
        std::cerr << "constellation: no network is shipped; scored without it\n";
    for (const std::string &name : options.files) {
        const auto file = ForecastFile::read(name);
        if (!file)
            return complain(file.error());
        if (!scoreForecasts(*file, ForecastEvaluation::methods(networks), report, interruption.token()))
            return complain("interrupted");
    }
    return answer(options.json ? report.json() : report.text());
}

// P-1 of P-1.test.csv.
std::string channelOf(const std::string &file)
{
    const std::string name = std::filesystem::path(file).filename().string();
    return name.substr(0, name.find('.'));
}

// The recording of the same channel in which all was as usual, where there is one.
std::string usualBeside(const std::string &file)
{
    const std::filesystem::path path(file);
    std::string name = path.filename().string();
    const auto place = name.find(".test.");
    if (place == std::string::npos)
        return {};
    name.replace(place, 6, ".train.");
    const auto beside = path.parent_path() / name;
    std::error_code unknown;
    return std::filesystem::exists(beside, unknown) ? beside.string() : std::string();
}

Result<AnomalyScore> scoreChannel(const std::string &name, std::vector<SampleRange> labelled)
{
    const auto file = ForecastFile::read(name);
    if (!file)
        return tl::unexpected(file.error());
    if (file->series.size() != 1 || !file->series.front().inSamples)
        return failure(ErrorCode::invalidArgument,
                       name + ": labels need one series with a sample more rarely than every 10 s");
    const auto methods = [] { return ForecastEvaluation::methods(shippedForecastNetworks()); };
    std::vector<double> usual;
    if (const std::string beside = usualBeside(name); !beside.empty()) {
        const auto before = ForecastFile::read(beside);
        if (!before)
            return tl::unexpected(before.error());
        usual = forecastErrors(before->series.front(), methods());
    }
    const ForecastFile::Series &series = file->series.front();
    return AnomalyScore{.channel = channelOf(name),
                        .samples = series.samples.size(),
                        .labelled = std::move(labelled),
                        .found = unusualRanges(forecastErrors(series, methods()), usual)};
}

int scoreAnomalies(const ScoreOptions &options)
{
    auto labels = readAnomalyLabels(options.labels);
    if (!labels)
        return complain(labels.error());
    AnomalyReport report;
    for (const std::string &name : options.files) {
        const auto labelled = labels->extract(channelOf(name));
        if (labelled.empty()) {
            report.addNote(name + " has no labels: left out");
            continue;
        }
        auto score = scoreChannel(name, labelled.mapped());
        if (!score)
            return complain(score.error());
        if (usualBeside(name).empty())
            report.addNote(name + ": no .train. file beside it, so nobody knows what was usual");
        report.add(*std::move(score));
    }
    for (const auto &[channel, ranges] : *labels)
        report.addNote(channel + " has labels and no file: left out");
    return answer(options.json ? report.json() : report.text());
}

int score(const ScoreOptions &options)
{
    if (options.violations)
        return scoreViolations(options);
    if (options.simulated)
        return scoreScenes(options);
    if (options.files.empty())
        return complain("name a recording, or give --simulated or --violations", exitUsage);
    if (!options.labels.empty())
        return scoreAnomalies(options);
    return scoreFiles(options);
}

} // namespace

Result<void> scoreScene(const SceneOptions &scene, ForecastEvaluation::Methods methods,
                        ForecastReport &report)
{
    auto simulated = SimulatedScene::create(scene);
    if (!simulated)
        return tl::unexpected(simulated.error());
    ForecastEvaluation evaluation(
        std::move(methods), {.mostSeries = 40'000, .geometry = [&simulated](SeriesId series, Timestamp end) {
                                 return simulated->geometryOf(series, end);
                             }});
    simulated->play(evaluation);
    report.add({.name = scene.name, .notes = {wordsOf(scene)}}, evaluation.results());
    return {};
}

std::optional<std::size_t> playFile(const ForecastFile &file, ForecastEvaluation &evaluation,
                                    const std::stop_token &stop)
{
    struct Place
    {
        Timestamp time;
        std::uint32_t series;
        std::uint32_t sample;
    };
    std::map<std::string, MetricId> metrics;
    std::vector<Place> order;
    std::size_t leftOut = 0;
    for (std::uint32_t i = 0; i < file.series.size(); ++i) {
        const ForecastFile::Series &series = file.series[i];
        const MetricId metric =
            metrics.try_emplace(series.metric, static_cast<MetricId>(metrics.size())).first->second;
        if (!evaluation.watch(SeriesId{i}, metric, series.metric)) {
            ++leftOut;
            continue;
        }
        for (std::uint32_t sample = 0; sample < series.samples.size(); ++sample)
            order.push_back({series.samples[sample].time, i, sample});
    }
    std::ranges::stable_sort(order, {}, &Place::time);
    for (const Place &place : order) {
        if (stop.stop_requested())
            return std::nullopt;
        const ForecastFile::Sample &sample = file.series[place.series].samples[place.sample];
        evaluation.advanceTo(sample.time);
        evaluation.add(SeriesId{place.series}, sample.time, sample.value, sample.quality);
    }
    // The last forecasts whose time came.
    if (!order.empty())
        evaluation.advanceTo(order.back().time + std::chrono::seconds(WindowSteps::stepSeconds));
    return leftOut;
}

bool scoreForecasts(const ForecastFile &file, ForecastEvaluation::Methods methods, ForecastReport &report,
                    const std::stop_token &stop)
{
    ForecastEvaluation evaluation(std::move(methods), {});
    const auto leftOut = playFile(file, evaluation, stop);
    if (leftOut)
        report.add(aboutOf(file, *leftOut), evaluation.results());
    return leftOut.has_value();
}

void addForecastScoreCommand(CLI::App &app, int &exitCode)
{
    auto *command =
        app.add_subcommand("forecast-score", "How good forecasts of recordings would have been, by method");
    command->footer(
        "Each forecast is made of what came before it, with the band and the choice of method known\n"
        "then, and held against what came 1, 3 and 5 minutes later. Series with a sample more rarely\n"
        "than every 10 s are counted in samples: 60 are seen, 6, 18 and 30 are looked ahead. skill: 1 -\n"
        "error / error of persistence. chosen: what the service would have answered with. Constant\n"
        "series (at most 20 different values, or persistence never wrong) are counted apart.");
    auto options = std::make_shared<ScoreOptions>();
    addOption(*command, "FILE", "", options->files, "Recordings: CSV, JSON lines, line protocol, MCAP");
    addOption(*command, "--labels", "JSON", options->labels,
              "Anomalies of these channels: what forecasts find unusual against them");
    command->add_flag("--simulated", options->simulated,
                      "On the evaluation's stretches of the simulated constellation instead");
    command->add_flag("--violations", options->violations,
                      "On these: what was predicted of the built-in limits against what came and why");
    addOption(*command, "--seed", "S", options->seeds, "Of the simulation, instead of the evaluation's own");
    addOption(*command, "--scene", "N", options->scene, "Only the first, second or third of these")
        ->check(within(1, 3));
    addOption(*command, "--minutes", "M", options->minutes, "Length of each, instead of its own")
        ->check(within(20, 1440));
    command->add_flag("--json", options->json, "For programs: one JSON object");
    command->callback([options, &exitCode] { exitCode = score(*options); });
}

} // namespace desk
