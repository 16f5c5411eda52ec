// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/itemmodels/valueformatter.h"
#include "models/processing/parameterfeed.h"

#include <QTimer>

namespace desk {

// The links of one node, active ones first, each with the worse figure of its two directions: lowest snr_db
// (dB), highest latency_ms (ms) and utilization (0..1). Figures of a direction that has gone silent do not
// count. Looks at the feed twice a second while active. GUI thread.
class NodeLinksModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int {
        stateColumn,
        neighbourColumn,
        snrColumn,
        latencyColumn,
        utilizationColumn,
        columnTotal
    };

    explicit NodeLinksModel(const ParameterFeed &feed, QObject *parent = nullptr);

    // The entity of a node itself; anything else empties the list. Resets.
    void setNode(EntityId node);
    void setActive(bool active);
    void setLocale(const QLocale &locale);
    // What the timer does.
    void refresh();

    // The link, in the direction away from the node where it was heard of; noEntity when in neither.
    [[nodiscard]] EntityId entityAt(int row) const { return m_links[std::size_t(row)].entity; }

private:
    struct Link
    {
        NodeId neighbour = noNode;
        EntityId entity = noEntity;
        QString name;
        bool active = true;
        Severity severity = Severity::none;
        // NaN = unknown
        double snr = 0;
        double latency = 0;
        double utilization = 0;
    };

    [[nodiscard]] int rows() const override { return int(m_links.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    [[nodiscard]] std::vector<Link> linksNow() const;
    void read(Link &link, EntityId direction, SteadyTime now) const;
    [[nodiscard]] static bool same(const Link &a, const Link &b);

    const ParameterFeed &m_feed;
    ValueFormatter m_format;
    EntityId m_node = noEntity;
    std::vector<Link> m_links;
    QTimer m_timer;
};

} // namespace desk
