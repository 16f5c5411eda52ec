// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/parameterspanel.h"

#include "models/itemmodels/entitymime.h"
#include "models/itemmodels/fleetselection.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/filterbar.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/statefilterbutton.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QActionGroup>
#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array trendSpans{1, 5, 15, 60}; // minutes
constexpr std::size_t mostUndone = 20;
constexpr int mostCharted = 8; // of a selection: more curves than a chart can tell apart help nobody
} // namespace

ParametersPanel::ParametersPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                                 QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(feed)
    , m_filter(m_model)
    , m_sparkline(feed, theme)
{
    m_model.setLocale(QLocale());
    m_model.setQualityWording(qualityText);
    m_model.setStateWording([](const ParameterTableModel::RowState &state) {
        return monitoringText(state.limits) + u", "_s + lookText(state.look);
    });
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_table = new PanelTable(theme);
    m_table->setObjectName(u"parametersTable"_s);
    m_table->setSparkline(&m_sparkline);
    m_table->setModel(&m_filter);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setDragEnabled(true);
    m_table->setDragDropMode(QAbstractItemView::DragOnly);
    m_table->horizontalHeader()->setSortIndicator(ParameterTableModel::entityColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    using Model = ParameterTableModel;
    m_table->setColumn(Model::stateColumn, CellStyle::glyph, 0);
    m_table->setColumn(Model::entityColumn, CellStyle::entity, 16);
    m_table->setColumn(Model::metricColumn, CellStyle::identifier, 13);
    m_table->setColumn(Model::valueColumn, CellStyle::value, 8);
    m_table->setColumn(Model::unitColumn, CellStyle::unit, 4);
    m_table->setColumn(Model::ageColumn, CellStyle::age, 5);
    m_table->setColumn(Model::qualityColumn, CellStyle::name, 14, false);
    m_table->setColumn(Model::timeColumn, CellStyle::time, 14, false);
    m_table->setColumn(Model::trendColumn, CellStyle::trend, 9);
    m_table->placeColumn(Model::trendColumn, Model::unitColumn);
    m_table->setStretchColumn(Model::entityColumn);
    m_table->setYieldingColumn(Model::trendColumn);

    m_bar = new FilterBar(theme, this, m_table);
    m_pin = m_bar->addSwitch(u"pinned"_s);
    m_pin->setCheckable(false);
    m_pin->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_pin->setIcon(theme.icon(u"close"_s));
    m_pin->hide();
    setAcceptDrops(true);
    m_selectionOnly = m_bar->addSwitch(u"selectionOnly"_s);
    m_outOfLimits = m_bar->addSwitch(u"outOfLimits"_s);
    m_stateFilter = new StateFilterButton(theme);
    m_bar->addSwitch(m_stateFilter);
    m_options = m_bar->addButton(u"options"_s, u"more"_s);
    m_empty = new EmptyState(theme);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    column->addLayout(m_pages, 1);

    connect(m_bar, &FilterBar::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        showCounts();
    });
    connect(m_selectionOnly, &QToolButton::toggled, this, &ParametersPanel::filterOnSelection);
    connect(m_pin, &QToolButton::clicked, this, [this] { pin(noEntity); });
    connect(&m_selection, &FleetSelection::parametersRequested, this, &ParametersPanel::pin);
    auto *undo = new QShortcut(QKeySequence::Undo, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(undo, &QShortcut::activated, this, &ParametersPanel::undoPin);
    connect(m_outOfLimits, &QToolButton::toggled, this, [this](bool on) {
        m_filter.setOnlyOutOfLimits(on);
        showCounts();
    });
    connect(m_stateFilter, &StateFilterButton::statesChanged, this, [this] {
        m_filter.setStates(m_stateFilter->states());
        showCounts();
    });
    connect(m_options, &QToolButton::clicked, this, &ParametersPanel::showOptions);
    connect(m_table, &PanelTable::rowChosen, this, &ParametersPanel::choose);
    connect(m_table, &PanelTable::rowActivated, this, &ParametersPanel::chart);
    connect(m_table, &PanelTable::copyRequested, this, [this] { copy(false); });
    connect(m_table, &PanelTable::menuRequested, this, &ParametersPanel::showMenu);
    connect(m_empty, &EmptyState::triggered, this, &ParametersPanel::clearFilters);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &ParametersPanel::showCounts);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &ParametersPanel::showCounts);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &ParametersPanel::showCounts);
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &ParametersPanel::showCounts);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &ParametersPanel::showCounts);
    connect(&m_selection, &FleetSelection::selectionChanged, this, &ParametersPanel::followSelection);
    retranslate();
}

void ParametersPanel::setServerUrl(const QString &url)
{
    m_serverUrl = url;
    showCounts();
}

QModelIndex ParametersPanel::source(const QModelIndex &proxyIndex) const
{
    return m_filter.mapToSource(proxyIndex);
}

void ParametersPanel::choose(const QModelIndex &index)
{
    const QScopedValueRollback guard(m_choosing, true);
    m_selection.select(m_model.entityAt(source(index).row()));
}

