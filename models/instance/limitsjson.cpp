// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/limitsjson.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace desk {
namespace {

using LimitJson = nlohmann::ordered_json;

tl::unexpected<Error> wrongLimit(std::size_t at, const std::string &field, const std::string &what)
{
    return failure(ErrorCode::invalidArgument, "limit " + std::to_string(at + 1) + ", " + field + ": " + what,
                   field, -1, static_cast<std::int64_t>(at));
}

Result<void> readThresholds(const LimitJson &json, std::size_t at, const std::string &side,
                            std::array<double, Limits::grades> &thresholds)
{
    if (!json.is_object())
        return wrongLimit(at, side, "must be an object such as {\"caution\":6,\"warning\":4}");
    for (const auto &[key, value] : json.items()) {
        std::size_t grade = 0;
        while (grade < Limits::grades && gradeWord(grade) != key)
            ++grade;
        if (grade == Limits::grades)
            return wrongLimit(at, side,
                              "unknown severity " + key + "; use advisory, caution, warning, critical");
        if (!value.is_number())
            return wrongLimit(at, side, key + " must be a number");
        thresholds[grade] = value.get<double>();
    }
    return {};
}

// 0 to most; negative where it is none.
double numberOf(const LimitJson &value, double most)
{
    const double number = value.is_number() ? value.get<double>() : -1;
    return number <= most ? number : -1;
}

Result<void> readMember(LimitRule &rule, const std::string &key, const LimitJson &value, std::size_t at)
{
    Limits &limits = rule.limits;
    std::string LimitRule::*text = key == "nodes"    ? &LimitRule::nodes
                                   : key == "dsts"   ? &LimitRule::dsts
                                   : key == "metric" ? &LimitRule::metric
                                                     : nullptr;
    if (text) {
        if (!value.is_string())
            return wrongLimit(at, key, "must be a string");
        rule.*text = value.get<std::string>();
    } else if (key == "low" || key == "high") {
        return readThresholds(value, at, key, key == "low" ? limits.low : limits.high);
    } else if (key == "deadband") {
        limits.deadband = numberOf(value, 1e300);
    } else if (key == "on_delay_s" || key == "off_delay_s") {
        const double seconds = numberOf(value, LimitSet::longestDelay);
        (key == "on_delay_s" ? limits.onDelay : limits.offDelay) = std::llround(seconds * 1e9);
    } else if (key == "on_samples" || key == "off_samples") {
        const double samples = value.is_number_integer() ? numberOf(value, LimitSet::mostSamples) : -1;
        if (samples < 0)
            return wrongLimit(at, key, "must be a number of samples from 0 to 100000");
        (key == "on_samples" ? limits.onSamples : limits.offSamples) = static_cast<std::uint32_t>(samples);
    } else {
        return wrongLimit(at, key,
                          "unknown member; use nodes, dsts, metric, low, high, deadband, on_delay_s, "
                          "off_delay_s, on_samples, off_samples");
    }
    return {};
}

Result<LimitRule> ruleOf(const LimitJson &json, std::size_t at)
{
    if (!json.is_object())
        return wrongLimit(at, "limits", "must be an object with metric and low or high");
    LimitRule rule;
    for (const auto &[key, value] : json.items()) {
        if (auto read = readMember(rule, key, value, at); !read)
            return tl::unexpected(read.error());
    }
    return rule;
}

LimitJson thresholdsJson(const std::array<double, Limits::grades> &thresholds)
{
    LimitJson json = LimitJson::object();
    for (std::size_t grade = 0; grade < Limits::grades; ++grade) {
        if (!std::isnan(thresholds[grade]))
            json[std::string(gradeWord(grade))] = thresholds[grade];
    }
    return json;
}

LimitJson jsonOfRule(const LimitRule &rule)
{
    LimitJson json;
    json["nodes"] = rule.nodes;
    if (!rule.dsts.empty())
        json["dsts"] = rule.dsts;
    json["metric"] = rule.metric;
    const Limits &limits = rule.limits;
    for (const auto &[name, thresholds] : {std::pair{"low", &limits.low}, std::pair{"high", &limits.high}}) {
        if (LimitJson side = thresholdsJson(*thresholds); !side.empty())
            json[name] = std::move(side);
    }
    if (limits.deadband > 0)
        json["deadband"] = limits.deadband;
    if (limits.onDelay > 0)
        json["on_delay_s"] = static_cast<double>(limits.onDelay) / 1e9;
    if (limits.offDelay > 0)
        json["off_delay_s"] = static_cast<double>(limits.offDelay) / 1e9;
    if (limits.onSamples > 0)
        json["on_samples"] = limits.onSamples;
    if (limits.offSamples > 0)
        json["off_samples"] = limits.offSamples;
    return json;
}

} // namespace

std::string limitsToJson(const std::vector<LimitRule> &rules)
{
    LimitJson all = LimitJson::array();
    for (const LimitRule &rule : rules)
        all.push_back(jsonOfRule(rule));
    LimitJson body;
    body["limits"] = std::move(all);
    return body.dump(-1, ' ', false, LimitJson::error_handler_t::replace);
}

Result<LimitSet> limitsFromJson(std::string_view text)
{
    const LimitJson body = LimitJson::parse(text.begin(), text.end(), nullptr, false);
    if (!body.is_object() || !body.contains("limits") || !body["limits"].is_array())
        return failure(ErrorCode::parseError,
                       "the body must be {\"limits\":[{\"nodes\":…,\"metric\":…,\"high\":{\"warning\":…}}]}");
    std::vector<LimitRule> rules;
    for (const LimitJson &json : body["limits"]) {
        auto rule = ruleOf(json, rules.size());
        if (!rule)
            return tl::unexpected(rule.error());
        rules.push_back(*std::move(rule));
    }
    return LimitSet::make(std::move(rules));
}

} // namespace desk
