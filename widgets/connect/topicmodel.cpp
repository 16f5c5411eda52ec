// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/topicmodel.h"

#include "models/itemmodels/valueformatter.h"

#include <cmath>
#include <limits>

namespace desk {

void TopicModel::setTopics(const std::vector<TopicSurvey::Topic> &topics)
{
    int row = 0;
    for (const TopicSurvey::Topic &topic : topics) {
        const bool isKnown = row < rowCount() && m_topics[std::size_t(row)].name == topic.name;
        if (!isKnown)
            beginInsertRows({}, row, row);
        if (isKnown)
            m_topics[std::size_t(row)] = topic;
        else
            m_topics.insert(m_topics.begin() + row, topic);
        if (!isKnown)
            endInsertRows();
        ++row;
    }
    if (row > 0)
        Q_EMIT dataChanged(index(0, rateColumn), index(row - 1, newestColumn), {Qt::DisplayRole});
}

QStringList TopicModel::ticked() const
{
    QStringList names;
    for (const std::string &name : m_ticked)
        names += QString::fromStdString(name);
    return names;
}

void TopicModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnTotal - 1);
}

int TopicModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_topics.size());
}

int TopicModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columnTotal);
}

QVariant TopicModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TopicSurvey::Topic &topic = m_topics[std::size_t(index.row())];
    const bool isTick = role == Qt::CheckStateRole && index.column() == topicColumn;
    if (isTick)
        return m_ticked.find(topic.name) == m_ticked.end() ? Qt::Unchecked : Qt::Checked;
    if (role == Qt::TextAlignmentRole && index.column() == rateColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && (role != Qt::ToolTipRole || index.column() == rateColumn))
        return {};
    switch (index.column()) {
    case topicColumn:
        return QString::fromStdString(topic.name);
    case rateColumn:
        return ValueFormatter::rate(topic.rate.value_or(std::numeric_limits<double>::quiet_NaN()));
    default:
        return QString::fromStdString(topic.newest);
    }
}

bool TopicModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != topicColumn || role != Qt::CheckStateRole)
        return false;
    const std::string &name = m_topics[std::size_t(index.row())].name;
    if (value.toInt() == Qt::Checked)
        m_ticked.insert(name);
    else
        m_ticked.erase(name);
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT tickedChanged();
    return true;
}

Qt::ItemFlags TopicModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags usual = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == topicColumn ? usual | Qt::ItemIsUserCheckable : usual;
}

QVariant TopicModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnTotal)
        return {};
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip)
        return {};
    switch (section) {
    case topicColumn:
        return isTip ? tr("Topic: tick those that are wanted") : tr("Topic");
    case rateColumn:
        return isTip ? tr("Messages a second; — = there was only one so far") : tr("Messages/s");
    default:
        return isTip ? tr("What came last") : tr("Newest");
    }
}

} // namespace desk
