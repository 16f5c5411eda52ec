// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/nodelinksmodel.h"
#include "models/itemmodels/parametertablemodel.h"
#include "models/telemetry/eventlog.h"
#include "models/topology/healthspan.h"
#include "widgets/tables/sparkline.h"

#include <QTimer>
#include <QWidget>

class QJsonObject;
class QMimeData;
class QStackedLayout;
class QToolButton;

namespace desk {

class AlarmsSection;
class ElidedLabel;
class EmptyState;
class FleetSelection;
class HealthSection;
class InspectorSection;
class MainChartsSection;
class PanelTable;
class SeverityMark;
class Theme;
class TimeConductor;

// What is selected, in full: identity, state, position, and below them sections that fold away: both
// directions of a link, alarms, newest values, links, orbit, next contacts, history of health, charts. A
// click on a link selects it; double-click, Enter or drag takes a value into a chart; a value dropped here
// shows the node or link it is of. Costs nothing while hidden. GUI thread.
class InspectorPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InspectorPanel)

public:
    InspectorPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                   QWidget *parent = nullptr);

    // Why nothing comes of a node or link; null = nobody knows. Outlives the panel.
    void setGaps(const GapRecord *gaps) { m_values.setGaps(gaps); }
    // The span that its small charts show; null = the last 15 minutes. Outlives the panel.
    void setConductor(const TimeConductor *conductor);
    // Events to look through, and their words; null = none. Outlives the panel.
    void setEvents(const EventLog *log, Wording<Event> wording);
    // How a node's health was; empty = nobody keeps it.
    using HealthHistory = std::function<std::vector<HealthSpan>(std::string_view node, TimeRange range)>;
    void setHealthHistory(HealthHistory history);
    [[nodiscard]] QJsonObject saveState() const;
    void restoreState(const QJsonObject &state);

Q_SIGNALS:
    void contactsWanted(desk::EntityId entity); // all contacts of a node

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
    void buildSections();
    void inspect();
    void refresh();
    void refreshHeading();
    void describeNode(NodeId node);
    void describeLink(const EntityDefinition &entity);
    void fitName();
    void fitTables();
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
    PanelTable *m_linkTable = nullptr;
    std::vector<InspectorSection *> m_sections; // from top to bottom
    InspectorSection *m_valuesSection = nullptr;
    InspectorSection *m_linksSection = nullptr;
    AlarmsSection *m_alarms = nullptr;
    HealthSection *m_health = nullptr;
    MainChartsSection *m_charts = nullptr;
};

} // namespace desk
