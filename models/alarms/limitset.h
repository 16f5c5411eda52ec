// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"
#include "models/telemetry/result.h"

#include <array>
#include <cmath>
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

    [[nodiscard]] bool matches(std::string_view node, std::string_view dst,
                               std::string_view metricName) const;
};

// Rules in order; the first that matches a series holds for it. Plain value.
class LimitSet
{
public:
    LimitSet() = default;
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
    [[nodiscard]] std::size_t size() const { return m_rules.size(); }
    // What it was parsed from, for the record.
    [[nodiscard]] const std::string &toml() const { return m_toml; }

private:
    std::vector<LimitRule> m_rules;
    std::string m_toml;
};

// The limits that hold where the data folder has none of its own: resources/limits/default.toml.
std::string_view builtInLimits();

bool matchesPattern(std::string_view pattern, std::string_view text);

} // namespace desk
