// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/forecastreport.h"

#include "app/commandline/figures.h"
#include "models/forecast/windowsteps.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <sstream>

namespace desk {
namespace {

using ScoreJson = nlohmann::ordered_json;

constexpr auto standstill = static_cast<std::size_t>(ForecastMethod::persistence);

std::string columnWord(std::size_t column)
{
    return column == ForecastEvaluation::chosenColumn
               ? "chosen"
               : std::string(forecastMethodWord(static_cast<ForecastMethod>(column)));
}

std::string horizonWord(std::size_t horizon, bool inSamples)
{
    return inSamples ? std::to_string(WindowSteps::horizonSteps(horizon)) + " samples"
                     : std::to_string(forecastHorizons[horizon].count()) + " min";
}

std::string share(double of)
{
    return std::isnan(of) ? "-" : decimal(100 * of, 1) + " %";
}

// Four digits that count.
std::string inUnit(double value)
{
    if (std::isnan(value))
        return "-";
    std::ostringstream text;
    text << std::setprecision(4) << value;
    return text.str();
}

std::string signedShare(double share)
{
    return std::isnan(share) ? "-" : (share < 0 ? "" : "+") + decimal(100 * share, 1) + " %";
}

ScoreJson number(double value)
{
    return std::isfinite(value) ? ScoreJson(value) : ScoreJson();
}

double skillOf(const ForecastScore &score)
{
    return score.count() > 0 && score.persistenceError() > 0 ? score.skill() : 0;
}

void line(std::ostringstream &out, const std::vector<std::string> &cells)
{
    out << "  " << std::left << std::setw(26) << cells[0] << std::setw(12) << cells[1] << std::setw(14)
        << cells[2] << std::right;
    for (std::size_t i = 3; i < cells.size(); ++i)
        out << std::setw(12) << cells[i];
    out << '\n';
}

} // namespace

void ForecastReport::add(About about, const std::map<SeriesId, ForecastEvaluation::SeriesResult> &results)
{
    std::map<std::string, Row> rows;
    for (const auto &[series, result] : results) {
        Row &row = rows[result.row];
        row.metric = result.row;
        for (const auto &[why, count] : result.refused)
            row.refused[why] += count;
        if (result.isConstant()) {
            ++row.constant;
            continue;
        }
        ++row.series;
        row.issued += result.issued;
        for (std::size_t method = 0; method < row.chosen.size(); ++method)
            row.chosen[method] += result.chosen[method];
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column)
                row.scores[horizon][column] += result.scores[horizon][column];
        }
    }
    Set &set = m_sets.emplace_back();
    set.about = std::move(about);
    for (auto &[metric, row] : rows)
        set.rows.push_back(std::move(row));
}

std::size_t ForecastReport::rows() const
{
    std::size_t count = 0;
    for (const Set &set : m_sets)
        count += static_cast<std::size_t>(
            std::ranges::count_if(set.rows, [](const Row &row) { return row.series > 0; }));
    return count;
}

double ForecastReport::meanSkill(std::size_t horizon, std::size_t column) const
{
    double sum = 0;
    double count = 0;
    for (const Set &set : m_sets) {
        for (const Row &row : set.rows) {
            if (row.series == 0 || row.scores[horizon][standstill].count() == 0)
                continue;
            sum += skillOf(row.scores[horizon][column]);
            ++count;
        }
    }
    return count > 0 ? sum / count : QuantileForecast::nothing;
}

double ForecastReport::meanCoverage(std::size_t horizon, std::size_t column) const
{
    double sum = 0;
    double count = 0;
    for (const Set &set : m_sets) {
        for (const Row &row : set.rows) {
            if (row.scores[horizon][column].bands() == 0)
                continue;
            sum += row.scores[horizon][column].coverage();
            ++count;
        }
    }
    return count > 0 ? sum / count : QuantileForecast::nothing;
}

double ForecastReport::chosenAgainstBest(std::size_t horizon) const
{
    double best = 0; // persistence
    for (std::size_t method = 0; method < forecastMethodCount; ++method)
        best = std::max(best, meanSkill(horizon, method));
    return (1 - meanSkill(horizon, ForecastEvaluation::chosenColumn)) / (1 - best) - 1;
}

