// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/inspectorpanel.h"

#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/entitystate.h"
#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/seriesmime.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/severitymark.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QMimeData>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds headingInterval{500};
constexpr int mostCharted = 8;

// "45.123° N  7.654° E"
QString coordinates(double latitude, double longitude)
{
    const ValueFormatter format{QLocale()};
    return format.valueWithUnit(std::abs(latitude), "lat") + (latitude < 0 ? u" S  "_s : u" N  "_s) +
           format.valueWithUnit(std::abs(longitude), "lon") + (longitude < 0 ? u" W"_s : u" E"_s);
}

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
    m_empty = new EmptyState(theme);
    m_pages = new QStackedLayout(this);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    connect(&m_timer, &QTimer::timeout, this, &InspectorPanel::refreshHeading);
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
    connect(m_reverse, &QToolButton::clicked, this, [this] { m_selection.select(opposite()); });
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
    auto *column = static_cast<QVBoxLayout *>(m_content->layout());
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
    connect(&m_values, &QAbstractItemModel::rowsInserted, this, &InspectorPanel::fitValues);
    connect(&m_values, &QAbstractItemModel::modelReset, this, &InspectorPanel::fitValues);

    m_linksTitle = new QLabel;
    m_linksTitle->setContentsMargins(Theme::panelPadding, Theme::gridUnit, 0, 0);
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
    column->addWidget(m_valueTable, 3);
    column->addWidget(m_linksTitle);
    column->addWidget(m_linkTable, 2);
    column->addStretch(0);
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
        return;
    }
    const bool isNode = m_feed.catalogue().entity(selected).dst == noNode;
    m_values.setScope(selected);
    m_values.setActive(isVisible());
    m_links.setNode(isNode ? selected : noEntity);
    m_linksTitle->setVisible(isNode);
    m_linkTable->setVisible(isNode);
    m_reverse->setVisible(opposite() != noEntity);
    refreshHeading();
    fitName();
    fitValues();
}

EntityId InspectorPanel::opposite() const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const EntityId selected = m_selection.selected();
    if (desk::index(selected) >= catalogue.entityCount() || catalogue.entity(selected).dst == noNode)
        return noEntity;
    const EntityDefinition &link = catalogue.entity(selected);
    return catalogue.findEntity(catalogue.node(link.dst).name, catalogue.node(link.node).name);
}

void InspectorPanel::refreshHeading()
{
    const EntityId selected = m_selection.selected();
    if (desk::index(selected) >= m_feed.catalogue().entityCount()) {
        return;
    }
    const EntityDefinition &entity = m_feed.catalogue().entity(selected);
    m_name->setText(m_values.names().entity(selected));
    if (entity.dst == noNode)
        describeNode(entity.node);
    else
        describeLink(entity);
}

void InspectorPanel::describeNode(NodeId id)
{
    const NodeDefinition &definition = m_feed.catalogue().node(id);
    QStringList facts{nodeTypeText(definition.type)};
    QString position;
    const EntityState state = nodeState(m_feed, id, m_feed.time().steadyNow());
    Severity severity = state.severity;
    QStringList words;
    if (const TopologySnapshotPtr &topology = m_feed.topology()) {
        const auto it = std::find_if(topology->nodes.begin(), topology->nodes.end(),
                                     [id](const TopologyNode &node) { return node.id == id; });
        if (it != topology->nodes.end()) {
            severity = std::max(severity, severityOf(it->health));
            words += healthText(it->health);
            if (!it->label.empty() && it->label != it->name)
                facts += QString::fromStdString(it->label);
            if (it->capacityGbps > 0)
                facts +=
                    tr("capacity %1").arg(ValueFormatter(QLocale()).valueWithUnit(it->capacityGbps, "_gbps"));
            if (it->learned)
                facts += tr("learned from telemetry");
            if (it->hasPosition) {
                position = coordinates(it->latitude, it->longitude);
                if (it->altitudeKm != 0)
                    position =
                        position + u"  "_s + ValueFormatter(QLocale()).valueWithUnit(it->altitudeKm, "_km");
            }
        }
    }
    if (state.severity >= Severity::advisory)
        words += tr("worst value: %1").arg(severityText(state.severity));
    if (state.freshness >= Freshness::stale)
        words += freshnessText(state.freshness);
    m_mark->setSeverity(severity);
    m_state->setText(words.isEmpty() ? severityText(severity) : words.join(u" · "_s));
    m_facts->setText(facts.join(u" · "_s));
    m_position->setText(position);
    m_position->setVisible(!position.isEmpty());
}

void InspectorPanel::describeLink(const EntityDefinition &entity)
{
    const EntityState state = entityState(m_feed, entity.id, m_feed.time().steadyNow());
    QStringList facts{tr("Link")};
    QStringList words;
    if (const TopologySnapshotPtr &topology = m_feed.topology()) {
        const auto it =
            std::find_if(topology->edges.begin(), topology->edges.end(), [&](const TopologyEdge &edge) {
                return edge.forward == entity.id || edge.backward == entity.id;
            });
        if (it != topology->edges.end()) {
            words += it->active ? tr("Active", "link") : tr("No contact", "link");
            if (it->capacityGbps > 0)
                facts +=
                    tr("capacity %1").arg(ValueFormatter(QLocale()).valueWithUnit(it->capacityGbps, "_gbps"));
        }
    }
    if (state.severity >= Severity::advisory)
        words += tr("worst value: %1").arg(severityText(state.severity));
    else if (words.isEmpty())
        words += freshnessText(state.freshness);
    m_mark->setSeverity(state.freshness < Freshness::stale ? state.severity : Severity::none);
    m_state->setText(words.join(u" · "_s));
    m_facts->setText(facts.join(u" · "_s));
    m_position->hide();
}

void InspectorPanel::fitName()
{
    QFont font = m_theme.readoutFont();
    const int room = width() - 2 * Theme::panelPadding;
    while (font.pointSize() > m_theme.monoFont().pointSize() &&
           QFontMetrics(font).horizontalAdvance(m_name->text()) > room)
        font.setPointSize(font.pointSize() - 1);
    m_name->setFont(font);
}

// The values take the rows they have, the links the rest.
void InspectorPanel::fitValues()
{
    const int rows = std::max(1, m_values.rowCount());
    m_valueTable->setMaximumHeight(
        m_linkTable->isHidden() ? QWIDGETSIZE_MAX : rows * Theme::rowHeight + 2 * m_valueTable->frameWidth());
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
    return {{u"values"_s, m_valueTable->saveState()}, {u"links"_s, m_linkTable->saveState()}};
}

void InspectorPanel::restoreState(const QJsonObject &state)
{
    m_valueTable->restoreState(state.value(u"values"_s).toObject());
    m_linkTable->restoreState(state.value(u"links"_s).toObject());
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
    m_linksTitle->setFont(m_theme.titleFont());
    fitName();
    m_mark->update();
}

void InspectorPanel::retranslate()
{
    m_empty->say(
        tr("Nothing is selected. Pick a node or a link in the topology or in a table to see it here."));
    m_linksTitle->setText(tr("Links"));
    m_linkTable->setAccessibleName(m_linksTitle->text());
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
