// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitset.h"

#include <charconv>

namespace desk {
namespace {

std::string quotedPattern(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (code < ' ' || code == 127)
            ((out += "\\u00") += digits[code / 16]) += digits[code % 16];
        else
            out += c;
    }
    return out + '"';
}

// The shortest that reads back the same; a fraction or exponent makes it a float, which TOML tells apart.
std::string figure(double value)
{
    std::array<char, 40> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    std::string out(text.data(), end);
    return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}

void writeSide(std::string &out, std::string_view side, const std::array<double, Limits::grades> &thresholds)
{
    std::string parts;
    for (std::size_t grade = 0; grade < Limits::grades; ++grade) {
        if (!std::isnan(thresholds[grade]))
            parts += (parts.empty() ? " " : ", ") + std::string(gradeWord(grade)) + " = " +
                     figure(thresholds[grade]);
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
        out += "\n[[limit]]\nnodes = " + quotedPattern(rule.nodes) + "\n";
        if (!rule.dsts.empty())
            out += "dsts = " + quotedPattern(rule.dsts) + "\n";
        out += "metric = " + quotedPattern(rule.metric) + "\n";
        const Limits &limits = rule.limits;
        writeSide(out, "low", limits.low);
        writeSide(out, "high", limits.high);
        if (limits.deadband > 0)
            out += "deadband = " + figure(limits.deadband) + "\n";
        for (const auto &[name, delay] :
             {std::pair{"on_delay_s", limits.onDelay}, std::pair{"off_delay_s", limits.offDelay}}) {
            if (delay > 0)
                out += std::string(name) + " = " + figure(static_cast<double>(delay) / 1e9) + "\n";
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
