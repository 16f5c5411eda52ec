// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/calmsortmodel.h"
#include "models/itemmodels/parametertablemodel.h"

namespace desk {

// Which series the Parameters table shows, and in what order. All conditions must hold. GUI thread.
class ParameterFilterModel final : public CalmSortModel
{
    Q_OBJECT

public:
    explicit ParameterFilterModel(ParameterTableModel &source, QObject *parent = nullptr);

    // Words separated by spaces, each of which must be part of the node, the destination or the metric.
    void setText(const QString &text);
    // A node with all its links, or a link in both directions; noEntity = no such condition.
    void setEntity(EntityId entity);
    void setOnlyOutOfLimits(bool on);
    void setOnlyStale(bool on);

    [[nodiscard]] QString text() const { return m_words.join(u' '); }
    [[nodiscard]] EntityId entity() const { return m_entity; }
    [[nodiscard]] bool onlyOutOfLimits() const { return m_onlyOutOfLimits; }
    [[nodiscard]] bool onlyStale() const { return m_onlyStale; }
    [[nodiscard]] bool isFiltering() const;
    // First row of an entity, or of a node's links where it has no series of its own; invalid when filtered
    // out.
    [[nodiscard]] QModelIndex firstOf(EntityId entity) const;

private:
    enum class Match : quint8 { unknown, yes, no };

    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool filtersByValue() const override { return m_onlyOutOfLimits || m_onlyStale; }
    [[nodiscard]] int badness(int sourceRow) const override;
    [[nodiscard]] int compare(int leftRow, int rightRow, int column) const override;
    [[nodiscard]] bool namesMatch(int row) const;
    [[nodiscard]] bool belongsTo(int row, EntityId entity) const;
    void forgetMatches();

    ParameterTableModel &m_model;
    QStringList m_words;
    EntityId m_entity = noEntity;
    bool m_onlyOutOfLimits = false;
    bool m_onlyStale = false;
    mutable std::vector<Match> m_matches; // text and entity by source row: names never change
};

} // namespace desk
