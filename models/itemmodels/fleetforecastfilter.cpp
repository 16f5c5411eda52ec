// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetforecastfilter.h"

#include "models/itemmodels/naturalorder.h"

#include <limits>

namespace desk {

FleetForecastFilter::FleetForecastFilter(FleetForecastModel &source, QObject *parent)
    : CalmSortModel(parent)
    , m_model(source)
{
    // Before the proxy hears of it and asks again.
    const auto forget = [this] { m_matches.clear(); };
    connect(&source, &QAbstractItemModel::rowsRemoved, this, forget);
    connect(&source, &QAbstractItemModel::modelReset, this, forget);
    setSourceModel(&source);
    sort(FleetForecastModel::timeToLimitColumn);
}

void FleetForecastFilter::again()
{
    m_matches.clear();
    invalidateRowsFilter();
    settle(); // rows that come back stand at the end
}

void FleetForecastFilter::setText(const QString &text)
{
    NameQuery query(text);
    if (query.words() == m_query.words())
        return;
    m_query = std::move(query);
    again();
}

void FleetForecastFilter::setWithReasons(bool on)
{
    m_withReasons = on;
    again();
}

void FleetForecastFilter::setOnlyLimits(bool on)
{
    m_onlyLimits = on;
    again();
}

bool FleetForecastFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    if (!m_withReasons && m_model.isRefused(row))
        return false;
    const LimitCrossings &crossings = m_model.rowAt(row).crossings;
    if (m_onlyLimits && !crossings.median && !crossings.edge)
        return false;
    if (m_query.isEmpty())
        return true;
    if (std::size_t(row) >= m_matches.size())
        m_matches.resize(std::size_t(row) + 1, -1);
    signed char &match = m_matches[std::size_t(row)];
    if (match < 0)
        match = (m_query.match(m_model.names().entity(m_model.entityAt(row))) |
                 m_query.match(m_model.names().metric(m_model.rowAt(row).forecast.series))) == m_query.all();
    return match != 0;
}

int FleetForecastFilter::compare(int leftRow, int rightRow, int column) const
{
    using Model = FleetForecastModel;
    const auto order = [](auto a, auto b) { return a < b ? -1 : a > b ? 1 : 0; };
    const SeriesId left = m_model.rowAt(leftRow).forecast.series;
    const SeriesId right = m_model.rowAt(rightRow).forecast.series;
    switch (column) {
    case Model::timeToLimitColumn:
        return compareFigures(m_model.rowAt(leftRow).urgency, m_model.rowAt(rightRow).urgency, sortOrder());
    case Model::entityColumn:
        return order(m_model.ranks().entity(m_model.entityAt(leftRow)),
                     m_model.ranks().entity(m_model.entityAt(rightRow)));
    case Model::metricColumn:
        return order(m_model.ranks().metric(left), m_model.ranks().metric(right));
    case Model::unitColumn:
    case Model::methodColumn:
    case Model::remarkColumn:
        return naturalCompare(m_model.index(leftRow, column).data().toString(),
                              m_model.index(rightRow, column).data().toString());
    default: {
        const auto figure = [&](int row) {
            const QVariant value = m_model.index(row, column).data(SortRole);
            return value.isValid() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN();
        };
        return compareFigures(figure(leftRow), figure(rightRow), sortOrder());
    }
    }
}

} // namespace desk
