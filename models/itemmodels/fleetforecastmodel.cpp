// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetforecastmodel.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t mostRemovals = 64; // one by one; more are a reset

bool isSame(const Forecast &a, const Forecast &b)
{
    return a.issued == b.issued && a.end == b.end && a.refusal == b.refusal && a.method == b.method;
}

double urgencyOf(const LimitCrossings &crossings)
{
    constexpr double beyond = 1e12; // seconds; more than any moment has
    if (crossings.median && !crossings.median->isStanding)
        return double(nanoseconds(crossings.median->at)) * 1e-9;
    if (crossings.median)
        return beyond - double(crossings.median->limit.severity);
    if (crossings.edge)
        return beyond + double(nanoseconds(crossings.edge->at)) * 1e-9;
    return Limits::unset;
}

} // namespace

FleetForecastModel::FleetForecastModel(const ParameterFeed &feed, QObject *parent)
    : TableModel(columnTotal, parent)
    , m_feed(feed)
    , m_names(feed.catalogue())
    , m_ranks(m_names, feed.catalogue())
    , m_limits(feed.catalogue())
{
}

void FleetForecastModel::setSource(const PredictionSource *source)
{
    beginResetModel();
    m_source = source;
    m_version.reset();
    m_rows.clear();
    m_rowOf.clear();
    endResetModel();
    refresh();
}

void FleetForecastModel::setLimits(std::shared_ptr<const LimitSet> limits)
{
    m_limits.set(std::move(limits));
    for (Row &row : m_rows)
        fill(row, row.forecast);
    announceColumns(0, columnTotal - 1);
}

void FleetForecastModel::setWording(ForecastWording wording)
{
    m_wording = std::move(wording);
    announceColumns(0, columnTotal - 1);
}

void FleetForecastModel::setLocale(const QLocale &locale)
{
    m_locale = locale;
    announceColumns(0, columnTotal - 1);
}

void FleetForecastModel::fill(Row &row, const Forecast &forecast) const
{
    if (&row.forecast != &forecast)
        row.forecast = forecast;
    const Limits *limits = m_limits.of(forecast.series);
    row.crossings = limits ? LimitCrossings(forecast, *limits) : LimitCrossings();
    row.urgency = urgencyOf(row.crossings);
}

bool FleetForecastModel::refresh()
{
    if (!m_source || m_version == m_source->version())
        return false;
    const std::uint64_t version = m_source->version();
    const PredictionsPtr predictions = m_source->predictions();
    std::vector<int> changed;
    std::vector<bool> seen(m_rows.size());
    std::vector<const Forecast *> added;
    bool isWhole = true;
    for (const Forecast &forecast : predictions->forecasts) {
        if (desk::index(forecast.series) >= catalogue().size()) {
            isWhole = false; // its name has not come yet
            continue;
        }
        const int row = rowOf(forecast.series);
        if (row < 0) {
            added.push_back(&forecast);
            continue;
        }
        seen[std::size_t(row)] = true;
        if (isSame(m_rows[std::size_t(row)].forecast, forecast))
            continue;
        fill(m_rows[std::size_t(row)], forecast);
        changed.push_back(row);
    }
    std::ranges::sort(changed);
    announce(changed, 0, columnTotal - 1, {Qt::DisplayRole, SeverityRole, ValueRole, FreshnessRole});
    removeGone(seen);
    append(added);
    if (isWhole)
        m_version = version;
    return true;
}

void FleetForecastModel::append(const std::vector<const Forecast *> &added)
{
    if (added.empty())
        return;
    m_ranks.update();
    m_rowOf.resize(std::max(m_rowOf.size(), catalogue().size()), -1);
    beginInsertRows({}, rows(), rows() + int(added.size()) - 1);
    for (const Forecast *forecast : added) {
        m_rowOf[desk::index(forecast->series)] = rows();
        fill(m_rows.emplace_back(), *forecast);
    }
    endInsertRows();
}

void FleetForecastModel::removeGone(const std::vector<bool> &seen)
{
    const auto gone = std::size_t(std::ranges::count(seen, false));
    if (gone == 0)
        return;
    const auto renumber = [this] {
        std::ranges::fill(m_rowOf, -1);
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            m_rowOf[desk::index(m_rows[row].forecast.series)] = int(row);
    };
    if (gone > mostRemovals) {
        beginResetModel();
        std::vector<Row> kept;
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            if (seen[row])
                kept.push_back(m_rows[row]);
        }
        m_rows = std::move(kept);
        renumber();
        endResetModel();
        return;
    }
    for (std::size_t row = seen.size(); row-- > 0;) {
        if (seen[row])
            continue;
        beginRemoveRows({}, int(row), int(row));
        m_rows.erase(m_rows.begin() + std::ptrdiff_t(row));
        renumber();
        endRemoveRows();
    }
}

int FleetForecastModel::rowOf(SeriesId series) const
{
    return desk::index(series) < m_rowOf.size() ? m_rowOf[desk::index(series)] : -1;
}

EntityId FleetForecastModel::entityAt(int row) const
{
    return catalogue().series(rowAt(row).forecast.series).entity;
}

bool FleetForecastModel::isRefused(int row) const
{
    return rowAt(row).forecast.refusal != ForecastRefusal::none;
}

double FleetForecastModel::confidenceOf(const Forecast &forecast)
{
    double confidence = Limits::unset;
    if (forecast.refusal != ForecastRefusal::none)
        return confidence;
    for (const ForecastValue &horizon : forecast.horizons) {
        if (!horizon.endsAt && !std::isnan(horizon.lower))
            confidence = horizon.confidence;
    }
    return confidence;
}

std::optional<Timestamp> FleetForecastModel::endOf(const Forecast &forecast)
{
    for (const ForecastValue &horizon : forecast.horizons) {
        if (forecast.refusal == ForecastRefusal::none && horizon.endsAt)
            return horizon.endsAt;
    }
    return std::nullopt;
}

} // namespace desk
