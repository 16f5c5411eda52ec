// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitset.h"

#include <algorithm>

namespace desk {

// Thresholds that are not set are equal.
bool Limits::operator==(const Limits &other) const
{
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return std::equal(low.begin(), low.end(), other.low.begin(), same) &&
           std::equal(high.begin(), high.end(), other.high.begin(), same) && deadband == other.deadband &&
           onDelay == other.onDelay && offDelay == other.offDelay && onSamples == other.onSamples &&
           offSamples == other.offSamples;
}

MonitoringResult Limits::check(double value, MonitoringResult previous) const
{
    for (std::size_t grade = grades; grade-- > 0;) {
        const Severity severity = severityOf(grade);
        // While a violation of this grade or a worse one stands, its threshold moves inwards by the deadband.
        const bool standing = previous.severity >= severity;
        const double lowBand = standing && previous.side == LimitSide::low ? deadband : 0;
        const double highBand = standing && previous.side == LimitSide::high ? deadband : 0;
        if (value <= low[grade] + lowBand)
            return {severity, LimitSide::low};
        if (value >= high[grade] - highBand)
            return {severity, LimitSide::high};
    }
    return {Severity::nominal, LimitSide::inside};
}

bool matchesPattern(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool LimitRule::matches(std::string_view node, std::string_view dst, std::string_view metricName) const
{
    return dsts.empty() == dst.empty() && matchesPattern(metric, metricName) && matchesPattern(nodes, node) &&
           (dst.empty() || matchesPattern(dsts, dst));
}

const Limits *LimitSet::find(std::string_view node, std::string_view dst, std::string_view metric) const
{
    for (const LimitRule &rule : m_rules) {
        if (rule.matches(node, dst, metric))
            return &rule.limits;
    }
    return nullptr;
}

} // namespace desk
