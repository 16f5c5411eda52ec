// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/sqlitefolder.h"

#include "models/ownership/base64.h"
#include "models/telemetry/jsondocument.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longestName = 128;

// A plain name of a file, none of SQLite's own beside one.
bool isFileName(std::string_view name)
{
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
               c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= longestName && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), plain) && !name.ends_with("-wal") &&
           !name.ends_with("-shm") && !name.ends_with("-journal");
}

Json toJson(const SqliteValue &value)
{
    switch (value.kind) {
    case SqliteValue::Kind::integer:
        return value.integer;
    case SqliteValue::Kind::real:
        return value.real;
    case SqliteValue::Kind::text:
        return value.bytes;
    case SqliteValue::Kind::blob: {
        std::string text;
        appendBase64(text, value.bytes);
        return {{"base64", text}};
    }
    case SqliteValue::Kind::null:
        break;
    }
    return nullptr;
}

Result<SqliteValue> fromJson(const nlohmann::json &json)
{
    SqliteValue value;
    if (json.is_null())
        return value;
    if (json.is_number_integer() || json.is_boolean()) {
        value.kind = SqliteValue::Kind::integer;
        value.integer = json.is_boolean() ? std::int64_t{json.get<bool>()} : json.get<std::int64_t>();
    } else if (json.is_number()) {
        value.kind = SqliteValue::Kind::real;
        value.real = json.get<double>();
    } else if (json.is_string()) {
        value.kind = SqliteValue::Kind::text;
        value.bytes = json.get<std::string>();
    } else {
        const auto member = json.is_object() ? json.find("base64") : json.end();
        auto bytes = json.is_object() && member != json.end() && member->is_string()
                         ? fromBase64(member->get<std::string>())
                         : std::nullopt;
        if (!bytes)
            return failure(ErrorCode::invalidArgument,
                           "a parameter must be null, a number, a text, true, false or {\"base64\": …}");
        value.kind = SqliteValue::Kind::blob;
        value.bytes = *std::move(bytes);
    }
    return value;
}

Result<SqliteStatement::Parameters> parametersOf(const nlohmann::json &json)
{
    SqliteStatement::Parameters parameters;
    if (json.is_null())
        return parameters;
    if (!json.is_structured())
        return failure(ErrorCode::invalidArgument, "parameters must be an array or an object");
    for (const auto &item : json.items()) {
        auto value = fromJson(item.value());
        if (!value)
            return tl::unexpected(value.error());
        parameters.emplace_back(json.is_array() ? std::string() : item.key(), *std::move(value));
    }
    return parameters;
}

WorkerReply replyFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::invalidArgument:
        return replyError(400, "BadRequest", error.message);
    case ErrorCode::notFound:
        return replyError(404, "NotFound", error.message);
    case ErrorCode::timeout:
        return replyError(504, "Timeout", error.message);
    default:
        return replyError(503, "DeviceUnavailable", error.message);
    }
}

WorkerReply jsonReply(const Json &json)
{
    WorkerReply reply;
    reply.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return reply;
}

} // namespace

Result<SqliteFolder> SqliteFolder::open(std::filesystem::path folder, std::string path,
                                        SqliteStatement::Limits limits)
{
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error))
        return failure(ErrorCode::notFound, folder.string() + " is no folder; make it or choose another");
    return SqliteFolder(std::move(folder), std::move(path), limits);
}

WorkerReply SqliteFolder::answer(const WorkerMessage &request) const
{
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const std::string_view rest = request.path().substr(std::min(m_path.size(), request.path().size()));
    const std::string name(rest.starts_with('/') ? rest.substr(1) : rest);
    if (name.empty())
        return reads ? list() : replyMethodNotAllowed("GET, HEAD");
    if (!isFileName(name))
        return replyError(404, "NotFound", "a file has a plain name of letters, digits, dots, - and _");
    if (reads) {
        const auto sql = request.parameter("sql");
        if (!sql)
            return replyError(400, "BadRequest", "sql is missing; write for example ?sql=SELECT+1");
        SqliteStatement::Parameters parameters;
        for (auto &text : request.parameters("p"))
            parameters.emplace_back("", SqliteValue{SqliteValue::Kind::text, 0, 0, std::move(text)});
        return run(name, false, *sql, parameters);
    }
    if (request.method != "POST")
        return replyMethodNotAllowed("GET, HEAD, POST");
    constexpr std::size_t deepestBody = 8;
    const auto body = parseJson(request.body, deepestBody);
    if (!body || !body->is_object() || !body->contains("sql") || !(*body)["sql"].is_string())
        return replyError(400, "BadRequest", R"(the body must be {"sql": "…", "parameters": […]})");
    const auto given = body->find("parameters");
    const auto parameters = parametersOf(given == body->end() ? nlohmann::json() : *given);
    if (!parameters)
        return replyFor(parameters.error());
    return run(name, true, (*body)["sql"].get<std::string>(), *parameters);
}

WorkerReply SqliteFolder::list() const
{
    std::vector<std::pair<std::string, std::uintmax_t>> files;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (isFileName(name) && entry.is_regular_file(error))
            files.emplace_back(name, entry.file_size(error));
    }
    if (error)
        return replyError(503, "DeviceUnavailable", m_folder.string() + ": " + error.message());
    std::sort(files.begin(), files.end());
    Json list = Json::array();
    for (const auto &[name, bytes] : files)
        list.push_back({{"name", name}, {"bytes", bytes}});
    return jsonReply({{"files", std::move(list)}});
}

WorkerReply SqliteFolder::run(const std::string &name, bool writable, const std::string &sql,
                              const SqliteStatement::Parameters &parameters) const
{
    const auto result = SqliteStatement::run(m_folder / name, writable, sql, parameters, m_limits);
    if (!result)
        return replyFor(result.error());
    Json rows = Json::array();
    for (const auto &row : result->rows) {
        Json values = Json::array();
        for (const SqliteValue &value : row)
            values.push_back(toJson(value));
        rows.push_back(std::move(values));
    }
    return jsonReply({{"columns", result->columns},
                      {"rows", std::move(rows)},
                      {"truncated", result->truncated},
                      {"changes", result->changes},
                      {"last_id", result->lastId}});
}

} // namespace desk