std::string ForecastReport::tableOf(const Set &set) const
{
    std::ostringstream out;
    out << set.about.name << '\n';
    for (const std::string &note : set.about.notes)
        out << "  " << note << '\n';
    line(out, {"metric", "ahead", "method", "MAE", "skill", "coverage", "pinball", "band", "forecasts",
               "never came"});
    for (const Row &row : set.rows) {
        if (row.series == 0)
            continue;
        for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column) {
                const ForecastScore &score = row.scores[horizon][column];
                if (score.count() + score.neverCame() == 0)
                    continue;
                line(out, {row.metric, horizonWord(horizon, set.about.inSamples), columnWord(column),
                           inUnit(score.meanError()), signedShare(score.skill()), share(score.coverage()),
                           inUnit(score.pinballLoss()), inUnit(score.bandWidth()),
                           std::to_string(score.count()), std::to_string(score.neverCame())});
            }
        }
        out << "  " << row.metric << ": chosen";
        for (std::size_t method = 0; method < row.chosen.size(); ++method) {
            if (row.chosen[method] > 0)
                out << ' ' << forecastMethodWord(static_cast<ForecastMethod>(method)) << ' '
                    << decimal(
                           100 * static_cast<double>(row.chosen[method]) / static_cast<double>(row.issued), 0)
                    << " %";
        }
        out << '\n';
    }
    for (const Row &row : set.rows) {
        if (row.constant > 0)
            out << "  " << row.metric << ": " << row.constant << " constant series apart\n";
        for (const auto &[why, count] : row.refused)
            out << "  " << row.metric << ": no forecast " << counted(count, "time") << ": "
                << forecastRefusalText(why) << '\n';
    }
    return out.str();
}

std::string ForecastReport::meansText() const
{
    std::ostringstream out;
    const auto cell = [&out](const std::string &text) { out << std::setw(14) << std::right << text; };
    out << "means over " << counted(rows(), "metric")
        << " that are not constant, skill (coverage of the band)\n";
    out << "  " << std::left << std::setw(24) << "horizon";
    for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column)
        cell(columnWord(column));
    cell("against best");
    out << '\n';
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        out << "  " << std::left << std::setw(24) << "skill, " + horizonWord(horizon, false);
        for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column)
            cell(signedShare(meanSkill(horizon, column)));
        cell(signedShare(chosenAgainstBest(horizon)));
        out << "\n  " << std::left << std::setw(24) << "coverage, " + horizonWord(horizon, false);
        for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column)
            cell(share(meanCoverage(horizon, column)));
        out << '\n';
    }
    return out.str();
}

std::string ForecastReport::text() const
{
    std::string out;
    for (const Set &set : m_sets)
        out += tableOf(set) + '\n';
    return out + meansText();
}

std::string ForecastReport::json() const
{
    ScoreJson sets = ScoreJson::array();
    for (const Set &set : m_sets) {
        ScoreJson rows = ScoreJson::array();
        for (const Row &row : set.rows) {
            ScoreJson scores = ScoreJson::array();
            for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
                for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column) {
                    const ForecastScore &score = row.scores[horizon][column];
                    if (score.count() + score.neverCame() == 0)
                        continue;
                    scores.push_back({{"horizon", horizonWord(horizon, set.about.inSamples)},
                                      {"method", columnWord(column)},
                                      {"mae", number(score.meanError())},
                                      {"skill", number(score.skill())},
                                      {"coverage", number(score.coverage())},
                                      {"pinball_loss", number(score.pinballLoss())},
                                      {"band_width", number(score.bandWidth())},
                                      {"forecasts", score.count()},
                                      {"never_came", score.neverCame()}});
                }
            }
            ScoreJson refused = ScoreJson::object();
            for (const auto &[why, count] : row.refused)
                refused[std::string(forecastRefusalText(why))] = count;
            ScoreJson chosen = ScoreJson::object();
            for (std::size_t method = 0; method < row.chosen.size(); ++method)
                chosen[std::string(forecastMethodWord(static_cast<ForecastMethod>(method)))] =
                    row.chosen[method];
            rows.push_back({{"metric", row.metric},
                            {"series", row.series},
                            {"constant_series", row.constant},
                            {"issued", row.issued},
                            {"chosen", chosen},
                            {"refused", refused},
                            {"scores", scores}});
        }
        sets.push_back({{"name", set.about.name}, {"notes", set.about.notes}, {"metrics", rows}});
    }
    ScoreJson means = ScoreJson::array();
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        ScoreJson skill = ScoreJson::object();
        ScoreJson coverage = ScoreJson::object();
        for (std::size_t column = 0; column < ForecastEvaluation::columns; ++column) {
            skill[columnWord(column)] = number(meanSkill(horizon, column));
            coverage[columnWord(column)] = number(meanCoverage(horizon, column));
        }
        means.push_back({{"horizon_min", forecastHorizons[horizon].count()},
                         {"skill", skill},
                         {"coverage", coverage},
                         {"chosen_against_best", number(chosenAgainstBest(horizon))}});
    }
    return ScoreJson{{"sets", sets}, {"metrics", rows()}, {"means", means}}.dump(
               -1, ' ', false, ScoreJson::error_handler_t::replace) +
           "\n";
}

} // namespace desk
