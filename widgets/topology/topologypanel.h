// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/momentbar.h"
#include "widgets/topology/topologyview.h"

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace desk {

class FilterPopup;
class MapOptionsButton;

// The topology with its controls: layout, what links and nodes are coloured by, filter, options of the map,
// find, show everything. GUI thread.
class TopologyPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyPanel)

public:
    TopologyPanel(ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                  QWidget *parent = nullptr);

    [[nodiscard]] TopologyView &view() { return *m_view; }
    // What other moments than now are taken from: the cursor, and the graphs that are kept. Both outlive the
    // panel.
    void setTime(TimeConductor &conductor, const TopologyRecord *record);
    [[nodiscard]] MomentChoice &moment() { return *m_moment; }
    // The same whatever its controls show at the moment: they give way.
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 140}; }
    [[nodiscard]] QJsonObject saveState() const;
    // Passes over what it does not understand.
    void restoreState(const QJsonObject &state);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void find(int n);
    void showFilter();
    void filter(const NodeConditions &conditions, bool hideOthers);
    void sayFilter();
    [[nodiscard]] static QString refusalText(const Error &error);
    void retranslate();
    void offerMapOptions();
    void offerLayouts();
    void arrangeControls();

    TopologyView *m_view = nullptr;
    QLabel *m_layoutLabel = nullptr;
    QComboBox *m_layout = nullptr;
    QLabel *m_colourLabel = nullptr;
    QComboBox *m_colour = nullptr;
    QLabel *m_nodesLabel = nullptr;
    QComboBox *m_nodes = nullptr;
    QToolButton *m_filter = nullptr;
    FilterPopup *m_filterPopup = nullptr;
    QLineEdit *m_find = nullptr;
    QLabel *m_found = nullptr;
    MapOptionsButton *m_mapOptions = nullptr;
    QToolButton *m_fit = nullptr;
    MomentChoice *m_moment = nullptr;
    MomentBar *m_momentBar = nullptr;
    QBoxLayout *m_controls = nullptr; // one row, or two
    int m_match = 0;
};

} // namespace desk
