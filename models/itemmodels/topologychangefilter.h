// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/topologychangemodel.h"

#include <QSortFilterProxyModel>

#include <bitset>

namespace desk {

// The changes of some kinds whose row holds all words of a text; never sorted. GUI thread.
class TopologyChangeFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyChangeFilter)

public:
    using Kinds = std::bitset<TopologyChange::kinds>;

    explicit TopologyChangeFilter(TopologyChangeModel &source, QObject *parent = nullptr);

    void setText(const QString &text);
    void setKinds(Kinds kinds);
    [[nodiscard]] Kinds kinds() const { return m_kinds; }
    [[nodiscard]] const TopologyChange &changeAt(int row) const;

private:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

    TopologyChangeModel &m_model;
    QStringList m_words;
    Kinds m_kinds = Kinds().set();
};

} // namespace desk
