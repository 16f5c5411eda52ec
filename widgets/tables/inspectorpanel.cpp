// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/inspectorpanel.h"

#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/entitynode.h"
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/seriesmime.h"
#include "widgets/tables/alarmssection.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/healthsection.h"
#include "widgets/tables/linksection.h"
#include "widgets/tables/mainchartssection.h"
#include "widgets/tables/nodecontactssection.h"
#include "widgets/tables/orbitsection.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/severitymark.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QMimeData>
#include <QScrollArea>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds headingInterval{500};
constexpr int mostCharted = 8;
constexpr int mostValues = 24; // rows on screen at once
constexpr int mostLinks = 10;

} // namespace

InspectorPanel::InspectorPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                               QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
    , m_values(feed)
    , m_sparkline(feed, theme)
    , m_links(feed)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAcceptDrops(true);
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, Theme::panelPadding, 0, 0);
    column->setSpacing(Theme::gridUnit);
    buildHeading();
    buildTables();
    buildSections();
    m_empty = new EmptyState(theme);
    m_pages = new QStackedLayout(this);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    connect(&m_timer, &QTimer::timeout, this, &InspectorPanel::refresh);
    connect(&m_selection, &FleetSelection::selectionChanged, this, [this] {
        if (isVisible())
            inspect();
    });
    connect(&theme, &Theme::changed, this, &InspectorPanel::applyTheme);
    applyTheme();
    retranslate();
}

void InspectorPanel::buildHeading()
{
    m_name = new ElidedLabel;
    m_name->setObjectName(u"inspectedName"_s);
    m_mark = new SeverityMark(m_theme);
    m_mark->setObjectName(u"inspectedSeverity"_s);
    m_state = new ElidedLabel;
    m_state->setObjectName(u"inspectedState"_s);
    m_facts = new ElidedLabel;
    m_facts->setObjectName(u"inspectedFacts"_s);
    m_facts->setProperty("dim", true);
    m_position = new ElidedLabel;
    m_position->setObjectName(u"inspectedPosition"_s);
    m_position->setProperty("dim", true);
    m_reverse = new QToolButton;
    m_reverse->setObjectName(u"reverse"_s);
    connect(m_reverse, &QToolButton::clicked, this,
            [this] { m_selection.select(oppositeOf(m_feed.catalogue(), m_selection.selected())); });
    auto *stateRow = new QHBoxLayout;
    stateRow->setSpacing(Theme::gridUnit);
    stateRow->addWidget(m_mark);
    stateRow->addWidget(m_state, 1);
    stateRow->addWidget(m_reverse);
    auto *heading = new QVBoxLayout;
    heading->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    heading->setSpacing(Theme::gridUnit);
    heading->addWidget(m_name);
    heading->addLayout(stateRow);
    heading->addWidget(m_facts);
    heading->addWidget(m_position);
    static_cast<QVBoxLayout *>(m_content->layout())->addLayout(heading);
}

void InspectorPanel::buildTables()
{
    m_valueTable = new PanelTable(m_theme);
    m_valueTable->setObjectName(u"inspectedValues"_s);
    m_valueTable->setSparkline(&m_sparkline);
    m_valueTable->setModel(&m_values);
    m_valueTable->horizontalHeader()->hide(); // name, value, unit, age speak for themselves
    m_valueTable->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_valueTable->setDragEnabled(true);
    m_valueTable->setDragDropMode(QAbstractItemView::DragOnly);
    using Values = ParameterTableModel;
    m_valueTable->setColumn(Values::stateColumn, CellStyle::glyph, 0);
    m_valueTable->setColumn(Values::entityColumn, CellStyle::identifier, 16, false);
    m_valueTable->setColumn(Values::metricColumn, CellStyle::identifier, 14);
    m_valueTable->setColumn(Values::valueColumn, CellStyle::value, 8);
    m_valueTable->setColumn(Values::unitColumn, CellStyle::unit, 5);
    m_valueTable->setColumn(Values::ageColumn, CellStyle::age, 5);
    m_valueTable->setColumn(Values::qualityColumn, CellStyle::name, 14, false);
    m_valueTable->setColumn(Values::timeColumn, CellStyle::time, 14, false);
    m_valueTable->setColumn(Values::trendColumn, CellStyle::trend, 8);
    m_valueTable->placeColumn(Values::trendColumn, Values::unitColumn);
    m_valueTable->setStretchColumn(Values::metricColumn);
    m_valueTable->setYieldingColumn(Values::trendColumn);
    connect(m_valueTable, &PanelTable::rowActivated, this, &InspectorPanel::chart);
    connect(m_valueTable, &PanelTable::copyRequested, this, &InspectorPanel::copyValues);
    connect(&m_values, &QAbstractItemModel::rowsInserted, this, &InspectorPanel::fitTables);
    connect(&m_values, &QAbstractItemModel::modelReset, this, &InspectorPanel::fitTables);

    m_linkTable = new PanelTable(m_theme);
    m_linkTable->setObjectName(u"inspectedLinks"_s);
    m_linkTable->setModel(&m_links);
    using Links = NodeLinksModel;
    m_linkTable->setColumn(Links::stateColumn, CellStyle::glyph, 0);
    m_linkTable->setColumn(Links::neighbourColumn, CellStyle::entity, 12);
    m_linkTable->setColumn(Links::snrColumn, CellStyle::number, 8);
    m_linkTable->setColumn(Links::latencyColumn, CellStyle::number, 9);
    m_linkTable->setColumn(Links::utilizationColumn, CellStyle::number, 5);
    m_linkTable->setStretchColumn(Links::neighbourColumn);
    connect(m_linkTable, &PanelTable::rowActivated, this, [this](const QModelIndex &row) {
        if (m_links.entityAt(row.row()) != noEntity)
            m_selection.select(m_links.entityAt(row.row()));
    });
    // By click only: walking through the list with the keys must not leave the node.
    connect(m_linkTable, &QAbstractItemView::clicked, m_linkTable, &PanelTable::rowActivated);
    connect(&m_links, &QAbstractItemModel::rowsInserted, this, &InspectorPanel::fitTables);
    connect(&m_links, &QAbstractItemModel::modelReset, this, &InspectorPanel::fitTables);
}

