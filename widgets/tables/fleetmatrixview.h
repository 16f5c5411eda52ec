// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetmatrixmodel.h"
#include "widgets/tables/matrixcell.h"

#include <QTableView>

class QMenu;

namespace desk {

class MatrixColumnHeader;
class MatrixRowHeader;
class Theme;

// The cells of the fleet matrix: shapes only, or with figures. Paints what changed and nothing else. Rows are
// held while the pointer is over them, until it has rested for a while. GUI thread.
class FleetMatrixView final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetMatrixView)

public:
    FleetMatrixView(FleetMatrixModel &model, const Theme &theme, QWidget *parent = nullptr);

    void setShowsValues(bool on);
    [[nodiscard]] bool showsValues() const { return m_values; }
    // By their names; those that are not there yet are hidden when they come.
    void setHiddenColumns(const QStringList &names);
    [[nodiscard]] const QStringList &hiddenColumns() const { return m_hidden; }
    // A checkable entry for each column.
    void addColumnActions(QMenu &menu);
    void setSelectedNode(NodeId node);
    // Makes it the current row, without telling that the user did.
    void showNode(NodeId node);
    [[nodiscard]] const MatrixCellPainter &cells() const { return m_cells; }

    static constexpr int rowPixels = 18;
    static constexpr std::chrono::seconds longestHold{30}; // of a pointer that does not move
    static constexpr std::chrono::seconds keyHold{10};     // after a key

Q_SIGNALS:
    void nodeChosen(desk::NodeId node);          // by click or key
    void nodeActivated(desk::NodeId node);       // by double-click on its name
    void cellActivated(const QModelIndex &cell); // by double-click or Enter
    void pointed(const QModelIndex &cell);       // by pointer or key; invalid = at none
    void menuRequested(const QPoint &globalPosition);
    void copyRequested();

protected:
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void updateCells(const std::vector<QPoint> &cells);
    void updateColumns(const std::vector<int> &columns);
    void updateNames(const std::vector<int> &rows);
    void applySizes();
    void hideColumns();

    FleetMatrixModel &m_model;
    const Theme &m_theme;
    MatrixCellPainter m_cells;
    MatrixColumnHeader *m_columns = nullptr;
    MatrixRowHeader *m_rows = nullptr;
    QStringList m_hidden{QStringLiteral("lat"), QStringLiteral("lon")}; // where it is is no state
    QTimer m_hold;
    bool m_values = false;
};

} // namespace desk
