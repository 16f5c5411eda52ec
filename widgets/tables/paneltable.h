// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/tables/celldelegate.h"

#include <QTableView>
#include <QTimer>

class QJsonObject;
class QMenu;

namespace desk {

// The table all panels use: rows 24 px, whole rows selected, fixed section sizes, columns that can be moved,
// resized and hidden (menu of the header), ages that go on while nothing arrives. Tells apart what the user
// chose from what the program selected. GUI thread.
class PanelTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PanelTable)

public:
    explicit PanelTable(const Theme &theme, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    // Call after setModel(). Width in characters of the column's font; the stretched column gets the rest.
    void setColumn(int column, CellStyle style, int characters, bool shown = true);
    void setStretchColumn(int column);
    // Hidden as long as the stretched column would be narrower than its characters, unless the user insists.
    void setYieldingColumn(int column);
    // Paints columns of style trend; must outlive the table.
    void setSparkline(const Sparkline *sparkline) { m_delegate.setSparkline(sparkline); }
    // Puts a column behind another one, where no saved order says otherwise.
    void placeColumn(int column, int behind);
    // Selects a row without telling the panel that the user did.
    void showRow(const QModelIndex &index);
    // Where the model says which rows changed: paints those, and not all that dataChanged() names.
    void updateRows(const std::vector<int> &rows);
    // Repaints ages and trends once a second while active.
    void setActive(bool active);

    // Order, widths and visibility of the columns, and the sorting.
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

    // A checkable entry for each column.
    void addColumnActions(QMenu &menu);
    // Selected rows top down, the current one alone if none is.
    [[nodiscard]] QModelIndexList chosenRows() const;

Q_SIGNALS:
    void rowChosen(const QModelIndex &index);    // by click or key
    void rowActivated(const QModelIndex &index); // by double-click or Enter
    void copyRequested();
    void menuRequested(const QPoint &globalPosition);

protected:
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyTheme();
    void applyWidths();
    [[nodiscard]] int standardWidth(int column, int characters) const;
    void stretch();
    void yieldRoom();
    void updateAges();
    void showHeaderMenu(const QPoint &position);

    struct Column
    {
        int characters = 0;
        int width = 0; // 0 = as wide as characters say
    };

    const Theme &m_theme;
    CellDelegate m_delegate;
    std::unordered_map<int, Column> m_columns;
    int m_stretch = -1;
    int m_yielding = -1;
    bool m_hasYielded = false; // hidden by us, not by the user
    bool m_insists = false;    // the user: it does not yield
    bool m_exact = false;      // updateRows() is called
    bool m_resizing = false;   // by us, not by the user
    QTimer m_clock;
};

} // namespace desk
