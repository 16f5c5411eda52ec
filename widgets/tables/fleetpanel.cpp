// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/fleetpanel.h"

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/mainseries.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/filterbar.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
// What a drag to a chart, and to the parameter table, does.
constexpr QKeyCombination chartKeys(Qt::SHIFT, Qt::Key_Return);
constexpr QKeyCombination filterKeys(Qt::CTRL, Qt::Key_Return);
} // namespace

FleetPanel::FleetPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                       QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(feed)
    , m_filter(m_model)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_table = new PanelTable(theme);
    m_table->setObjectName(u"fleetTable"_s);
    m_table->setModel(&m_filter);
    m_table->horizontalHeader()->setSortIndicator(FleetTableModel::nameColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    using Model = FleetTableModel;
    m_table->setColumn(Model::stateColumn, CellStyle::glyph, 0);
    m_table->setColumn(Model::nameColumn, CellStyle::entity, 14);
    m_table->setColumn(Model::labelColumn, CellStyle::name, 16, false);
    m_table->setColumn(Model::typeColumn, CellStyle::name, 14);
    m_table->setColumn(Model::healthColumn, CellStyle::name, 10);
    m_table->setColumn(Model::linksColumn, CellStyle::number, 5);
    m_table->setStretchColumn(Model::nameColumn);
    m_table->setDragEnabled(true);
    m_table->setDragDropMode(QAbstractItemView::DragOnly);

    m_bar = new FilterBar(theme, this, m_table);
    m_worstFirst = m_bar->addSwitch(u"worstFirst"_s);
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
    connect(m_worstFirst, &QToolButton::toggled, this, [this](bool on) { m_filter.setWorstFirst(on); });
    connect(m_table, &PanelTable::rowChosen, this, &FleetPanel::choose);
    connect(m_table, &PanelTable::rowActivated, this, &FleetPanel::choose);
    connect(m_table, &PanelTable::copyRequested, this, &FleetPanel::copy);
    connect(m_table, &PanelTable::menuRequested, this, &FleetPanel::showMenu);
    connect(m_empty, &EmptyState::triggered, &m_bar->field(), &QLineEdit::clear);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, &FleetPanel::showCounts);
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &FleetPanel::showCounts);
    connect(&m_selection, &FleetSelection::selectionChanged, this, &FleetPanel::followSelection);
    auto *charts = new QShortcut(chartKeys, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(charts, &QShortcut::activated, this, &FleetPanel::chart);
    auto *filter = new QShortcut(filterKeys, m_table, nullptr, nullptr, Qt::WidgetShortcut);
    connect(filter, &QShortcut::activated, this, &FleetPanel::filterParameters);
    m_worstFirst->setChecked(true);
    retranslate();
}

void FleetPanel::choose(const QModelIndex &index)
{
    m_selection.select(m_model.entityAt(m_filter.mapToSource(index).row()));
}

void FleetPanel::followSelection()
{
    const int row = m_model.rowOf(m_selection.selected());
    const QModelIndex wanted = row < 0 ? QModelIndex() : m_filter.mapFromSource(m_model.index(row, 0));
    if (!wanted.isValid() || m_table->currentIndex().row() != wanted.row())
        m_table->showRow(wanted);
}

void FleetPanel::showCounts()
{
    const int all = m_model.rowCount();
    const int shown = m_filter.rowCount();
    m_bar->setCounts(shown, all);
    if (all == 0)
        m_empty->say(tr("No nodes yet. A node appears with its first telemetry; a whole fleet comes with PUT "
                        "/api/v1/topology/ or with the demo."));
    else
        m_empty->say(tr("No node passes the filter."), tr("Show all"));
    m_pages->setCurrentWidget(shown == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

void FleetPanel::copy()
{
    QStringList names;
    for (const QModelIndex &row : m_table->chosenRows())
        names += row.siblingAtColumn(FleetTableModel::nameColumn).data().toString();
    if (!names.isEmpty())
        QGuiApplication::clipboard()->setText(names.join(u'\n'));
}

EntityId FleetPanel::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_model.entityAt(m_filter.mapToSource(index).row()) : noEntity;
}

void FleetPanel::chart()
{
    for (const SeriesId id : mainSeries(m_model.feed(), current()))
        m_selection.requestChart(id);
}

void FleetPanel::filterParameters()
{
    if (const EntityId entity = current(); entity != noEntity)
        m_selection.requestParameters(entity);
}

void FleetPanel::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"fleetMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Chart its main parameters"), this, &FleetPanel::chart)->setShortcut(chartKeys);
    menu->addAction(tr("Only its parameters in the table"), this, &FleetPanel::filterParameters)
        ->setShortcut(filterKeys);
    menu->addSeparator();
    menu->addAction(tr("Copy name"), this, &FleetPanel::copy)->setShortcut(QKeySequence::Copy);
    m_table->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

QJsonObject FleetPanel::saveState() const
{
    return {{u"table"_s, m_table->saveState()}, {u"worstFirst"_s, m_worstFirst->isChecked()}};
}

void FleetPanel::restoreState(const QJsonObject &state)
{
    m_table->restoreState(state.value(u"table"_s).toObject());
    m_worstFirst->setChecked(state.value(u"worstFirst"_s).toBool(true));
}

void FleetPanel::showEvent(QShowEvent *event)
{
    m_model.setActive(true);
    m_filter.setActive(true);
    showCounts();
    followSelection();
    QWidget::showEvent(event);
}

void FleetPanel::hideEvent(QHideEvent *event)
{
    m_model.setActive(false);
    m_filter.setActive(false);
    QWidget::hideEvent(event);
}

void FleetPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FleetPanel::retranslate()
{
    const auto title = [this](int column, const QString &text, const QString &full = {}) {
        m_model.setHeaderData(column, Qt::Horizontal, text);
        m_model.setHeaderData(column, Qt::Horizontal, full.isEmpty() ? text : full, Qt::ToolTipRole);
    };
    title(FleetTableModel::stateColumn, {}, tr("State"));
    title(FleetTableModel::nameColumn, tr("Node"));
    title(FleetTableModel::labelColumn, tr("Label"));
    title(FleetTableModel::typeColumn, tr("Type"));
    title(FleetTableModel::healthColumn, tr("Health"));
    title(FleetTableModel::linksColumn, tr("Links"), tr("Links: active ones"));
    m_model.setTypeWording(nodeTypeText);
    m_model.setHealthWording(healthText);
    m_bar->setPlaceholder(tr("Filter by name, type or health"));
    m_worstFirst->setText(tr("Worst first"));
    m_worstFirst->setToolTip(tr("Nodes outside their limits or in bad health stand on top"));
    showCounts();
}

} // namespace desk
