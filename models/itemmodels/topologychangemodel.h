// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/topology/topologydifference.h"

#include <array>

namespace desk {

// What changed in a topology, newest first. GUI thread.
class TopologyChangeModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int { timeColumn, changeColumn, subjectColumn, detailColumn, columnTotal };

    explicit TopologyChangeModel(QObject *parent = nullptr);

    // In place of what there is: what is new comes at the top and what is gone goes from the bottom; only a
    // list that does not go on from this one replaces it as a whole.
    void setChanges(std::vector<TopologyChange> newestFirst);
    void setWording(Wording<TopologyChange> change, Wording<TopologyChange> detail);

    [[nodiscard]] const TopologyChange &changeAt(int row) const { return m_changes[std::size_t(row)]; }
    [[nodiscard]] const std::array<std::size_t, TopologyChange::kinds> &counts() const { return m_counts; }
    // "node", or "source – target".
    [[nodiscard]] static QString subjectOf(const TopologyChange &change);

private:
    [[nodiscard]] int rows() const override { return int(m_changes.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

    std::vector<TopologyChange> m_changes;
    std::array<std::size_t, TopologyChange::kinds> m_counts{};
    Wording<TopologyChange> m_change;
    Wording<TopologyChange> m_detail;
};

} // namespace desk
