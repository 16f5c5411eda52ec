// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetmatrixmodel.h"
#include "models/itemmodels/seriesnames.h"

#include <QWidget>

class QJsonObject;
class QStackedLayout;
class QToolButton;

namespace desk {

class ElidedLabel;
class EmptyState;
class FilterBar;
class FleetMatrixView;
class FleetSelection;
class MatrixLegend;
class Theme;

// Hundreds of nodes at a glance: nodes × metrics as a heat map, the worst first, with a read-out of the cell
// under the pointer or the keys, and a legend. A click selects the node everywhere, a double-click or Enter
// charts the cell. Costs nothing while hidden. GUI thread.
class FleetMatrixPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetMatrixPanel)

public:
    FleetMatrixPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                     QWidget *parent = nullptr);

    // Why nothing comes of a node or link; null = nobody knows. Outlives the panel.
    void setGaps(const GapRecord *gaps) { m_model.setGaps(gaps); }
    [[nodiscard]] FleetMatrixModel &model() { return m_model; }

    [[nodiscard]] QJsonObject saveState() const;
    // Passes over what it does not understand.
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void choose(NodeId node);
    void followSelection();
    void chart(const QModelIndex &cell);
    void showMenu(const QPoint &position);
    void showOptions();
    void copy();
    void showCounts();
    void showOrder();
    void showReadout();
    void fitLegend();
    void retranslate();
    [[nodiscard]] QString figures(FleetMatrix::Place at) const;
    [[nodiscard]] QString states(FleetMatrix::Place at) const;
    [[nodiscard]] QString range(const FleetMatrix::Column &column) const;

    FleetSelection &m_selection;
    const Theme &m_theme;
    FleetMatrixModel m_model;
    SeriesNames m_names;
    QPersistentModelIndex m_pointed;
    FilterBar *m_bar = nullptr;
    FleetMatrixView *m_view = nullptr;
    MatrixLegend *m_legend = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    QToolButton *m_order = nullptr;
    QToolButton *m_values = nullptr;
    QToolButton *m_options = nullptr;
    ElidedLabel *m_figures = nullptr;
    ElidedLabel *m_states = nullptr;
    bool m_wantsLegend = true;
};

} // namespace desk