// The most urgent first; the operator folds away what is not wanted.
void InspectorPanel::buildSections()
{
    m_valuesSection = new InspectorSection(m_theme, u"valuesSection"_s);
    m_valuesSection->add(m_valueTable);
    m_linksSection = new InspectorSection(m_theme, u"linksSection"_s);
    m_linksSection->add(m_linkTable);
    m_alarms = new AlarmsSection(m_feed, m_selection, m_theme);
    m_health = new HealthSection(m_feed, m_theme);
    m_charts = new MainChartsSection(m_feed, m_selection, m_theme);
    auto *contacts = new NodeContactsSection(m_feed, m_theme);
    connect(contacts, &NodeContactsSection::allWanted, this, &InspectorPanel::contactsWanted);
    m_sections = {new LinkSection(m_feed, m_theme),  m_alarms, m_valuesSection, m_linksSection,
                  new OrbitSection(m_feed, m_theme), contacts, m_health,        m_charts};
    auto *all = new QWidget;
    all->setObjectName(u"inspectorSections"_s);
    auto *column = new QVBoxLayout(all);
    column->setContentsMargins(0, 0, 0, Theme::panelPadding);
    column->setSpacing(Theme::gridUnit);
    for (InspectorSection *section : m_sections)
        column->addWidget(section);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"inspectorScroll"_s);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // its sections take the keys
    scroll->setWidget(all);
    static_cast<QVBoxLayout *>(m_content->layout())->addWidget(scroll, 1);
}

void InspectorPanel::setConductor(const TimeConductor *conductor)
{
    m_health->setConductor(conductor);
    m_charts->setConductor(conductor);
}

void InspectorPanel::setEvents(const EventLog *log, Wording<Event> wording)
{
    m_alarms->setEvents(log, std::move(wording));
}

void InspectorPanel::setHealthHistory(HealthHistory history)
{
    m_health->setHistory(std::move(history));
}

void InspectorPanel::inspect()
{
    const EntityId selected = m_selection.selected();
    const bool known = desk::index(selected) < m_feed.catalogue().entityCount();
    m_pages->setCurrentWidget(known ? m_content : static_cast<QWidget *>(m_empty));
    if (!known) {
        m_values.setScope(noEntity);
        m_values.setActive(false);
        m_links.setNode(noEntity);
        for (InspectorSection *section : m_sections)
            section->inspect(noEntity);
        return;
    }
    const bool isNode = m_feed.catalogue().entity(selected).dst == noNode;
    m_values.setScope(selected);
    m_values.setActive(isVisible());
    m_links.setNode(isNode ? selected : noEntity);
    m_reverse->setVisible(oppositeOf(m_feed.catalogue(), m_selection.selected()) != noEntity);
    refreshHeading();
    fitName();
    for (InspectorSection *section : m_sections)
        section->inspect(section == m_linksSection && !isNode ? noEntity : selected);
    fitTables();
}

void InspectorPanel::refresh()
{
    refreshHeading();
    for (InspectorSection *section : m_sections)
        section->refresh();
}

