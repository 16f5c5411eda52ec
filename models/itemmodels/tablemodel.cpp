// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/tablemodel.h"

namespace desk {
namespace {
constexpr std::size_t mostRuns = 64; // views repaint what they show for less than they are told so often
}

TableModel::TableModel(int columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(columns)
    , m_titles(std::size_t(columns))
{
}

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rows();
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_columns;
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(!index.isValid() || index.model() == this); // not a proxy's index
    if (!index.isValid() || index.row() >= rows() || index.column() >= m_columns)
        return {};
    return cell(index.row(), index.column(), role);
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns)
        return {};
    return m_titles[std::size_t(section)].value(role);
}

bool TableModel::setHeaderData(int section, Qt::Orientation orientation, const QVariant &value, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns)
        return false;
    m_titles[std::size_t(section)].insert(role == Qt::EditRole ? Qt::DisplayRole : role, value);
    Q_EMIT headerDataChanged(orientation, section, section);
    return true;
}

void TableModel::announce(std::span<const int> sortedRows, int firstColumn, int lastColumn,
                          const QList<int> &roles)
{
    std::size_t runs = 0;
    for (std::size_t i = 0; i < sortedRows.size() && runs <= mostRuns; ++i)
        runs += i == 0 || sortedRows[i] != sortedRows[i - 1] + 1 ? 1 : 0;
    if (runs > mostRuns) {
        Q_EMIT dataChanged(index(sortedRows.front(), firstColumn), index(sortedRows.back(), lastColumn),
                           roles);
        return;
    }
    for (std::size_t begin = 0; begin < sortedRows.size();) {
        std::size_t end = begin + 1;
        while (end < sortedRows.size() && sortedRows[end] == sortedRows[end - 1] + 1)
            ++end;
        Q_EMIT dataChanged(index(sortedRows[begin], firstColumn), index(sortedRows[end - 1], lastColumn),
                           roles);
        begin = end;
    }
}

void TableModel::announceColumns(int firstColumn, int lastColumn)
{
    if (rows() > 0)
        Q_EMIT dataChanged(index(0, firstColumn), index(rows() - 1, lastColumn), {Qt::DisplayRole});
}

} // namespace desk
