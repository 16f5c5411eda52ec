// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

// Rows made by a page as a table that is sorted by a click on a title and can be copied; one sentence where
// there are none. GUI thread.
class FindingTable final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FindingTable)

public:
    struct Column
    {
        CellStyle style = CellStyle::name;
        int characters = 8;
        bool shown = true;
    };

    FindingTable(const QString &name, const std::vector<Column> &columns, int stretched, const Theme &theme,
                 QWidget *parent = nullptr);

    void setTitle(int column, const QString &title, const QString &meaning);
    void setRows(std::vector<ResultRow> rows);
    void sayWhenEmpty(const QString &sentence);
    [[nodiscard]] PanelTable &table() { return *m_table; }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void entityChosen(desk::EntityId entity);

private:
    void copy(const QModelIndexList &rows);
    void showMenu(const QPoint &position);

    ResultTableModel m_model;
    QSortFilterProxyModel m_sorted;
    PanelTable *m_table = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
};

} // namespace desk
