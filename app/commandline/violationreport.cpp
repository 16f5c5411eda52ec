// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/violationreport.h"

#include "app/commandline/figures.h"

#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

namespace desk {
namespace {

using ViolationJson = nlohmann::ordered_json;
using ViolationCounts = ViolationScore::Counts;

std::string percentWord(double of)
{
    return std::isnan(of) ? "-" : decimal(100 * of, 1) + " %";
}

void row(std::ostringstream &out, const std::string &metric, const std::string &cause,
         const std::vector<std::string> &cells)
{
    out << "  " << std::left << std::setw(20) << metric << std::setw(18) << cause << std::right;
    for (const std::string &cell : cells)
        out << std::setw(13) << cell;
    out << '\n';
}

void row(std::ostringstream &out, const std::string &metric, const std::string &cause,
         const ViolationCounts &counts)
{
    row(out, metric, cause,
        {std::to_string(counts.violations), std::to_string(counts.said), std::to_string(counts.saidEarly),
         percentWord(counts.recall()), std::to_string(counts.right), std::to_string(counts.wrong),
         percentWord(counts.precision())});
}

void addTable(std::ostringstream &out, const ViolationScore::Table &table)
{
    row(out, "metric", "cause",
        {"violations", "said", "60 s before", "recall", "right", "wrong", "precision"});
    ViolationCounts foreseeable;
    ViolationCounts all;
    for (const auto &[key, counts] : table) {
        row(out, key.first, std::string(violationOriginWord(key.second)), counts);
        all += counts;
        if (isForeseeable(key.second))
            foreseeable += counts;
    }
    row(out, "all", "60 s old", foreseeable);
    row(out, "all", "any or none", all);
}

ViolationJson jsonOf(const ViolationCounts &counts)
{
    const auto number = [](double value) {
        return std::isnan(value) ? ViolationJson() : ViolationJson(value);
    };
    return {{"violations", counts.violations},
            {"said", counts.said},
            {"said_60_s_before", counts.saidEarly},
            {"recall", number(counts.recall())},
            {"right", counts.right},
            {"wrong", counts.wrong},
            {"precision", number(counts.precision())}};
}

ViolationScore::Table sumOf(const std::vector<ViolationReport::Run> &runs)
{
    ViolationScore::Table sum;
    for (const ViolationReport::Run &run : runs) {
        for (const auto &[key, counts] : run.table)
            sum[key] += counts;
    }
    return sum;
}

} // namespace

ViolationScore::Counts ViolationReport::foreseeable() const
{
    ViolationCounts sum;
    for (const auto &[key, counts] : sumOf(m_runs)) {
        if (isForeseeable(key.second))
            sum += counts;
    }
    return sum;
}

ViolationScore::Counts ViolationReport::all() const
{
    ViolationCounts sum;
    for (const auto &[key, counts] : sumOf(m_runs))
        sum += counts;
    return sum;
}

std::string ViolationReport::text() const
{
    std::ostringstream out;
    for (const Run &run : m_runs) {
        out << run.name << '\n';
        for (const std::string &note : run.notes)
            out << "  " << note << '\n';
        addTable(out, run.table);
        out << '\n';
    }
    if (m_runs.size() > 1) {
        out << "all " << m_runs.size() << " runs\n";
        addTable(out, sumOf(m_runs));
    }
    return out.str();
}

std::string ViolationReport::json() const
{
    const auto tableOf = [](const ViolationScore::Table &table) {
        ViolationJson rows = ViolationJson::array();
        for (const auto &[key, counts] : table) {
            ViolationJson one = {{"metric", key.first}, {"cause", violationOriginWord(key.second)}};
            one.update(jsonOf(counts));
            rows.push_back(std::move(one));
        }
        return rows;
    };
    ViolationJson runs = ViolationJson::array();
    for (const Run &run : m_runs)
        runs.push_back({{"run", run.name}, {"notes", run.notes}, {"violations", tableOf(run.table)}});
    return ViolationJson{{"runs", runs}, {"foreseeable", jsonOf(foreseeable())}, {"all", jsonOf(all())}}.dump(
               1) +
           "\n";
}

} // namespace desk
