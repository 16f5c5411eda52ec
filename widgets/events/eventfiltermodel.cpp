// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/events/eventfiltermodel.h"

#include <algorithm>

namespace desk {

EventFilterModel::EventFilterModel(EventTableModel &source, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_model(source)
{
    setSourceModel(&source);
}

void EventFilterModel::setText(const QString &text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void EventFilterModel::setLeastSeverity(Severity severity)
{
    m_leastSeverity = severity;
    invalidateRowsFilter();
}

bool EventFilterModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    if (parent.isValid() || m_model.eventAt(row).severity < m_leastSeverity)
        return false;
    if (m_words.isEmpty())
        return true;
    const QString text = m_model.index(row, EventTableModel::eventColumn).data().toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace desk
