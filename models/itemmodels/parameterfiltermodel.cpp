// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/parameterfiltermodel.h"

#include "models/itemmodels/naturalorder.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr double unknownFigure = std::numeric_limits<double>::quiet_NaN();

template <class T>
int order(T a, T b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

} // namespace

ParameterFilterModel::ParameterFilterModel(ParameterTableModel &source, QObject *parent)
    : CalmSortModel(parent)
    , m_model(source)
{
    setSourceModel(&source);
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_matches.clear(); });
    sort(ParameterTableModel::entityColumn);
}

void ParameterFilterModel::setText(const QString &text)
{
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    forgetMatches();
}

void ParameterFilterModel::setEntity(EntityId entity)
{
    if (entity == m_entity)
        return;
    m_entity = entity;
    forgetMatches();
}

void ParameterFilterModel::setOnlyOutOfLimits(bool on)
{
    m_onlyOutOfLimits = on;
    forgetMatches();
}

void ParameterFilterModel::setOnlyStale(bool on)
{
    m_onlyStale = on;
    forgetMatches();
}

void ParameterFilterModel::forgetMatches()
{
    m_matches.clear();
    invalidateRowsFilter();
    settle(); // rows that come back stand at the end
}

bool ParameterFilterModel::isFiltering() const
{
    return !m_words.isEmpty() || m_entity != noEntity || m_onlyOutOfLimits || m_onlyStale;
}

bool ParameterFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid())
        return false;
    if (m_onlyOutOfLimits && m_model.severityAt(row) < Severity::advisory)
        return false;
    if (m_onlyStale && m_model.freshnessAt(row) != Freshness::stale)
        return false;
    if (m_words.isEmpty() && m_entity == noEntity)
        return true;
    const auto at = std::size_t(row);
    if (at >= m_matches.size())
        m_matches.resize(std::max(at + 1, std::size_t(m_model.rowCount())), Match::unknown);
    if (m_matches[at] == Match::unknown)
        m_matches[at] = belongsTo(row, m_entity) && namesMatch(row) ? Match::yes : Match::no;
    return m_matches[at] == Match::yes;
}

bool ParameterFilterModel::belongsTo(int row, EntityId entity) const
{
    const SeriesCatalogue &catalogue = m_model.catalogue();
    const EntityId own = m_model.entityAt(row);
    if (entity == noEntity || own == entity)
        return true;
    if (own == noEntity || desk::index(entity) >= catalogue.entityCount())
        return false;
    const EntityDefinition &wanted = catalogue.entity(entity);
    const EntityDefinition &have = catalogue.entity(own);
    if (wanted.dst == noNode)
        return have.node == wanted.node || have.dst == wanted.node;
    return have.node == wanted.dst && have.dst == wanted.node;
}

bool ParameterFilterModel::namesMatch(int row) const
{
    if (m_words.isEmpty())
        return true;
    const SeriesNames &names = m_model.names();
    const EntityDefinition &entity = m_model.catalogue().entity(m_model.entityAt(row));
    const QString node = names.node(entity.node);
    const QString dst = entity.dst == noNode ? QString() : names.node(entity.dst);
    const QString metric = names.metric(m_model.seriesAt(row));
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return node.contains(word, Qt::CaseInsensitive) || dst.contains(word, Qt::CaseInsensitive) ||
               metric.contains(word, Qt::CaseInsensitive);
    });
}

QModelIndex ParameterFilterModel::firstOf(EntityId entity) const
{
    if (entity == noEntity)
        return {};
    QModelIndex related;
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex here = index(row, 0);
        const int sourceRow = mapToSource(here).row();
        if (m_model.entityAt(sourceRow) == entity)
            return here;
        if (!related.isValid() && belongsTo(sourceRow, entity))
            related = here;
    }
    return related;
}

int ParameterFilterModel::badness(int sourceRow) const
{
    const Severity severity = m_model.severityAt(sourceRow);
    return severity >= Severity::advisory ? int(severity) : 0;
}

int ParameterFilterModel::compare(int leftRow, int rightRow, int column) const
{
    const LastValue *left = m_model.lastValueAt(leftRow);
    const LastValue *right = m_model.lastValueAt(rightRow);
    const SeriesNames &names = m_model.names();
    const SeriesId leftSeries = m_model.seriesAt(leftRow);
    const SeriesId rightSeries = m_model.seriesAt(rightRow);
    // As doubles, nanoseconds since 1970 are 256 ns coarse: still in order, and finer than any screen.
    const auto figure = [&](const LastValue *value) {
        return !value                                       ? unknownFigure
               : column == ParameterTableModel::valueColumn ? value->value
               : column == ParameterTableModel::ageColumn   ? -double(value->seen.time_since_epoch().count())
                                                            : double(value->generation);
    };
    switch (column) {
    case ParameterTableModel::stateColumn:
        return order(m_model.severityAt(leftRow), m_model.severityAt(rightRow));
    case ParameterTableModel::entityColumn:
        if (m_model.entityAt(leftRow) == m_model.entityAt(rightRow))
            return 0;
        return naturalCompare(names.entity(m_model.entityAt(leftRow)),
                              names.entity(m_model.entityAt(rightRow)));
    case ParameterTableModel::metricColumn:
        return naturalCompare(names.metric(leftSeries), names.metric(rightSeries));
    case ParameterTableModel::unitColumn:
        return names.unit(leftSeries).compare(names.unit(rightSeries));
    case ParameterTableModel::qualityColumn:
        return order(left ? int(left->quality) : -1, right ? int(right->quality) : -1);
    default:
        return compareFigures(figure(left), figure(right), sortOrder());
    }
}

} // namespace desk
