// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/telemetry/ids.h"
#include "models/telemetry/monitoringresult.h"

namespace desk {

// What an analysis found, one row a finding.
struct ResultRow
{
    struct Cell
    {
        QString text;
        QVariant sort; // what the column sorts by; invalid = the text
        QString tip;
        bool operator==(const Cell &) const = default;
    };
    QString key; // what it is about: the same row as before where it is the same
    EntityId entity = noEntity;
    std::vector<Cell> cells;
    MonitoringResult state = {}; // severity none = it has none
    bool operator==(const ResultRow &) const = default;
};

// Takes findings over with exact notifications, so that selection and place of a table stay while they are
// computed again: rows of the same key are the same row, as long as the order of those that stay is the same.
// GUI thread.
class ResultTableModel final : public TableModel
{
    Q_OBJECT

public:
    explicit ResultTableModel(int columns, QObject *parent = nullptr);

    void setRows(std::vector<ResultRow> rows);
    [[nodiscard]] const ResultRow &rowAt(int row) const { return m_rows[std::size_t(row)]; }
    [[nodiscard]] int rowOf(const QString &key) const; // -1 when not here

private:
    [[nodiscard]] int rows() const override { return int(m_rows.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

    std::vector<ResultRow> m_rows;
};

} // namespace desk