void ParametersPanel::followSelection()
{
    if (m_choosing)
        return; // the row is where the user clicked; a filter that moved under the pointer would be rude
    filterOnSelection();
}

void ParametersPanel::filterOnSelection()
{
    const EntityId selected = m_selection.selected();
    m_filter.setEntity(m_pinned != noEntity ? m_pinned : m_selectionOnly->isChecked() ? selected : noEntity);
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || m_model.entityAt(source(current).row()) != selected)
        m_table->showRow(m_filter.firstOf(selected));
    else
        m_table->scrollTo(current);
    showCounts();
}

void ParametersPanel::pin(EntityId entity)
{
    if (entity == m_pinned)
        return;
    if (m_pinnedBefore.size() == mostUndone)
        m_pinnedBefore.erase(m_pinnedBefore.begin());
    m_pinnedBefore.push_back(m_pinned);
    m_pinned = entity;
    showPin();
    filterOnSelection();
}

void ParametersPanel::undoPin()
{
    if (m_pinnedBefore.empty())
        return;
    m_pinned = m_pinnedBefore.back();
    m_pinnedBefore.pop_back();
    showPin();
    filterOnSelection();
}

void ParametersPanel::showPin()
{
    m_pin->setVisible(m_pinned != noEntity);
    m_pin->setText(m_model.names().entity(m_pinned).replace(u'&', u"&&"_s));
    m_pin->setToolTip(
        tr("Only the parameters of %1. Click to show all again; Ctrl+Z takes the last step back")
            .arg(m_model.names().entity(m_pinned)));
    m_pin->setAccessibleName(m_pin->toolTip());
}

void ParametersPanel::dragEnterEvent(QDragEnterEvent *event)
{
    const QByteArray payload = event->mimeData()->data(QString::fromLatin1(entityMimeType));
    if (!decodeEntities(m_model.catalogue(), payload).empty())
        event->acceptProposedAction();
}

void ParametersPanel::dropEvent(QDropEvent *event)
{
    const QByteArray payload = event->mimeData()->data(QString::fromLatin1(entityMimeType));
    const std::vector<EntityId> entities = decodeEntities(m_model.catalogue(), payload);
    if (entities.empty())
        return;
    pin(entities.front());
    event->acceptProposedAction();
}

void ParametersPanel::chart()
{
    const QModelIndexList rows = m_table->chosenRows();
    for (const QModelIndex &row : rows.first(std::min<qsizetype>(rows.size(), mostCharted)))
        m_selection.requestChart(m_model.seriesAt(source(row).row()));
}

void ParametersPanel::copy(bool namesOnly)
{
    QStringList lines;
    for (const QModelIndex &row : m_table->chosenRows()) {
        const auto text = [&row](int column) { return row.siblingAtColumn(column).data().toString(); };
        QString line =
            text(ParameterTableModel::entityColumn) + u' ' + text(ParameterTableModel::metricColumn);
        if (!namesOnly)
            line = line + u'\t' + text(ParameterTableModel::valueColumn) + u'\t' +
                   text(ParameterTableModel::unitColumn);
        lines += line;
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void ParametersPanel::showMenu(const QPoint &position)
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const EntityId entity = m_model.entityAt(source(current).row());
    const NodeId node = m_model.catalogue().entity(entity).node;
    const QString name = m_model.names().node(node);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"parametersMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Chart"), this, &ParametersPanel::chart)->setShortcut(Qt::Key_Return);
    menu->addSeparator();
    menu->addAction(tr("Copy with value"), this, [this] { copy(false); })->setShortcut(QKeySequence::Copy);
    menu->addAction(tr("Copy value"), this, [current = QPersistentModelIndex(current)] {
        QGuiApplication::clipboard()->setText(
            QModelIndex(current).siblingAtColumn(ParameterTableModel::valueColumn).data().toString());
    });
    menu->addAction(tr("Copy name"), this, [this] { copy(true); });
    menu->addSeparator();
    menu->addAction(tr("Filter on %1").arg(QString(name).replace(u'&', u"&&"_s)), this,
                    [this, name] { m_bar->field().setText(name); });
    menu->popup(position);
}

void ParametersPanel::showOptions()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *worst =
        menu->addAction(tr("Worst first"), this, [this](bool on) { m_filter.setWorstFirst(on); });
    worst->setCheckable(true);
    worst->setChecked(m_filter.worstFirst());
    QAction *stale = menu->addAction(tr("Only stale"), this, [this](bool on) {
        m_filter.setOnlyStale(on);
        showCounts();
    });
    stale->setCheckable(true);
    stale->setChecked(m_filter.onlyStale());
    QMenu *trend = menu->addMenu(tr("Trend"));
    auto *spans = new QActionGroup(trend);
    for (const int minutes : trendSpans) {
        QAction *span = trend->addAction(ValueFormatter::span(std::chrono::minutes{minutes}), this,
                                         [this, minutes] { setTrendSpan(minutes); });
        span->setCheckable(true);
        span->setChecked(m_sparkline.span() == std::chrono::minutes{minutes});
        spans->addAction(span);
    }
    m_table->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(m_options->mapToGlobal(m_options->rect().bottomLeft()));
}

