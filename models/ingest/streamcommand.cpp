// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamcommand.h"
#include "models/telemetry/jsondocument.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

constexpr std::size_t maxPatterns = 1000;
constexpr std::size_t maxPatternBytes = 1024;

tl::unexpected<Error> wrong(const char *field, const std::string &allowed)
{
    return failure(ErrorCode::invalidArgument, std::string(field) + " must be " + allowed, field);
}

Result<std::vector<std::string>> patternsOf(const nlohmann::json &command, const char *field)
{
    const auto it = command.find(field);
    std::vector<std::string> patterns;
    if (it == command.end() || it->is_null())
        return patterns;
    static const std::string allowed =
        "a list of up to 1000 texts of up to 1024 bytes, * stands for anything";
    if (!it->is_array() || it->size() > maxPatterns)
        return wrong(field, allowed);
    for (const nlohmann::json &pattern : *it) {
        if (pattern.is_null()) // as a frame's dst is for the node itself
            patterns.emplace_back();
        else if (pattern.is_string() && pattern.get_ref<const std::string &>().size() <= maxPatternBytes)
            patterns.push_back(pattern.get<std::string>());
        else
            return wrong(field, allowed);
    }
    return patterns;
}

Result<double> positive(const nlohmann::json &command, const char *field, double most, const char *allowed)
{
    const auto it = command.find(field);
    if (it == command.end() || it->is_null())
        return 0.0;
    if (!it->is_number() || !(it->get<double>() > 0) || it->get<double>() > most)
        return wrong(field, allowed);
    return it->get<double>();
}

Result<StreamRequest> requestOf(const nlohmann::json &command)
{
    StreamRequest request;
    for (const auto &[field, list] : {std::pair("nodes", &request.patterns.nodes),
                                      {"dsts", &request.patterns.dsts},
                                      {"metrics", &request.patterns.metrics}}) {
        auto patterns = patternsOf(command, field);
        if (!patterns)
            return tl::unexpected(patterns.error());
        *list = *std::move(patterns);
    }
    if (const auto mode = command.find("mode"); mode != command.end() && !mode->is_null()) {
        if (*mode != "all" && *mode != "latest")
            return wrong("mode", "\"all\" or \"latest\"");
        request.mode = *mode == "latest" ? StreamMode::latest : StreamMode::all;
    }
    if (const auto since = command.find("since_seq"); since != command.end() && !since->is_null()) {
        if (!since->is_number_unsigned())
            return wrong("since_seq", "an integer from 0 on: the last number that was received");
        request.sinceSeq = since->get<std::uint64_t>();
    }
    const auto rate = positive(command, "max_rate_hz", 1000, "a number above 0, at most 1000");
    if (!rate)
        return tl::unexpected(rate.error());
    request.maxRateHz = *rate;
    const auto lag = positive(command, "max_lag_s", 1e6, "a number of seconds above 0, at most 1000000");
    if (!lag)
        return tl::unexpected(lag.error());
    request.maxLag = std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(*lag * 1000)));
    return request;
}

} // namespace

Result<StreamCommand> parseStreamCommand(std::string_view text)
{
    constexpr std::size_t deepestCommand = 8;
    const auto parsed = parseJson(text, deepestCommand);
    if (!parsed)
        return tl::unexpected(parsed.error());
    const nlohmann::json &json = *parsed;
    if (!json.is_object())
        return failure(ErrorCode::parseError, "a command is a JSON object with the member op");
    const auto op = json.find("op");
    StreamCommand command;
    if (op != json.end() && *op == "ping")
        return command;
    if (op == json.end() || (*op != "subscribe" && *op != "unsubscribe"))
        return wrong("op", "\"subscribe\", \"unsubscribe\" or \"ping\"");
    const auto id = json.find("id");
    if (id == json.end() || !id->is_number_unsigned())
        return wrong("id", "an integer from 0 on, chosen by you");
    command.id = id->get<std::uint64_t>();
    command.op = *op == "subscribe" ? StreamCommand::Op::subscribe : StreamCommand::Op::unsubscribe;
    if (command.op == StreamCommand::Op::subscribe) {
        auto request = requestOf(json);
        if (!request)
            return tl::unexpected(request.error());
        command.request = *std::move(request);
    }
    return command;
}

} // namespace desk
