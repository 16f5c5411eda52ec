// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/topologychangemodel.h"

#include "models/itemmodels/valueformatter.h"

#include <algorithm>
#include <iterator>

namespace desk {

using namespace Qt::StringLiterals;

TopologyChangeModel::TopologyChangeModel(QObject *parent)
    : TableModel(columnTotal, parent)
{
}

void TopologyChangeModel::setWording(Wording<TopologyChange> change, Wording<TopologyChange> detail)
{
    m_change = std::move(change);
    m_detail = std::move(detail);
    announceColumns(changeColumn, detailColumn);
}

void TopologyChangeModel::setChanges(std::vector<TopologyChange> newestFirst)
{
    m_counts = {};
    for (const TopologyChange &change : newestFirst)
        ++m_counts[std::size_t(change.kind)];
    const auto old =
        m_changes.empty() ? newestFirst.end() : std::ranges::find(newestFirst, m_changes.front());
    const auto news = int(old - newestFirst.begin());
    const int kept = std::min(rows(), int(newestFirst.end() - old));
    // Nothing of the old list is left, or it does not go on as it did.
    if (int(newestFirst.size()) != news + kept || !std::equal(old, newestFirst.end(), m_changes.begin())) {
        beginResetModel();
        m_changes = std::move(newestFirst);
        endResetModel();
        return;
    }
    if (kept < rows()) {
        beginRemoveRows({}, kept, rows() - 1);
        m_changes.resize(std::size_t(kept));
        endRemoveRows();
    }
    if (news > 0) {
        beginInsertRows({}, 0, news - 1);
        m_changes.insert(m_changes.begin(), std::make_move_iterator(newestFirst.begin()),
                         std::make_move_iterator(newestFirst.begin() + news));
        endInsertRows();
    }
}

QString TopologyChangeModel::subjectOf(const TopologyChange &change)
{
    const QString node = QString::fromStdString(change.node);
    return change.target.empty() ? node : node + u" – "_s + QString::fromStdString(change.target);
}

QVariant TopologyChangeModel::cell(int row, int column, int role) const
{
    const TopologyChange &change = changeAt(row);
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case timeColumn:
            return ValueFormatter::timeOfDay(change.time);
        case changeColumn:
            return m_change ? m_change(change) : QString();
        case subjectColumn:
            return subjectOf(change);
        default:
            return m_detail ? m_detail(change) : QString();
        }
    case Qt::ToolTipRole:
        return column == timeColumn ? QVariant(ValueFormatter::fullTime(change.time))
                                    : cell(row, column, Qt::DisplayRole);
    case ValueRole:
    case SortRole:
        return column == timeColumn     ? QVariant(qint64(nanoseconds(change.time)))
               : column == changeColumn ? QVariant(quint32(change.kind))
                                        : cell(row, column, Qt::DisplayRole);
    case TimeRole:
        return qint64(nanoseconds(change.time));
    default:
        return {};
    }
}

} // namespace desk