void ParametersPanel::clearFilters()
{
    m_bar->field().clear();
    pin(noEntity);
    m_selectionOnly->setChecked(false);
    m_outOfLimits->setChecked(false);
    m_filter.setOnlyStale(false);
    m_stateFilter->setStates({});
    showCounts();
}

void ParametersPanel::setTrendSpan(int minutes)
{
    m_sparkline.setSpan(std::chrono::minutes{minutes});
    m_table->viewport()->update();
}

void ParametersPanel::showCounts()
{
    const int all = m_model.rowCount();
    const int shown = m_filter.rowCount();
    m_bar->setCounts(shown, all);
    if (all == 0 && m_serverUrl.isEmpty())
        m_empty->say(tr("No telemetry yet. Connect to a server or start the demo."));
    else if (all == 0)
        m_empty->say(
            tr("No telemetry yet. Post to %1 or start the demo.").arg(m_serverUrl + u"/api/v1/telemetry"_s));
    else if (shown == 0)
        m_empty->say(tr("No parameter passes the filter."), tr("Show all"));
    m_pages->setCurrentWidget(shown == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

QJsonObject ParametersPanel::saveState() const
{
    return {{u"table"_s, m_table->saveState()},
            {u"outOfLimits"_s, m_outOfLimits->isChecked()},
            {u"selectionOnly"_s, m_selectionOnly->isChecked()},
            {u"worstFirst"_s, m_filter.worstFirst()},
            {u"severities"_s, qint64(m_filter.states().severities)},
            {u"looks"_s, qint64(m_filter.states().looks)},
            {u"trendMinutes"_s, qint64(m_sparkline.span().count())}};
}

void ParametersPanel::restoreState(const QJsonObject &state)
{
    m_table->restoreState(state.value(u"table"_s).toObject());
    m_outOfLimits->setChecked(state.value(u"outOfLimits"_s).toBool());
    m_selectionOnly->setChecked(state.value(u"selectionOnly"_s).toBool());
    m_filter.setWorstFirst(state.value(u"worstFirst"_s).toBool());
    m_stateFilter->setStates({quint32(state.value(u"severities"_s).toInteger(0xFFFFFFFF)),
                              quint32(state.value(u"looks"_s).toInteger(0xFFFFFFFF))});
    const int minutes = state.value(u"trendMinutes"_s).toInt();
    if (std::find(trendSpans.begin(), trendSpans.end(), minutes) != trendSpans.end())
        setTrendSpan(minutes);
}

void ParametersPanel::showEvent(QShowEvent *event)
{
    m_model.setActive(true);
    m_filter.setActive(true);
    m_table->setActive(true);
    filterOnSelection();
    QWidget::showEvent(event);
}

void ParametersPanel::hideEvent(QHideEvent *event)
{
    m_model.setActive(false);
    m_filter.setActive(false);
    m_table->setActive(false);
    QWidget::hideEvent(event);
}

void ParametersPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ParametersPanel::retranslate()
{
    const auto title = [this](int column, const QString &text, const QString &full = {}) {
        m_model.setHeaderData(column, Qt::Horizontal, text);
        m_model.setHeaderData(column, Qt::Horizontal, full.isEmpty() ? text : full, Qt::ToolTipRole);
    };
    title(ParameterTableModel::stateColumn, {}, tr("State"));
    title(ParameterTableModel::entityColumn, tr("Node"), tr("Node or link"));
    title(ParameterTableModel::metricColumn, tr("Metric"));
    title(ParameterTableModel::valueColumn, tr("Value"));
    title(ParameterTableModel::unitColumn, tr("Unit"));
    title(ParameterTableModel::ageColumn, tr("Age"), tr("Age: time since the last reception"));
    title(ParameterTableModel::qualityColumn, tr("Quality"));
    title(ParameterTableModel::timeColumn, tr("Time"), tr("Generation time, UTC"));
    title(ParameterTableModel::trendColumn, tr("Trend"), tr("Trend of the last minutes"));
    m_model.setLocale(QLocale());
    m_model.setQualityWording(qualityText);
    m_bar->setPlaceholder(tr("Filter by node or metric"));
    m_bar->field().setToolTip(
        tr("Words that are part of a name, or patterns of a whole name: * any characters, ? one"));
    showPin();
    m_selectionOnly->setText(tr("Selection"));
    m_selectionOnly->setToolTip(tr("Only the selected node with its links, or the selected link"));
    m_outOfLimits->setText(tr("Out of limits"));
    m_outOfLimits->setToolTip(tr("Only values outside their limits"));
    m_options->setToolTip(tr("More: order and columns"));
    m_options->setAccessibleName(m_options->toolTip());
    showCounts();
}

} // namespace desk
