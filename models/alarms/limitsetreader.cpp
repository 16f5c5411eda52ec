// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitset.h"

#include "models/telemetry/tomlparser_p.h"
#include "models/telemetry/tomltext.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace desk {
namespace {

constexpr std::array<std::string_view, Limits::grades> gradeWords{"advisory", "caution", "warning",
                                                                  "critical"};
constexpr double nanosecond = 1e-9;

tl::unexpected<Error> wrong(std::size_t rule, std::string_view field, const std::string &what)
{
    return failure(ErrorCode::invalidArgument,
                   "limit " + std::to_string(rule + 1) + ", " + std::string(field) + ": " + what,
                   std::string(field), -1, static_cast<std::int64_t>(rule));
}

std::optional<Error> readSide(const toml::node &node, std::size_t rule, std::string_view side,
                              std::array<double, Limits::grades> &thresholds)
{
    const toml::table *table = node.as_table();
    if (!table)
        return wrong(rule, side, "must be a table such as { caution = 6.0, warning = 4.0 }").value();
    for (const auto &[key, value] : *table) {
        const auto word = std::find(gradeWords.begin(), gradeWords.end(), key.str());
        if (word == gradeWords.end())
            return wrong(rule, side,
                         "unknown severity " + std::string(key.str()) +
                             "; use advisory, caution, warning, critical")
                .value();
        const auto number = value.value<double>();
        if (!number || !std::isfinite(*number))
            return wrong(rule, side, std::string(key.str()) + " must be a finite number").value();
        thresholds[static_cast<std::size_t>(word - gradeWords.begin())] = *number;
    }
    return std::nullopt;
}

// Going from advisory to critical the thresholds move outwards.
bool inOrder(const std::array<double, Limits::grades> &thresholds, bool low)
{
    double inner = Limits::unset;
    for (const double t : thresholds) {
        if (std::isnan(t))
            continue;
        if (!std::isnan(inner) && (low ? t > inner : t < inner))
            return false;
        inner = t;
    }
    return true;
}

std::optional<Error> checkRule(const LimitRule &rule, std::size_t at)
{
    const auto isPattern = [](const std::string &text) { return text.size() <= 256; };
    if (rule.metric.empty())
        return wrong(at, "metric", "is missing").value();
    if (!isPattern(rule.metric))
        return wrong(at, "metric", "must be a pattern of at most 256 bytes, for example \"snr_db\"").value();
    if (rule.nodes.empty() || !isPattern(rule.nodes))
        return wrong(at, "nodes", "must be a pattern of at most 256 bytes, for example \"sat-*\"").value();
    if (!isPattern(rule.dsts))
        return wrong(at, "dsts", "must be a pattern of at most 256 bytes, for example \"gs-*\"").value();
    const Limits &limits = rule.limits;
    for (const auto &[name, side] : {std::pair{"low", &limits.low}, std::pair{"high", &limits.high}}) {
        if (std::any_of(side->begin(), side->end(), [](double one) { return std::isinf(one); }))
            return wrong(at, name, "a threshold is too large for a number").value();
    }
    const std::string order = "thresholds are out of order: a worse severity must lie further out";
    if (!inOrder(limits.low, true))
        return wrong(at, "low", order).value();
    if (!inOrder(limits.high, false))
        return wrong(at, "high", order).value();
    for (const double low : limits.low) {
        for (const double high : limits.high) {
            if (low >= high)
                return wrong(at, "low", "a low threshold is not below every high one").value();
        }
    }
    if (!(limits.deadband >= 0) || !std::isfinite(limits.deadband))
        return wrong(at, "deadband", "must be a number of at least 0").value();
    const auto longest = static_cast<std::int64_t>(LimitSet::longestDelay / nanosecond);
    for (const auto &[name, delay] :
         {std::pair{"on_delay_s", limits.onDelay}, std::pair{"off_delay_s", limits.offDelay}}) {
        if (delay < 0 || delay > longest)
            return wrong(at, name, "must be a number of seconds from 0 to 86400").value();
    }
    for (const auto &[name, samples] :
         {std::pair{"on_samples", limits.onSamples}, std::pair{"off_samples", limits.offSamples}}) {
        if (samples > LimitSet::mostSamples)
            return wrong(at, name, "must be a number of samples from 0 to 100000").value();
    }
    return std::nullopt;
}

Result<LimitRule> readRule(const toml::table &table, std::size_t at)
{
    LimitRule rule;
    for (const auto &[key, value] : table) {
        const std::string_view name = key.str();
        if (name == "nodes" || name == "dsts" || name == "metric") {
            const auto text = value.value<std::string>();
            if (!text || text->empty())
                return wrong(at, name, "must be a pattern, for example \"sat-*\"");
            (name == "nodes" ? rule.nodes : name == "dsts" ? rule.dsts : rule.metric) = *text;
        } else if (name == "low" || name == "high") {
            if (auto error = readSide(value, at, name, name == "low" ? rule.limits.low : rule.limits.high))
                return tl::unexpected(*error);
        } else if (name == "deadband") {
            rule.limits.deadband = value.value<double>().value_or(-1);
        } else if (name == "on_delay_s" || name == "off_delay_s") {
            const double seconds = value.value<double>().value_or(-1);
            if (!(seconds >= 0 && seconds <= LimitSet::longestDelay))
                return wrong(at, name, "must be a number of seconds from 0 to 86400");
            (name == "on_delay_s" ? rule.limits.onDelay : rule.limits.offDelay) =
                std::llround(seconds / nanosecond);
        } else if (name == "on_samples" || name == "off_samples") {
            const auto samples = value.value<std::int64_t>();
            if (!samples || *samples < 0 || *samples > std::int64_t{LimitSet::mostSamples})
                return wrong(at, name, "must be a number of samples from 0 to 100000");
            (name == "on_samples" ? rule.limits.onSamples : rule.limits.offSamples) =
                static_cast<std::uint32_t>(*samples);
        } else {
            return wrong(at, name,
                         "unknown key; use nodes, dsts, metric, low, high, deadband, on_delay_s, "
                         "off_delay_s, on_samples, off_samples");
        }
    }
    if (auto error = checkRule(rule, at))
        return tl::unexpected(*error);
    return rule;
}

} // namespace

