// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/scoreforecasts.h"

#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"

#include "models/forecast/shippedweights.h"
#include "models/forecast/windowsteps.h"

#include <algorithm>
#include <iostream>
#include <memory>

namespace desk {
namespace {

struct ScoreOptions
{
    std::vector<std::string> files;
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
    std::cout << (options.json ? report.json() : report.text());
    return std::cout.flush() ? exitOk : complain("cannot write to stdout");
}

} // namespace

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
    addOption(*command, "FILE", "", options->files, "Recordings: CSV, JSON lines, line protocol, MCAP")
        ->required();
    command->add_flag("--json", options->json, "For programs: one JSON object");
    command->callback([options, &exitCode] { exitCode = scoreFiles(*options); });
}

} // namespace desk
