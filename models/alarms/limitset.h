// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"
#include "models/telemetry/result.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// Two-sided graded limits of one metric: advisory, caution, warning, critical, each with a low and a high
// threshold; NaN = not set. A value at or beyond a threshold violates it. Plain value; in the metric's unit.
struct Limits
{
    static constexpr std::size_t grades = 4; // advisory, caution, warning, critical
    static constexpr double unset = std::numeric_limits<double>::quiet_NaN();

    std::array<double, grades> low{unset, unset, unset, unset};
    std::array<double, grades> high{unset, unset, unset, unset};
    double deadband = 0; // a violation ends only this far inside the threshold
    // A worse grade stands when this many samples in a row, over this time (ns of generation), had at least
    // it; a milder one likewise. Both must hold; 0 = at once.
    std::int64_t onDelay = 0;
    std::int64_t offDelay = 0;
    std::uint32_t onSamples = 0;
    std::uint32_t offSamples = 0;
    bool operator==(const Limits &other) const;

    static constexpr Severity severityOf(std::size_t grade)
    {
        return static_cast<Severity>(static_cast<std::size_t>(Severity::advisory) + grade);
    }
    // previous: result of the sample before, for the deadband.
    [[nodiscard]] MonitoringResult check(double value, MonitoringResult previous = {}) const;
};

// Which series the limits are for. Patterns: * any run of characters, ? one; links = dst pattern not empty.
struct LimitRule
{
    std::string nodes = "*";
    std::string dsts; // empty = the node's own metrics
    std::string metric;
    Limits limits;

    bool operator==(const LimitRule &) const = default;
    [[nodiscard]] bool matches(std::string_view node, std::string_view dst,
                               std::string_view metricName) const;
};

// Rules in order; the first that matches a series holds for it. Plain value.
class LimitSet
{
public:
    static constexpr std::size_t maxRules = 1'000;
    static constexpr double longestDelay = 86'400; // seconds
    static constexpr std::uint32_t mostSamples = 100'000;

    LimitSet() = default;
    // Checked as those of a file; toml() is written for it. index = the rule, field = its member.
    static Result<LimitSet> make(std::vector<LimitRule> rules);
    explicit LimitSet(std::vector<LimitRule> rules)
        : m_rules(std::move(rules))
    {
    }

    // TOML, see resources/limits/default.toml. Errors name the line or the rule and the field: unknown keys,
    // thresholds out of order (critical must lie outside warning …), a low threshold above a high one.
    static Result<LimitSet> parse(std::string_view toml);
    static Result<LimitSet> load(const std::string &file);

    [[nodiscard]] const Limits *find(std::string_view node, std::string_view dst,
                                     std::string_view metric) const;
    [[nodiscard]] const std::vector<LimitRule> &rules() const { return m_rules; }
    [[nodiscard]] std::size_t size() const { return m_rules.size(); }
    // What it was parsed from, for the record.
    [[nodiscard]] const std::string &toml() const { return m_toml; }

private:
    std::vector<LimitRule> m_rules;
    std::string m_toml;
};

// advisory, caution, warning, critical: the words of files and of the API.
std::string_view gradeWord(std::size_t grade);

// As a file that parse() reads back to the same rules.
std::string limitsToml(const std::vector<LimitRule> &rules);

// The limits that hold where the data folder has none of its own: resources/limits/default.toml.
std::string_view builtInLimits();

bool matchesPattern(std::string_view pattern, std::string_view text);

} // namespace desk
