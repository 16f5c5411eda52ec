// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/predict.h"

#include "app/commandline/connection.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/figures.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iostream>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

struct PredictOptions
{
    ConnectionOptions connection;
    std::string node;
    bool noCache = false;
    bool json = false;
};

// A figure of an API prediction and how it is written.
struct PredictedMetric
{
    const char *member; // of predictions
    const char *unit;   // end of the names of its figures
    const char *title;
    int decimals;
};
constexpr std::array predictedMetrics{PredictedMetric{"snr_degradation", "db", "SNR dB", 1},
                                      PredictedMetric{"queue_utilization", "utilization", "utilization", 3}};

std::string escaped(std::string_view name)
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:";
    constexpr const char *digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos)
            text += c;
        else
            ((text += '%') += digits[byte >> 4U]) += digits[byte & 15U];
    }
    return text;
}

std::string numberWords(const Json &json, const std::string &name, int decimals)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? decimal(found->get<double>(), decimals) : "-";
}

// "12.3 (11.8 .. 12.9)"; without a band only the value.
std::string predictedWords(const Json &prediction, const PredictedMetric &metric)
{
    const std::string unit = metric.unit;
    std::string words = numberWords(prediction, "predicted_" + unit, metric.decimals);
    const std::string lower = numberWords(prediction, "lower_" + unit, metric.decimals);
    const std::string upper = numberWords(prediction, "upper_" + unit, metric.decimals);
    if (lower != "-" && upper != "-")
        words += " (" + lower + " .. " + upper + ")";
    return words;
}

using Cells = std::vector<std::string>;

std::string textOf(const Json &json, const char *member)
{
    const auto found = json.find(member);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// A row a link and metric: now, at each horizon, by which model.
void addRows(const Json &link, std::vector<Cells> &rows)
{
    const std::string name = textOf(link, "src") + " -> " + textOf(link, "dst");
    for (const PredictedMetric &metric : predictedMetrics) {
        Cells row{name, metric.title, "-", "-", "-", "-", "-"};
        bool isTold = false;
        for (const Json &horizon : link.value("horizons", Json::array())) {
            const int minutes = horizon.value("horizon_minutes", 0);
            const std::size_t column = minutes == 1 ? 3 : minutes == 3 ? 4 : 5;
            const Json predictions = horizon.value("predictions", Json());
            if (predictions.is_null()) {
                row[column] = "ends " + textOf(horizon, "ends_at");
                isTold = true;
            } else if (const auto found = predictions.find(metric.member); found != predictions.end()) {
                row[2] = numberWords(*found, std::string("current_") + metric.unit, metric.decimals);
                row[column] = predictedWords(*found, metric);
                row[6] = textOf(*found, "model");
                isTold = true;
            }
        }
        if (isTold)
            rows.push_back(std::move(row));
    }
}

std::string tableText(const std::vector<Cells> &rows)
{
    std::vector<std::size_t> widths(rows.front().size());
    for (const Cells &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (const Cells &row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + std::string(i + 1 < row.size() ? widths[i] - row[i].size() + 2 : 0, ' ');
        text += line + "\n";
    }
    return text;
}

std::string answerText(const Json &answer)
{
    std::vector<Cells> rows{{"link", "of", "now", "in 1 min", "in 3 min", "in 5 min", "model"}};
    std::string reasons;
    for (const Json &link : answer["links"]) {
        addRows(link, rows);
        if (const std::string reason = textOf(link, "reason"); !reason.empty())
            reasons += textOf(link, "src") + " -> " + textOf(link, "dst") + ": " + reason + "\n";
    }
    if (answer["links"].empty())
        return textOf(answer, "node_id") + " has no link that is up\n";
    std::string text =
        "Forecasts of " + textOf(answer, "timestamp") + (answer.value("cached", false) ? ", cached\n" : "\n");
    if (rows.size() > 1)
        text += tableText(rows);
    return text + reasons;
}

int predict(const PredictOptions &options)
{
    Interruption interruption;
    const auto server = chooseServer(options.connection);
    if (!server)
        return complainOfConfiguration(server.error());
    HttpClient http(server->client());
    const std::string path =
        "/api/v1/predictions/" + escaped(options.node) + (options.noCache ? "?use_cache=false" : "");
    const auto response = http.send("GET", path, {}, {}, [&] { return interruption.isRequested(); });
    if (const auto failed = requestFailure(response, *server))
        return complain(*failed);
    const Json answer = Json::parse(response->body, nullptr, false);
    if (!answer.is_object() || !answer.contains("links") || !answer["links"].is_array())
        return complain("the server's answer is no forecast");
    try {
        std::cout << (options.json ? answer.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"
                                   : answerText(answer));
    } catch (const Json::exception &) {
        return complain("the server's answer is no forecast");
    }
    return std::cout.flush() ? exitOk : complain("cannot write to stdout");
}

} // namespace

void addPredictCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("predict", "Forecasts of a node's links");
    command->footer(
        "SNR and utilisation of each link in 1, 3 and 5 minutes, with the band that holds 90 % of\n"
        "what comes, once enough is known for one, and the model that has been best lately.");
    auto options = std::make_shared<PredictOptions>();
    addOption(*command, "NODE", "", options->node, "Node")->required();
    command->add_flag("--no-cache", options->noCache, "Made now, not within the last minute");
    addConnectionOptions(*command, options->connection);
    command->add_flag("--json", options->json, "For programs: the server's answer");
    command->callback([options, &exitCode] { exitCode = predict(*options); });
}

} // namespace desk
