// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/resulttablemodel.h"
#include "widgets/tables/celldelegate.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QJsonObject;
class QStackedLayout;

namespace desk {

class EmptyState;
class PanelTable;
class Theme;

// Rows that were found out by something, as a table that can be copied; a row that is chosen selects its node
// or link everywhere. One sentence where there are none. GUI thread.
class ResultTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ResultTable)

public:
    struct Column
    {
        CellStyle style = CellStyle::name;
        int characters = 8;
        bool shown = true; // at first
    };
    enum class Order : std::uint8_t { asFound, sorted }; // sorted: by a click on a title

    // The first column gets what room there is. selection: null = rows are of nothing that can be selected.
    ResultTable(const QString &name, const std::vector<Column> &columns, Order order, const Theme &theme,
                FleetSelection *selection, QWidget *parent = nullptr);

    // What stands over a column, and what it means.
    void setTitle(int column, const QString &title, const QString &meaning = {});
    void setRows(std::vector<ResultRow> rows);
    // Instead of the table while it has no rows.
    void sayWhenEmpty(const QString &sentence);
    void setStretchColumn(int column);
    void setYieldingColumn(int column);
    [[nodiscard]] ResultTableModel &model() { return m_model; }
    [[nodiscard]] PanelTable &table() { return *m_table; }
    [[nodiscard]] QString chosenKey() const; // null = none
    void choose(const QString &key);         // without selecting anything elsewhere

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void rowChosen(const QString &key);

private:
    void showPage();
    void copy(const QModelIndexList &rows);
    void showMenu(const QPoint &position);
    [[nodiscard]] const ResultRow *rowOf(const QModelIndex &index) const;

    FleetSelection *const m_selection;
    ResultTableModel m_model;
    QSortFilterProxyModel m_sorted;
    PanelTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
};

} // namespace desk
