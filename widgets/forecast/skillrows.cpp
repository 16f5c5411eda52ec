// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/skillrows.h"

#include "models/itemmodels/valueformatter.h"
#include "models/telemetry/units.h"
#include "widgets/forecast/forecastwords.h"

#include <QLocale>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr double noSkillLost = -1e-9; // what rounding makes of none

struct SkillState
{
    Severity severity = Severity::none;
    QString words;
};

QVariant sortedFigure(double value)
{
    return std::isnan(value) ? -1e300 : value;
}

} // namespace

std::vector<ResultRow> SkillRows::of(const SkillSpan &span, View view)
{
    const auto stateOf = [](const ForecastScore &score) -> SkillState {
        if (score.count() < enough)
            return {Severity::none, tr("Too few yet")};
        if (score.skill() < noSkillLost)
            return {Severity::warning, tr("Worse than persistence")};
        if (score.bands() < enough)
            return {Severity::none, tr("No band yet")};
        if (score.coverage() < leastCoverage)
            return {Severity::caution, tr("Band too narrow")};
        if (score.coverage() > mostCoverage)
            return {Severity::advisory, tr("Band too wide")};
        return {Severity::nominal, tr("As it should be")};
    };
    // The methods of a metric and horizon are one where nobody asks who made it.
    std::map<ForecastScoreTable::Key, ForecastScore> scores;
    for (const auto &[key, score] : view == View::methods ? span.methods.scores() : span.shown.scores()) {
        ForecastScoreTable::Key as = key;
        if (view == View::shown)
            as.method = ForecastMethod::persistence;
        scores[as] += score;
    }
    const QLocale locale;
    const ValueFormatter numbers(locale);
    std::vector<ResultRow> rows;
    for (const auto &[key, score] : scores) {
        const QString metric = QString::fromStdString(key.metric);
        const SkillState state = stateOf(score);
        const auto figure = [&](double value) {
            return ResultRow::Cell{numbers.value(value, key.metric), sortedFigure(value), {}};
        };
        const auto share = [](double value, bool sign) {
            return ResultRow::Cell{ForecastWords::percent(value, sign), sortedFigure(value), {}};
        };
        const auto count = [](std::uint64_t number) {
            return ResultRow::Cell{ValueFormatter::count(number), qulonglong(number), {}};
        };
        const bool isOne = view == View::shown;
        ResultRow row;
        row.key = u"%1 %2 %3"_s.arg(metric).arg(key.horizon).arg(int(key.method));
        row.state.severity = state.severity;
        row.cells = {
            {state.words, int(state.severity), state.words},
            {metric, {}, metric},
            {ForecastWords::horizon(key.horizon), int(key.horizon), {}},
            {isOne ? tr("All") : ForecastWords::method(key.method),
             {},
             isOne ? tr("Whoever made it") : ForecastWords::methodMeaning(key.method)},
            figure(score.meanError()),
            {QString::fromUtf8(unitOf(key.metric).data(), qsizetype(unitOf(key.metric).size())), {}, {}},
            share(score.skill(), true),
            share(score.coverage(), false),
            figure(score.pinballLoss()),
            figure(score.bandWidth()),
            count(score.count()),
            count(score.neverCame())};
        rows.push_back(std::move(row));
    }
    return rows;
}

QString SkillRows::columnTitle(int column)
{
    switch (column) {
    case stateColumn:
        return tr("State");
    case metricColumn:
        return tr("Metric");
    case horizonColumn:
        return tr("Ahead");
    case methodColumn:
        return tr("Made by");
    case errorColumn:
        return tr("Mean error");
    case unitColumn:
        return tr("Unit");
    case skillColumn:
        return tr("Skill");
    case coverageColumn:
        return tr("Coverage");
    case pinballColumn:
        return tr("Pinball loss");
    case widthColumn:
        return tr("Band width");
    case countColumn:
        return tr("Verdicts");
    default:
        return tr("Never came");
    }
}

QString SkillRows::columnMeaning(int column)
{
    switch (column) {
    case stateColumn:
        return tr("State: whether it may be relied on. Too few = fewer than %1 verdicts").arg(enough);
    case metricColumn:
        return tr("Metric, over all nodes and links that have it");
    case horizonColumn:
        return tr("How far ahead it was said");
    case methodColumn:
        return tr("Made by: which method said it");
    case errorColumn:
        return tr(
            "Mean error: how far the middle was from what came, on average, in the metric's unit (MAE)");
    case unitColumn:
        return tr("Unit of the errors and of the band's width");
    case skillColumn:
        return tr(
            "Skill: how much smaller the error is than that of \"it stays as it is\". 100 % = always right, "
            "0 % = no better, below 0 % = worse");
    case coverageColumn:
        return tr(
            "Coverage: the share of what came that lay in the band. It should be 90 %; below 85 % the band "
            "is too narrow, above 95 % too wide");
    case pinballColumn:
        return tr("Pinball loss: one figure for the middle and both edges of the band, in the metric's unit; "
                  "less is better");
    case widthColumn:
        return tr(
            "Band width: mean width of the 90 % band; of two that cover as much the narrower is better");
    case countColumn:
        return tr("Verdicts: how many forecasts were held against what came");
    default:
        return tr("Never came: forecasts for a moment of which no value came; they count neither way");
    }
}

} // namespace desk