Result<LimitSet> LimitSet::parse(std::string_view text)
{
    if (auto plain = checkTomlText(text); !plain)
        return tl::unexpected(plain.error());
    try {
        const toml::table document = toml::parse(text);
        for (const auto &[key, value] : document) {
            if (key != "limit" || !value.is_array_of_tables())
                return failure(ErrorCode::parseError, "unknown key " + std::string(key.str()) +
                                                          "; a limits file holds [[limit]] tables only");
        }
        std::vector<LimitRule> rules;
        if (const toml::array *list = document["limit"].as_array()) {
            for (const toml::node &node : *list) {
                auto rule = readRule(*node.as_table(), rules.size());
                if (!rule)
                    return tl::unexpected(rule.error());
                rules.push_back(*std::move(rule));
                if (rules.size() > maxRules)
                    return failure(ErrorCode::invalidArgument, "more than 1000 limits");
            }
        }
        LimitSet limits(std::move(rules));
        limits.m_toml = text;
        return limits;
    } catch (const toml::parse_error &error) {
        return failure(ErrorCode::parseError,
                       "line " + std::to_string(error.source().begin.line) + ": " +
                           std::string(error.description()),
                       {}, -1, static_cast<std::int64_t>(error.source().begin.line));
    } catch (const std::runtime_error &) {
        return failure(ErrorCode::parseError, "not TOML: a key or table name is malformed");
    }
}

Result<LimitSet> LimitSet::make(std::vector<LimitRule> rules)
{
    if (rules.size() > maxRules)
        return failure(ErrorCode::invalidArgument, "more than 1000 limits");
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (auto error = checkRule(rules[i], i))
            return tl::unexpected(*error);
    }
    LimitSet set(std::move(rules));
    set.m_toml = limitsToml(set.m_rules);
    return set;
}

std::string_view gradeWord(std::size_t grade)
{
    return gradeWords[grade];
}

Result<LimitSet> LimitSet::load(const std::string &file)
{
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    if (!in || !(text << in.rdbuf()))
        return failure(ErrorCode::notFound, "cannot read limits from " + file);
    auto set = parse(text.str());
    if (!set)
        set.error().message = file + ": " + set.error().message;
    return set;
}

} // namespace desk
