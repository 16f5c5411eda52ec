// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/calmsortmodel.h"

#include <cmath>

namespace desk {
namespace {
constexpr std::chrono::seconds settleInterval{1};
}

CalmSortModel::CalmSortModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(false);
    connect(&m_timer, &QTimer::timeout, this, &CalmSortModel::settle);
}

void CalmSortModel::setActive(bool active)
{
    if (active == m_timer.isActive())
        return;
    if (!active) {
        m_timer.stop();
        return;
    }
    settle();
    m_timer.start(settleInterval);
}

void CalmSortModel::setWorstFirst(bool on)
{
    if (on == m_worstFirst)
        return;
    m_worstFirst = on;
    settle();
}

void CalmSortModel::settle()
{
    if (filtersByValue())
        invalidateRowsFilter();
    if (sortColumn() >= 0 && !isSorted())
        sort(sortColumn(), sortOrder());
}

bool CalmSortModel::isSorted() const
{
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    QModelIndex previous;
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex current = mapToSource(index(row, sortColumn()));
        if (previous.isValid() && (ascending ? lessThan(current, previous) : lessThan(previous, current)))
            return false;
        previous = current;
    }
    return true;
}

bool CalmSortModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    if (m_worstFirst) {
        const int a = badness(left.row());
        const int b = badness(right.row());
        if (a != b)
            return ascending ? a > b : a < b;
    }
    if (const int order = compare(left.row(), right.row(), left.column()))
        return order < 0;
    // Equal rows in the order they became known, in both directions.
    return ascending ? left.row() < right.row() : left.row() > right.row();
}

int compareFigures(double a, double b, Qt::SortOrder order)
{
    const bool unknownA = std::isnan(a);
    const bool unknownB = std::isnan(b);
    if (unknownA || unknownB) {
        if (unknownA == unknownB)
            return 0;
        return unknownA == (order == Qt::AscendingOrder) ? 1 : -1;
    }
    return a < b ? -1 : a > b ? 1 : 0;
}

} // namespace desk
