// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/parameterfiltermodel.h"

#include "widgets/tables/sparkline.h"

#include <QWidget>

class QJsonObject;
class QStackedLayout;
class QToolButton;

namespace desk {

class EmptyState;
class FilterBar;
class FleetSelection;
class PanelTable;
class StateFilterButton;
class Theme;

// All series with their newest values: filtered, sorted, dragged or double-clicked into a chart. A click
// selects the node or link everywhere; what is selected elsewhere is shown here. Costs nothing while hidden.
// GUI thread.
class ParametersPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ParametersPanel)

public:
    ParametersPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                    QWidget *parent = nullptr);

    // Base address of the embedded server, named while nothing has come; empty = there is none.
    void setServerUrl(const QString &url);
    // Why nothing comes of a node or link; null = nobody knows. Outlives the panel.
    void setGaps(const GapRecord *gaps) { m_model.setGaps(gaps); }

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void followSelection();
    void filterOnSelection();
    void chart();
    void showMenu(const QPoint &position);
    void showOptions();
    void copy(bool namesOnly);
    void showCounts();
    void clearFilters();
    // Only this node with its links, or this link, whatever is selected; noEntity = no longer.
    void pin(EntityId entity);
    void undoPin();
    void showPin();
    void setTrendSpan(int minutes);
    void retranslate();
    [[nodiscard]] QModelIndex source(const QModelIndex &proxyIndex) const;

    FleetSelection &m_selection;
    ParameterTableModel m_model;
    ParameterFilterModel m_filter;
    Sparkline m_sparkline;
    QString m_serverUrl;
    bool m_choosing = false; // the selection changes because of this panel
    EntityId m_pinned = noEntity;
    std::vector<EntityId> m_pinnedBefore; // what undo goes back to
    PanelTable *m_table = nullptr;
    FilterBar *m_bar = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    QToolButton *m_pin = nullptr;
    QToolButton *m_selectionOnly = nullptr;
    QToolButton *m_outOfLimits = nullptr;
    StateFilterButton *m_stateFilter = nullptr;
    QToolButton *m_options = nullptr;
};

} // namespace desk
