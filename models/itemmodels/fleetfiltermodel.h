// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/calmsortmodel.h"
#include "models/itemmodels/fleettablemodel.h"

namespace desk {

// The Fleet list: filtered by text, worst first if wanted. GUI thread.
class FleetFilterModel final : public CalmSortModel
{
    Q_OBJECT

public:
    explicit FleetFilterModel(FleetTableModel &source, QObject *parent = nullptr);

    // Words separated by spaces, each of which must be part of the name, the label, the type or the health.
    void setText(const QString &text);

private:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool filtersByValue() const override { return !m_words.isEmpty(); } // health is among them
    [[nodiscard]] int badness(int sourceRow) const override;
    [[nodiscard]] int compare(int leftRow, int rightRow, int column) const override;

    FleetTableModel &m_model;
    QStringList m_words;
};

} // namespace desk
