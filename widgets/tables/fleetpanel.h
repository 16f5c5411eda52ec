// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetfiltermodel.h"

#include <QWidget>

class QJsonObject;
class QStackedLayout;
class QToolButton;

namespace desk {

class EmptyState;
class FilterBar;
class FleetSelection;
class PanelTable;
class Theme;

// The nodes of the fleet, worst first, with filter. A click selects the node everywhere. Costs nothing while
// hidden. GUI thread.
class FleetPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetPanel)

public:
    FleetPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
               QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void followSelection();
    void showCounts();
    void chart();
    void filterParameters();
    [[nodiscard]] EntityId current() const;
    void showMenu(const QPoint &position);
    void copy();
    void retranslate();

    FleetSelection &m_selection;
    FleetTableModel m_model;
    FleetFilterModel m_filter;
    PanelTable *m_table = nullptr;
    FilterBar *m_bar = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_pages = nullptr;
    QToolButton *m_worstFirst = nullptr;
};

} // namespace desk
