// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/anomalyreport.h"

#include "app/commandline/figures.h"

#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

namespace desk {
namespace {

using AnomalyJson = nlohmann::ordered_json;

std::string rangesWord(const std::vector<SampleRange> &ranges)
{
    std::string text;
    for (const auto &[first, last] : ranges)
        text += (text.empty() ? "" : ", ") + std::to_string(first) + "-" + std::to_string(last);
    return text.empty() ? "-" : text;
}

std::string f1Word(double f1)
{
    return std::isnan(f1) ? "-" : decimal(f1, 3);
}

AnomalyJson rangesJson(const std::vector<SampleRange> &ranges)
{
    AnomalyJson json = AnomalyJson::array();
    for (const auto &[first, last] : ranges)
        json.push_back({first, last});
    return json;
}

AnomalyJson f1Json(double f1)
{
    return std::isnan(f1) ? AnomalyJson() : AnomalyJson(f1);
}

double f1Of(const AnomalyScore &score)
{
    return AnomalyScore::f1(score.hits(), score.missed(), score.wrong());
}

} // namespace

double AnomalyReport::f1() const
{
    std::size_t hits = 0;
    std::size_t missed = 0;
    std::size_t wrong = 0;
    for (const AnomalyScore &score : m_scores) {
        hits += score.hits();
        missed += score.missed();
        wrong += score.wrong();
    }
    return AnomalyScore::f1(hits, missed, wrong);
}

std::string AnomalyReport::text() const
{
    std::ostringstream out;
    const auto line = [&out](const std::string &channel, const std::vector<std::string> &cells,
                             const std::string &rest) {
        out << "  " << std::left << std::setw(12) << channel << std::right;
        for (const std::string &cell : cells)
            out << std::setw(10) << cell;
        out << "  " << rest << '\n';
    };
    out << "anomalies by overlapping ranges of samples\n";
    line("channel", {"samples", "found", "missed", "wrong", "F1"}, "found at (labelled)");
    std::size_t hits = 0;
    std::size_t missed = 0;
    std::size_t wrong = 0;
    for (const AnomalyScore &score : m_scores) {
        line(score.channel,
             {std::to_string(score.samples), std::to_string(score.hits()), std::to_string(score.missed()),
              std::to_string(score.wrong()), f1Word(f1Of(score))},
             rangesWord(score.found) + " (" + rangesWord(score.labelled) + ")");
        hits += score.hits();
        missed += score.missed();
        wrong += score.wrong();
    }
    line("all", {"", std::to_string(hits), std::to_string(missed), std::to_string(wrong), f1Word(f1())}, "");
    for (const std::string &note : m_notes)
        out << "  " << note << '\n';
    return out.str();
}

std::string AnomalyReport::json() const
{
    AnomalyJson channels = AnomalyJson::array();
    for (const AnomalyScore &score : m_scores)
        channels.push_back({{"channel", score.channel},
                            {"samples", score.samples},
                            {"hits", score.hits()},
                            {"missed", score.missed()},
                            {"wrong", score.wrong()},
                            {"f1", f1Json(f1Of(score))},
                            {"found", rangesJson(score.found)},
                            {"labelled", rangesJson(score.labelled)}});
    return AnomalyJson{{"channels", channels}, {"f1", f1Json(f1())}, {"notes", m_notes}}.dump(1) + "\n";
}

} // namespace desk
