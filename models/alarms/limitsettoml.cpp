// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitset.h"
#include "models/telemetry/tomltext.h"

namespace desk {
namespace {

void writeSide(std::string &out, std::string_view side, const std::array<double, Limits::grades> &thresholds)
{
    std::string parts;
    for (std::size_t grade = 0; grade < Limits::grades; ++grade) {
        if (!std::isnan(thresholds[grade]))
            parts += (parts.empty() ? " " : ", ") + std::string(gradeWord(grade)) + " = " +
                     tomlFloat(thresholds[grade]);
    }
    if (!parts.empty())
        out += std::string(side) + " = {" + parts + " }\n";
}

} // namespace

std::string limitsToml(const std::vector<LimitRule> &rules)
{
    std::string out =
        "# Limits; the window and PUT /api/v1/limits write this file. The first rule that matches a "
        "series holds.\n";
    for (const LimitRule &rule : rules) {
        out += "\n[[limit]]\nnodes = " + tomlQuoted(rule.nodes) + "\n";
        if (!rule.dsts.empty())
            out += "dsts = " + tomlQuoted(rule.dsts) + "\n";
        out += "metric = " + tomlQuoted(rule.metric) + "\n";
        const Limits &limits = rule.limits;
        writeSide(out, "low", limits.low);
        writeSide(out, "high", limits.high);
        if (limits.deadband > 0)
            out += "deadband = " + tomlFloat(limits.deadband) + "\n";
        for (const auto &[name, delay] :
             {std::pair{"on_delay_s", limits.onDelay}, std::pair{"off_delay_s", limits.offDelay}}) {
            if (delay > 0)
                out += std::string(name) + " = " + tomlFloat(static_cast<double>(delay) / 1e9) + "\n";
        }
        for (const auto &[name, samples] :
             {std::pair{"on_samples", limits.onSamples}, std::pair{"off_samples", limits.offSamples}}) {
            if (samples > 0)
                out += std::string(name) + " = " + std::to_string(samples) + "\n";
        }
    }
    return out;
}

} // namespace desk
