// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/processing/parameterfeed.h"

#include <QTimer>

namespace desk {

// One row per node of the fleet graph. Its state is the worst of its health and of its series' limits; a
// link's series counts only while it is alive, for a link that ended (out of contact) is no fault. Looks at
// the feed twice a second while active. GUI thread.
class FleetTableModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int {
        stateColumn,
        nameColumn,
        labelColumn, // for people; empty where it is the name
        typeColumn,
        healthColumn,
        linksColumn, // active ones
        columnTotal,
    };

    explicit FleetTableModel(const ParameterFeed &feed, QObject *parent = nullptr);

    void setActive(bool active);
    void setTypeWording(Wording<NodeType> wording); // default: the API's words
    void setHealthWording(Wording<Health> wording); // default: the API's words
    // What the timer does.
    void refresh();

    [[nodiscard]] EntityId entityAt(int row) const { return m_nodes[std::size_t(row)].node.entity; }
    [[nodiscard]] const TopologyNode &nodeAt(int row) const { return m_nodes[std::size_t(row)].node; }
    [[nodiscard]] Severity severityAt(int row) const { return m_nodes[std::size_t(row)].state.severity; }
    [[nodiscard]] int linksAt(int row) const { return m_nodes[std::size_t(row)].links; }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    [[nodiscard]] const ParameterFeed &feed() const { return m_feed; }
    [[nodiscard]] int rowOf(EntityId entity) const; // of a link: its source; -1 when not here

private:
    struct Node
    {
        TopologyNode node;
        int links = 0;
        EntityState state;
        bool operator==(const Node &) const = default;
    };

    [[nodiscard]] int rows() const override { return int(m_nodes.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    void judge(std::vector<Node> &nodes) const;

    const ParameterFeed &m_feed;
    Wording<NodeType> m_typeWording;
    Wording<Health> m_healthWording;
    std::vector<Node> m_nodes;
    QTimer m_timer;
};

} // namespace desk
