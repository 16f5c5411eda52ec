// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/resulttablemodel.h"

#include <algorithm>

namespace desk {

ResultTableModel::ResultTableModel(int columns, QObject *parent)
    : TableModel(columns, parent)
{
}

void ResultTableModel::setRows(std::vector<ResultRow> rows)
{
    const auto sameKey = [](const ResultRow &a, const ResultRow &b) { return a.key == b.key; };
    // What is equal at the begin and at the end stays; between, the old ones go and the new ones come.
    const auto [ourEnd, theirEnd] = std::ranges::mismatch(m_rows, rows, sameKey);
    const auto first = std::size_t(ourEnd - m_rows.begin());
    std::size_t behind = 0;
    while (behind < std::min(m_rows.size(), rows.size()) - first &&
           sameKey(m_rows[m_rows.size() - 1 - behind], rows[rows.size() - 1 - behind]))
        ++behind;
    if (const std::size_t end = m_rows.size() - behind; end > first) {
        beginRemoveRows({}, int(first), int(end) - 1);
        m_rows.erase(m_rows.begin() + std::ptrdiff_t(first), m_rows.begin() + std::ptrdiff_t(end));
        endRemoveRows();
    }
    if (const std::size_t end = rows.size() - behind; end > first) {
        beginInsertRows({}, int(first), int(end) - 1);
        m_rows.insert(m_rows.begin() + std::ptrdiff_t(first), rows.begin() + std::ptrdiff_t(first),
                      rows.begin() + std::ptrdiff_t(end));
        endInsertRows();
    }
    std::vector<int> changed;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (m_rows[i] != rows[i])
            changed.push_back(int(i));
    }
    m_rows = std::move(rows);
    announce(changed, 0, columnCount() - 1,
             {Qt::DisplayRole, Qt::ToolTipRole, SortRole, EntityRole, SeverityRole});
}

int ResultTableModel::rowOf(const QString &key) const
{
    const auto it = std::ranges::find(m_rows, key, &ResultRow::key);
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

QVariant ResultTableModel::cell(int row, int column, int role) const
{
    const ResultRow &about = m_rows[std::size_t(row)];
    if (role == EntityRole)
        return quint32(about.entity);
    if (role == SeverityRole && about.state.severity != Severity::none)
        return quint32(about.state.severity);
    if (role == SideRole && about.state.severity != Severity::none)
        return quint32(about.state.side);
    if (std::size_t(column) >= about.cells.size())
        return {};
    const ResultRow::Cell &cell = about.cells[std::size_t(column)];
    switch (role) {
    case Qt::DisplayRole:
        return cell.text;
    case Qt::ToolTipRole:
        return cell.tip.isEmpty() ? QVariant() : cell.tip;
    case SortRole:
        return cell.sort.isValid() ? cell.sort : cell.text;
    default:
        return {};
    }
}

} // namespace desk
