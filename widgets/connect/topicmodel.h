// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/topicsurvey.h"

#include <QAbstractTableModel>

#include <set>

namespace desk {

// Topics of a broker as they are found, to be ticked: one row each, by name; a topic stays where it is once
// it is there. GUI thread.
class TopicModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum TopicColumn : int { topicColumn, rateColumn, newestColumn, columnTotal };

    using QAbstractTableModel::QAbstractTableModel;

    void setTopics(const std::vector<TopicSurvey::Topic> &topics); // by name
    [[nodiscard]] QStringList ticked() const;
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void tickedChanged();

private:
    std::vector<TopicSurvey::Topic> m_topics;
    std::set<std::string> m_ticked;
};

} // namespace desk
