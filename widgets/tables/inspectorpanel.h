// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/nodelinksmodel.h"
#include "models/itemmodels/parametertablemodel.h"

#include "widgets/tables/sparkline.h"

#include <QTimer>
#include <QWidget>

class QJsonObject;
class QLabel;
class QMimeData;
class QStackedLayout;
class QToolButton;

namespace desk {

class ElidedLabel;
class EmptyState;
class FleetSelection;
class PanelTable;
class SeverityMark;
class Theme;

// What is selected, in full: identity, state, position, newest values, and the links of a node. A click on a
// link selects it; double-click, Enter or drag takes a value into a chart; a value dropped here shows the
// node or link it is of. Costs nothing while hidden. GUI thread.
class InspectorPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorPanel)

public:
    InspectorPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                   QWidget *parent = nullptr);

    // Why nothing comes of a node or link; null = nobody knows. Outlives the panel.
    void setGaps(const GapRecord *gaps) { m_values.setGaps(gaps); }
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    [[nodiscard]] EntityId dragged(const QMimeData &payload) const;
    void buildHeading();
    void buildTables();
    void inspect();
    void refreshHeading();
    void describeNode(NodeId node);
    void describeLink(const EntityDefinition &entity);
    void fitName();
    void fitValues();
    [[nodiscard]] EntityId opposite() const; // the link's other direction
    void chart();
    void copyValues();
    void applyTheme();
    void retranslate();

    const ParameterFeed &m_feed;
    FleetSelection &m_selection;
    const Theme &m_theme;
    ParameterTableModel m_values;
    Sparkline m_sparkline;
    NodeLinksModel m_links;
    QTimer m_timer;
    QStackedLayout *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_content = nullptr;
    ElidedLabel *m_name = nullptr;
    SeverityMark *m_mark = nullptr;
    ElidedLabel *m_state = nullptr;
    ElidedLabel *m_facts = nullptr;
    ElidedLabel *m_position = nullptr;
    QToolButton *m_reverse = nullptr;
    PanelTable *m_valueTable = nullptr;
    QLabel *m_linksTitle = nullptr;
    PanelTable *m_linkTable = nullptr;
};

} // namespace desk
