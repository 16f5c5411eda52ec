// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/query.h"

#include "app/commandline/connection.h"
#include "app/commandline/exitcode.h"
#include "app/commandline/interruption.h"
#include "app/commandline/optionwords.h"
#include "models/telemetry/timeservice.h"
#include "models/telemetry/timetext.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <map>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

struct QueryOptions
{
    ConnectionOptions connection;
    std::string entity; // NODE or NODE->DST
    std::string metric;
    std::string start;
    std::string end;
    std::size_t maxPoints = 0;
    std::string format = "json";
    bool bothTimes = false;
};

void addParameter(std::string &query, const char *name, std::string_view value)
{
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~*";
    constexpr const char *digits = "0123456789ABCDEF";
    query += query.empty() ? '?' : '&';
    query.append(name) += '=';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos)
            query += c;
        else
            ((query += '%') += digits[byte >> 4U]) += digits[byte & 15U];
    }
}

Result<std::string> questionOf(const QueryOptions &options)
{
    constexpr std::string_view arrow = "->";
    const std::size_t at = options.entity.find(arrow);
    std::string query;
    addParameter(query, "node_id", std::string_view(options.entity).substr(0, at));
    if (at != std::string::npos)
        addParameter(query, "dst", std::string_view(options.entity).substr(at + arrow.size()));
    addParameter(query, "metric", options.metric);
    const Timestamp now = SystemTimeService().now();
    for (const auto &[name, text] : {std::pair("start", &options.start), std::pair("end", &options.end)}) {
        if (text->empty())
            continue;
        const auto time = parseTimeText(*text, now);
        if (!time)
            return failure(ErrorCode::invalidArgument,
                           std::string("--") + name + ": " + time.error().message);
        addParameter(query, name, std::to_string(nanoseconds(*time)));
    }
    if (options.maxPoints > 0)
        addParameter(query, "max_points", std::to_string(options.maxPoints));
    if (options.bothTimes)
        addParameter(query, "times", "both");
    addParameter(query, "format", options.format);
    return query;
}

// Pages of an answer as one document: a series goes on where the page before left it.
class JsonAnswer
{
public:
    // Cursor of the next page; empty at the end.
    Result<std::string> add(const std::string &body)
    {
        const Json page = Json::parse(body, nullptr, false);
        if (!page.is_object() || !page.contains("series") || !page["series"].is_array())
            return failure(ErrorCode::parseError, "the server's answer is no history");
        for (const Json &one : page["series"]) {
            const std::string key = one.value("node_id", Json()).dump() + one.value("dst", Json()).dump() +
                                    one.value("metric", Json()).dump();
            const auto [place, isNew] = m_places.emplace(key, m_series.size());
            if (isNew) {
                m_series.push_back(one);
                continue;
            }
            for (const char *list : {"points", "gaps"}) {
                for (const Json &entry : one.value(list, Json::array()))
                    m_series[place->second][list].push_back(entry);
            }
        }
        return page.value("next", std::string());
    }
    [[nodiscard]] std::string text() const { return Json{{"series", m_series}}.dump() + "\n"; }
    [[nodiscard]] std::size_t series() const { return m_series.size(); }

private:
    Json m_series = Json::array();
    std::map<std::string, std::size_t> m_places;
};

int query(const QueryOptions &options)
{
    const auto question = questionOf(options);
    if (!question)
        return complain(question.error(), exitUsage);
    Interruption interruption;
    const auto server = chooseServer(options.connection);
    if (!server)
        return complainOfConfiguration(server.error());
    HttpClientOptions client = server->client();
    client.timeout = std::chrono::minutes(5); // a long history
    client.longestAnswer = 256U << 20U;
    HttpClient http(client);
    JsonAnswer answer;
    const bool csv = options.format == "csv";
    bool any = false;
    for (std::string cursor;;) {
        std::string path = "/api/v1/telemetry" + *question;
        if (!cursor.empty())
            path += "&cursor=" + cursor;
        const auto response = http.send("GET", path, {}, {}, [&] { return interruption.isRequested(); });
        if (const auto failed = requestFailure(response, *server))
            return complain(*failed);
        if (csv) {
            // Later pages repeat the header line.
            const std::size_t rows = response->body.find('\n') + 1;
            std::cout << std::string_view(response->body).substr(cursor.empty() ? 0 : rows);
            any = any || response->body.size() > rows;
            cursor = response->nextCursor;
        } else {
            const auto next = answer.add(response->body);
            if (!next)
                return complain(next.error());
            any = answer.series() > 0;
            cursor = *next;
        }
        if (cursor.empty())
            break;
    }
    if (!csv)
        std::cout << answer.text();
    if (!std::cout.flush())
        return complain("cannot write to stdout");
    if (!any)
        std::cerr << "constellation: " << server->url << " has nothing of " << options.entity << " "
                  << options.metric << " in that time\n";
    return exitOk;
}

} // namespace

void addQueryCommand(CLI::App &app, int &exitCode)
{
    auto *command = app.add_subcommand("query", "History of a metric, as JSON or CSV");
    auto options = std::make_shared<QueryOptions>();
    addOption(*command, "NODE[->DST]", "", options->entity,
              "Node, or link in one direction; * stands for anything")
        ->required();
    addOption(*command, "METRIC", "", options->metric, "Metric; * stands for anything")->required();
    addOption(*command, "--start", "TIME", options->start,
              "From this generation time on: 2026-11-21T14:03:07Z, 2026-325T14:03:07Z, -15m");
    addOption(*command, "--end", "TIME", options->end, "Before this generation time");
    addOption(*command, "--max-points", "N", options->maxPoints,
              "At most so many points a series; the lowest and highest stay")
        ->check(within<std::size_t>(2, 100'000));
    addOption(*command, "--format", "json|csv", options->format, "json (default) or csv")
        ->check(CLI::IsMember({"json", "csv"}));
    command->add_flag("--both-times", options->bothTimes, "Reception time too");
    addConnectionOptions(*command, options->connection);
    command->callback([options, &exitCode] { exitCode = query(*options); });
}

} // namespace desk