// Each table has the height of its rows, and scrolls by itself only when they are many.
void InspectorPanel::fitTables()
{
    const auto fit = [](PanelTable *table, int most) {
        const int rows = std::clamp(table->model()->rowCount(), 1, most);
        const int header = table->horizontalHeader()->isHidden() ? 0 : Theme::rowHeight;
        table->setFixedHeight(rows * Theme::rowHeight + header + 2 * table->frameWidth());
    };
    fit(m_valueTable, mostValues);
    fit(m_linkTable, mostLinks);
    m_valuesSection->setVisible(m_values.rowCount() > 0);
}

void InspectorPanel::chart()
{
    const QModelIndexList rows = m_valueTable->chosenRows();
    for (const QModelIndex &row : rows.first(std::min<qsizetype>(rows.size(), mostCharted)))
        m_selection.requestChart(m_values.seriesAt(row.row()));
}

void InspectorPanel::copyValues()
{
    QStringList lines;
    for (const QModelIndex &row : m_valueTable->chosenRows()) {
        const auto text = [&row](int column) { return row.siblingAtColumn(column).data().toString(); };
        lines += text(ParameterTableModel::metricColumn) + u'\t' + text(ParameterTableModel::valueColumn) +
                 u'\t' + text(ParameterTableModel::unitColumn);
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

QJsonObject InspectorPanel::saveState() const
{
    QJsonArray folded;
    for (const InspectorSection *section : m_sections) {
        if (!section->isExpanded())
            folded += section->objectName();
    }
    return {{u"values"_s, m_valueTable->saveState()},
            {u"links"_s, m_linkTable->saveState()},
            {u"folded"_s, folded}};
}

void InspectorPanel::restoreState(const QJsonObject &state)
{
    m_valueTable->restoreState(state.value(u"values"_s).toObject());
    m_linkTable->restoreState(state.value(u"links"_s).toObject());
    const QJsonArray folded = state.value(u"folded"_s).toArray();
    for (InspectorSection *section : m_sections)
        section->setExpanded(!folded.contains(section->objectName()));
}

void InspectorPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_links.setActive(true);
    m_valueTable->setActive(true);
    m_timer.start(headingInterval);
    inspect();
}

void InspectorPanel::hideEvent(QHideEvent *event)
{
    m_values.setActive(false);
    m_links.setActive(false);
    m_valueTable->setActive(false);
    m_timer.stop();
    QWidget::hideEvent(event);
}

void InspectorPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitName();
}

EntityId InspectorPanel::dragged(const QMimeData &payload) const
{
    for (const EntityId id :
         decodeEntities(m_feed.catalogue(), payload.data(QString::fromLatin1(entityMimeType))))
        return id;
    for (const SeriesId id : decodeSeries(payload.data(QString::fromLatin1(seriesMimeType)))) {
        if (desk::index(id) < m_feed.catalogue().size())
            return m_feed.catalogue().series(id).entity;
    }
    return noEntity;
}

void InspectorPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (dragged(*event->mimeData()) != noEntity)
        event->acceptProposedAction();
}

void InspectorPanel::dropEvent(QDropEvent *event)
{
    m_selection.select(dragged(*event->mimeData()));
    event->acceptProposedAction();
}

void InspectorPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void InspectorPanel::applyTheme()
{
    m_state->setFont(m_theme.textFont());
    m_facts->setFont(m_theme.textFont());
    m_position->setFont(m_theme.monoFont());
    fitName();
    m_mark->update();
}

void InspectorPanel::retranslate()
{
    m_empty->say(
        tr("Nothing is selected. Pick a node or a link in the topology or in a table to see it here."));
    m_valuesSection->setTitle(tr("Values"));
    m_linksSection->setTitle(tr("Links"));
    m_valueTable->setAccessibleName(tr("Values"));
    m_linkTable->setAccessibleName(tr("Links"));
    m_reverse->setText(tr("Other direction"));
    m_reverse->setToolTip(tr("Show the other direction"));
    m_reverse->setAccessibleName(m_reverse->toolTip());
    m_links.setHeaderData(NodeLinksModel::stateColumn, Qt::Horizontal, tr("State"), Qt::ToolTipRole);
    m_links.setHeaderData(NodeLinksModel::neighbourColumn, Qt::Horizontal, tr("Neighbour"));
    m_links.setHeaderData(NodeLinksModel::snrColumn, Qt::Horizontal, tr("SNR"));
    m_links.setHeaderData(NodeLinksModel::latencyColumn, Qt::Horizontal, tr("Latency"));
    m_links.setHeaderData(NodeLinksModel::utilizationColumn, Qt::Horizontal,
                          tr("Load", "utilisation of a link"));
    m_values.setLocale(QLocale());
    m_links.setLocale(QLocale());
    refreshHeading();
}

} // namespace desk
