// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/fleetforecastfilter.h"
#include "models/itemmodels/fleetselection.h"

#include <QWidget>

class QJsonObject;
class QSplitter;
class QStackedLayout;
class QToolButton;

namespace desk {

class EmptyState;
class FilterBar;
class ForecastCard;
class PanelTable;
class Theme;

// The forecasts of the whole fleet as a table, what meets a limit soonest first, and below it, or beside it
// where that has more room, those of what is selected in full. GUI thread.
class FleetForecastPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetForecastPage)

public:
    FleetForecastPage(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                      QWidget *parent = nullptr);

    [[nodiscard]] FleetForecastModel &model() { return m_model; }
    // Shows and hides the card; for the panel's header.
    [[nodiscard]] QToolButton *cardButton() { return m_cardShown; }
    // Takes what is new and moves ages on.
    void refresh();
    void setActive(bool active);
    void retranslate();

    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void buildTable();
    void buildBar();
    void choose(const QModelIndex &index);
    void followSelection();
    void copy();
    void showMenu(const QPoint &position);
    void showCounts();
    void clearFilters();
    [[nodiscard]] int sourceRow(const QModelIndex &index) const;

    FleetSelection &m_selection;
    const Theme &m_theme;
    FleetForecastModel m_model;
    FleetForecastFilter m_filter;
    static constexpr int standardCardShare = 40;
    int m_cardShare = standardCardShare; // of the height, in percent, as the operator set it
    bool m_choosing = false;             // the selection changes because of this page
    PanelTable *m_table = nullptr;
    FilterBar *m_bar = nullptr;
    QToolButton *m_onlyLimits = nullptr;
    QToolButton *m_reasons = nullptr;
    QToolButton *m_cardShown = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_tables = nullptr;
    QStackedLayout *m_pages = nullptr;
    ForecastCard *m_card = nullptr;
    QSplitter *m_splitter = nullptr;
};

} // namespace desk
