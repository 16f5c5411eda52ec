// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/fleetfiltermodel.h"

#include "models/itemmodels/naturalorder.h"

#include <algorithm>

namespace desk {

FleetFilterModel::FleetFilterModel(FleetTableModel &source, QObject *parent)
    : CalmSortModel(parent)
    , m_model(source)
{
    setSourceModel(&source);
    sort(FleetTableModel::nameColumn);
}

void FleetFilterModel::setText(const QString &text)
{
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words == m_words)
        return;
    m_words = std::move(words);
    invalidateRowsFilter();
    settle(); // rows that come back stand at the end
}

bool FleetFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid())
        return false;
    const auto shown = [&](int column, const QString &word) {
        return m_model.index(row, column).data().toString().contains(word, Qt::CaseInsensitive);
    };
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return shown(FleetTableModel::nameColumn, word) || shown(FleetTableModel::labelColumn, word) ||
               shown(FleetTableModel::typeColumn, word) || shown(FleetTableModel::healthColumn, word);
    });
}

int FleetFilterModel::badness(int sourceRow) const
{
    const Severity severity = m_model.severityAt(sourceRow);
    return severity >= Severity::advisory ? int(severity) : 0;
}

int FleetFilterModel::compare(int leftRow, int rightRow, int column) const
{
    switch (column) {
    case FleetTableModel::stateColumn:
        return int(m_model.severityAt(leftRow)) - int(m_model.severityAt(rightRow));
    case FleetTableModel::healthColumn:
        return int(severityOf(m_model.nodeAt(leftRow).health)) -
               int(severityOf(m_model.nodeAt(rightRow).health));
    case FleetTableModel::linksColumn:
        return m_model.linksAt(leftRow) - m_model.linksAt(rightRow);
    default:
        return naturalCompare(m_model.index(leftRow, column).data().toString(),
                              m_model.index(rightRow, column).data().toString());
    }
}

} // namespace desk
