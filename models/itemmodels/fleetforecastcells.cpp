// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a FleetForecastModel.
#include "models/itemmodels/fleetforecastmodel.h"
#include "models/itemmodels/valueformatter.h"
#include "models/processing/lastvaluecache.h"

#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

double secondsBetween(Timestamp from, Timestamp to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

QString FleetForecastModel::numberText(SeriesId series, double value) const
{
    return ValueFormatter(m_locale).value(value, catalogue().series(series).metric);
}

QString FleetForecastModel::bandText(const Forecast &forecast, std::size_t horizon) const
{
    const ForecastValue &said = forecast.horizons[horizon];
    if (forecast.refusal != ForecastRefusal::none || said.endsAt || std::isnan(said.lower))
        return {};
    return numberText(forecast.series, said.lower) + u'…' + numberText(forecast.series, said.upper);
}

QString FleetForecastModel::valueText(const Forecast &forecast, std::size_t horizon) const
{
    const ForecastValue &said = forecast.horizons[horizon];
    if (forecast.refusal != ForecastRefusal::none || said.endsAt)
        return ValueFormatter::unknown();
    const QString band = bandText(forecast, horizon);
    const QString value = numberText(forecast.series, said.value);
    return band.isEmpty() ? value : QString(value + u" (" + band + u')');
}

QString FleetForecastModel::untilText(const std::optional<LimitCrossing> &crossing) const
{
    if (!crossing)
        return ValueFormatter::unknown();
    if (crossing->isStanding)
        return m_wording.standing;
    const double seconds = secondsBetween(now(), crossing->at);
    return seconds < 0 ? m_wording.due : ValueFormatter::age(seconds);
}

QString FleetForecastModel::remark(const Forecast &forecast) const
{
    if (forecast.refusal != ForecastRefusal::none)
        return m_wording.refusal ? m_wording.refusal(forecast.refusal) : QString();
    if (isAged(forecast))
        return m_wording.aged;
    const auto end = endOf(forecast);
    return end && m_wording.ends ? m_wording.ends(*end) : QString();
}

// Where a cell stands to the limits of its series.
MonitoringResult FleetForecastModel::stateOf(const Row &row, int column) const
{
    const Limits *limits = m_limits.of(row.forecast.series);
    if (!limits || row.forecast.refusal != ForecastRefusal::none)
        return {};
    if (column == currentColumn)
        return limits->check(row.forecast.current);
    if (column >= firstHorizonColumn && column < confidenceColumn) {
        const ForecastValue &said = row.forecast.horizons[std::size_t(column - firstHorizonColumn)];
        return said.endsAt || std::isnan(said.value) ? MonitoringResult() : limits->check(said.value);
    }
    return row.crossings.median ? row.crossings.median->limit
                                : MonitoringResult{Severity::nominal, LimitSide::inside};
}

QVariant FleetForecastModel::figure(const Row &row, int column) const
{
    const auto known = [](double value) { return std::isnan(value) ? QVariant() : QVariant(value); };
    const bool refused = row.forecast.refusal != ForecastRefusal::none;
    switch (column) {
    case stateColumn:
        return quint32(stateOf(row, column).severity);
    case timeToLimitColumn:
        return known(row.urgency);
    case earliestColumn:
        return row.crossings.edge ? QVariant(double(nanoseconds(row.crossings.edge->at)) * 1e-9) : QVariant();
    case currentColumn:
        return refused ? QVariant() : known(row.forecast.current);
    case confidenceColumn:
        return known(confidenceOf(row.forecast));
    case ageColumn:
        return secondsBetween(row.forecast.issued, now());
    case entityColumn:
    case metricColumn:
    case unitColumn:
    case methodColumn:
    case remarkColumn:
        return {};
    default: {
        const ForecastValue &said = row.forecast.horizons[std::size_t(column - firstHorizonColumn)];
        return refused || said.endsAt ? QVariant() : known(said.value);
    }
    }
}

QString FleetForecastModel::display(const Row &row, int column) const
{
    const Forecast &forecast = row.forecast;
    const bool refused = forecast.refusal != ForecastRefusal::none;
    switch (column) {
    case stateColumn:
        return {};
    case timeToLimitColumn:
        return untilText(row.crossings.median);
    case earliestColumn:
        return untilText(row.crossings.edge);
    case entityColumn:
        return m_names.entity(catalogue().series(forecast.series).entity);
    case metricColumn:
        return m_names.metric(forecast.series);
    case currentColumn:
        return refused ? ValueFormatter::unknown() : numberText(forecast.series, forecast.current);
    case unitColumn:
        return m_names.unit(forecast.series);
    case confidenceColumn: {
        const double confidence = confidenceOf(forecast);
        return std::isnan(confidence) ? ValueFormatter::unknown()
                                      : QString(m_locale.toString(confidence * 100, 'f', 0) + u" %");
    }
    case methodColumn:
        return refused || !m_wording.method ? ValueFormatter::unknown() : m_wording.method(forecast.method);
    case ageColumn:
        return ValueFormatter::age(secondsBetween(forecast.issued, now()));
    case remarkColumn:
        return remark(forecast);
    default:
        return valueText(forecast, std::size_t(column - firstHorizonColumn));
    }
}

QVariant FleetForecastModel::tip(const Row &row, int column) const
{
    switch (column) {
    case timeToLimitColumn:
        return row.crossings.median && m_wording.crossing ? m_wording.crossing(*row.crossings.median)
                                                          : QString();
    case earliestColumn:
        return row.crossings.edge && m_wording.crossing ? m_wording.crossing(*row.crossings.edge) : QString();
    case ageColumn:
        return ValueFormatter::fullTime(row.forecast.issued);
    case stateColumn:
    case confidenceColumn:
        return {};
    default:
        return display(row, column);
    }
}

QVariant FleetForecastModel::cell(int row, int column, int role) const
{
    const Row &about = rowAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(about, column);
    case Qt::ToolTipRole:
        return tip(about, column);
    case ValueRole:
    case SortRole:
        return figure(about, column);
    case SeriesRole:
        return quint32(about.forecast.series);
    case EntityRole:
        return quint32(entityAt(row));
    case SeverityRole:
        return quint32(stateOf(about, column).severity);
    case SideRole:
        return quint32(stateOf(about, column).side);
    case FreshnessRole:
        return quint32(isAged(about.forecast) ? Freshness::stale : Freshness::fresh);
    case ActiveRole:
        return about.forecast.refusal == ForecastRefusal::none;
    case TimeRole:
        return qint64(nanoseconds(about.forecast.issued));
    default:
        return {};
    }
}

} // namespace desk
