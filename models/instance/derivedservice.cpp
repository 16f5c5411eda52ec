// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/derivedservice.h"

#include "models/instance/keptfile.h"
#include "models/telemetry/units.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>

namespace desk {
namespace {

using Json = nlohmann::ordered_json;

tl::unexpected<Error> wrong(std::size_t at, const std::string &field, const std::string &what)
{
    return failure(ErrorCode::invalidArgument,
                   "derived parameter " + std::to_string(at + 1) + ", " + field + ": " + what, field, -1,
                   static_cast<std::int64_t>(at));
}

Result<DerivedDefinition> definitionOf(const Json &json, std::size_t at)
{
    if (!json.is_object())
        return wrong(at, "derived", "must be an object with name and expression");
    DerivedDefinition one;
    for (const auto &[key, value] : json.items()) {
        std::string DerivedDefinition::*member = key == "name"         ? &DerivedDefinition::name
                                                 : key == "of"         ? &DerivedDefinition::nodes
                                                 : key == "to"         ? &DerivedDefinition::dsts
                                                 : key == "expression" ? &DerivedDefinition::expression
                                                 : key == "unit"       ? &DerivedDefinition::unit
                                                                       : nullptr;
        if (key == "hold_s") {
            const double seconds = value.is_number() ? value.get<double>() : -1;
            if (!(seconds >= 0 && seconds <= 86'400))
                return wrong(at, key, "must be a number of seconds from 0 to 86400");
            one.hold = std::llround(seconds * 1e9);
        } else if (!member) {
            return wrong(at, key, "unknown member; use name, of, to, expression, unit, hold_s");
        } else if (!value.is_string()) {
            return wrong(at, key, "must be a string");
        } else {
            one.*member = value.get<std::string>();
        }
    }
    return one;
}

Json jsonOf(const DerivedDefinition &one)
{
    Json json;
    json["name"] = one.name;
    json["of"] = one.nodes;
    if (!one.dsts.empty())
        json["to"] = one.dsts;
    json["expression"] = one.expression;
    if (!one.unit.empty())
        json["unit"] = one.unit;
    if (one.hold > 0)
        json["hold_s"] = static_cast<double>(one.hold) / 1e9;
    return json;
}

} // namespace

DerivedService::DerivedService(IngestServer &server, SeriesDictionary &dictionary, EventLog &events,
                               const TimeService &time)
    : m_server(server)
    , m_events(events)
    , m_time(time)
    , m_evaluator(dictionary, {.refused = [this](const std::string &subject, const std::string &why) {
                      m_events.report(m_time.now(), Severity::caution, EventCode::cardinalityLimit, subject,
                                      why);
                  }})
{
}

Result<void> DerivedService::load(const std::filesystem::path &folder)
{
    m_file = folder / "derived.toml";
    std::error_code none;
    if (!std::filesystem::exists(m_file, none))
        return {};
    auto set = DerivedSet::load(m_file.string());
    if (!set)
        return tl::unexpected(set.error());
    m_evaluator.setDefinitions(*set);
    declareUnitsOf(*set);
    m_set = *std::move(set);
    return {};
}

void DerivedService::addRoutes()
{
    m_server.router().add({HttpMethod::get,
                           "/api/v1/derived",
                           [this](const HttpRequest &) { return list(); },
                           {"read", "telemetry:read"},
                           0});
    m_server.router().add({HttpMethod::put,
                           "/api/v1/derived",
                           [this](const HttpRequest &request) { return put(request); },
                           {"write"},
                           1U << 20U});
}

void DerivedService::declareUnitsOf(const DerivedSet &set)
{
    std::vector<std::pair<std::string, std::string>> units;
    for (const DerivedDefinition &one : set.definitions()) {
        if (!one.unit.empty())
            units.emplace_back(one.name, one.unit);
    }
    declareUnits(std::move(units));
}

DerivedSet DerivedService::definitions() const
{
    const std::lock_guard lock(m_mutex);
    return m_set;
}

Result<void> DerivedService::replace(const DerivedSet &set)
{
    const std::lock_guard writing(m_writing); // readers do not wait for a disk
    if (auto kept = keepFile(m_file, set.toml()); !kept)
        return kept;
    {
        const std::lock_guard lock(m_mutex);
        m_set = set;
    }
    declareUnitsOf(set);
    m_server.post([this, set] { m_evaluator.setDefinitions(set); });
    return {};
}

ServerResponse DerivedService::list() const
{
    Json all = Json::array();
    const DerivedSet set = definitions();
    for (const DerivedDefinition &one : set.definitions())
        all.push_back(jsonOf(one));
    ServerResponse response;
    Json body;
    body["derived"] = std::move(all);
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

ServerResponse DerivedService::put(const HttpRequest &request)
{
    const Json body = Json::parse(request.body.begin(), request.body.end(), nullptr, false);
    if (!body.is_object() || !body.contains("derived") || !body["derived"].is_array())
        return errorResponse(
            failure(ErrorCode::parseError,
                    "the body must be {\"derived\":[{\"name\":…,\"of\":…,\"expression\":…}]}")
                .value());
    std::vector<DerivedDefinition> definitions;
    for (const Json &json : body["derived"]) {
        auto one = definitionOf(json, definitions.size());
        if (!one)
            return errorResponse(one.error());
        definitions.push_back(*std::move(one));
    }
    const std::size_t count = definitions.size();
    const auto set = DerivedSet::make(std::move(definitions));
    if (!set)
        return errorResponse(set.error());
    if (auto replaced = replace(*set); !replaced)
        return errorResponse(replaced.error());
    ServerResponse response;
    response.body = "{\"success\":true,\"count\":" + std::to_string(count) + "}";
    return response;
}

} // namespace desk
