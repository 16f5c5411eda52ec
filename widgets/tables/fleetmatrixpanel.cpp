// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/fleetmatrixpanel.h"

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/mainseries.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/filterbar.h"
#include "widgets/tables/fleetmatrixview.h"
#include "widgets/tables/matrixlegend.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/elidedlabel.h"
#include "widgets/theme/theme.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

using Order = FleetMatrixModel::Order;
constexpr std::array orders{Order::worstFirst, Order::name, Order::plane};
constexpr std::size_t mostMatrixCharted = 8;
constexpr int legendShare = 5; // at most this part of the height

QString orderWord(Order order) // of the settings
{
    return order == Order::name ? u"name"_s : order == Order::plane ? u"plane"_s : u"worst"_s;
}

} // namespace

FleetMatrixPanel::FleetMatrixPanel(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                                   QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_theme(theme)
    , m_model(feed)
    , m_names(feed.catalogue())
{
    m_model.setLocale(QLocale());
    m_model.setCellWording([this](const FleetMatrix::Place &at) {
        const QString state = states(at);
        return state.isEmpty() ? figures(at) : figures(at) + u", "_s + state;
    });
    build();
    connect(m_bar, &FilterBar::textChanged, this, [this](const QString &text) {
        m_model.setText(text);
        showCounts();
    });
    connect(m_order, &QToolButton::clicked, m_order, &QToolButton::showMenu);
    connect(m_values, &QToolButton::toggled, m_view, &FleetMatrixView::setShowsValues);
    connect(m_options, &QToolButton::clicked, this, &FleetMatrixPanel::showOptions);
    connect(m_view, &FleetMatrixView::nodeChosen, this, &FleetMatrixPanel::choose);
    connect(m_view, &FleetMatrixView::nodeActivated, this, &FleetMatrixPanel::choose);
    connect(m_view, &FleetMatrixView::cellActivated, this, &FleetMatrixPanel::chart);
    connect(m_view, &FleetMatrixView::copyRequested, this, &FleetMatrixPanel::copy);
    connect(m_view, &FleetMatrixView::menuRequested, this, &FleetMatrixPanel::showMenu);
    connect(m_view, &FleetMatrixView::pointed, this, [this](const QModelIndex &cell) {
        m_pointed = cell;
        showReadout();
    });
    connect(m_empty, &EmptyState::triggered, &m_bar->field(), &QLineEdit::clear);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &FleetMatrixPanel::showCounts);
    connect(&m_model, &QAbstractItemModel::columnsInserted, this, &FleetMatrixPanel::showCounts);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &FleetMatrixPanel::showCounts);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &FleetMatrixPanel::showReadout);
    connect(&m_model, &FleetMatrixModel::overdueChanged, this, &FleetMatrixPanel::showOrder);
    connect(&m_selection, &FleetSelection::selectionChanged, this, &FleetMatrixPanel::followSelection);
    retranslate();
}

void FleetMatrixPanel::build()
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_view = new FleetMatrixView(m_model, m_theme);
    m_view->setObjectName(u"fleetMatrix"_s);
    m_bar = new FilterBar(m_theme, this, m_view);
    m_order = m_bar->addSwitch(u"order"_s);
    m_order->setCheckable(false);
    m_order->setPopupMode(QToolButton::InstantPopup);
    m_order->setMenu(new QMenu(m_order));
    m_values = m_bar->addSwitch(u"values"_s);
    m_options = m_bar->addButton(u"options"_s, u"more"_s);
    m_figures = new ElidedLabel;
    m_figures->setObjectName(u"matrixFigures"_s);
    m_states = new ElidedLabel;
    m_states->setObjectName(u"matrixStates"_s);
    m_states->setProperty("dim", true);
    for (ElidedLabel *label : {m_figures, m_states}) {
        label->setTextFormat(Qt::PlainText); // names come from outside
        label->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    }
    m_legend = new MatrixLegend(m_theme);
    m_empty = new EmptyState(m_theme);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_view, 1);
    column->addSpacing(Theme::gridUnit);
    column->addWidget(m_figures);
    column->addWidget(m_states);
    column->addWidget(m_legend);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_bar);
    m_pages = new QStackedLayout;
    m_pages->addWidget(m_empty);
    m_pages->addWidget(content);
    all->addLayout(m_pages, 1);
}

void FleetMatrixPanel::choose(NodeId node)
{
    const int row = m_model.rowOf(node);
    const EntityId entity = row < 0 ? noEntity : m_model.rowAt(row).entity;
    m_view->setSelectedNode(node);
    if (entity != noEntity)
        m_selection.select(entity);
}

void FleetMatrixPanel::followSelection()
{
    const EntityId selected = m_selection.selected();
    const bool known = desk::index(selected) < m_model.catalogue().entityCount();
    const NodeId node = known ? m_model.catalogue().entity(selected).node : noNode;
    m_view->setSelectedNode(node);
    if (isVisible() && node != noNode)
        m_view->showNode(node);
}

void FleetMatrixPanel::chart(const QModelIndex &cell)
{
    const std::vector<SeriesId> all = m_model.matrix().seriesOf(m_model.placeAt(cell.row(), cell.column()));
    for (std::size_t i = 0; i < std::min(all.size(), mostMatrixCharted); ++i)
        m_selection.requestChart(all[i]);
}

QString FleetMatrixPanel::figures(FleetMatrix::Place at) const
{
    const FleetMatrix::Cell &cell = m_model.matrix().cell(at);
    const FleetMatrix::Column &column = m_model.matrix().columns()[at.column];
    const QString node = m_model.nodeName(m_model.matrix().rows()[at.row].node);
    if (cell.first == noSeries)
        return node + u"  "_s + column.metric + u"  "_s +
               (column.ofLinks ? tr("none of its links has it") : tr("it has no such metric"));
    const bool isMean = cell.series > 1 && cell.limits.severity < Severity::advisory && cell.alive > 1;
    const QString unit = m_names.unit(cell.worst);
    QString value = m_model.text(at);
    if (!unit.isEmpty() && value != ValueFormatter::unknown())
        value += (unit == u"°" ? QString() : u" "_s) + unit;
    const QString who = isMean ? node : m_names.entity(m_model.catalogue().series(cell.worst).entity);
    return who + u"  "_s + (isMean ? column.metric : m_names.metric(cell.worst)) + u"  "_s +
           (isMean ? tr("mean %1").arg(value) : value);
}

QString FleetMatrixPanel::range(const FleetMatrix::Column &column) const
{
    if (!(column.high > column.low))
        return {};
    const std::string metric = column.metric.toStdString();
    const ValueFormatter format{QLocale()};
    return tr("%1 to %2 in the fleet")
        .arg(format.value(column.low, metric), format.value(column.high, metric));
}

QString FleetMatrixPanel::states(FleetMatrix::Place at) const
{
    const FleetMatrix::Cell &cell = m_model.matrix().cell(at);
    if (cell.first == noSeries)
        return {};
    QStringList words{monitoringText(cell.limits)};
    QString look = lookText(cell.look);
    if (const LastValue *last = m_model.feed().lastValues().find(cell.worst))
        look +=
            u' ' + ValueFormatter::age(
                       std::chrono::duration<double>(m_model.feed().time().steadyNow() - last->seen).count());
    words += look;
    if (cell.series > 1) {
        const bool links = m_model.matrix().columns()[at.column].ofLinks;
        words += links ? tr("%1 of %2 links alive").arg(cell.alive).arg(cell.series)
                       : tr("%1 of %2 alive").arg(cell.alive).arg(cell.series);
    }
    if (const QString among = range(m_model.matrix().columns()[at.column]);
        cell.limits.severity == Severity::none && m_model.matrix().level(at) >= 0 && !among.isEmpty())
        words += among;
    return words.join(u" · "_s);
}

void FleetMatrixPanel::showReadout()
{
    if (!isVisible())
        return;
    const QModelIndex cell = m_pointed;
    if (!cell.isValid()) {
        m_figures->setText(tr("Point at a cell, or walk with the arrow keys."));
        m_states->setText(tr("Enter charts a cell; a click selects its node."));
        return;
    }
    const FleetMatrix::Place at = m_model.placeAt(cell.row(), cell.column());
    m_figures->setText(figures(at));
    m_states->setText(states(at));
}

void FleetMatrixPanel::copy()
{
    const QModelIndex cell = m_view->currentIndex();
    if (cell.isValid())
        QGuiApplication::clipboard()->setText(figures(m_model.placeAt(cell.row(), cell.column())));
}

void FleetMatrixPanel::showMenu(const QPoint &position)
{
    const QModelIndex cell = m_view->currentIndex();
    auto *menu = new QMenu(this);
    menu->setObjectName(u"matrixMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (cell.isValid()) {
        const NodeId node = m_model.rowAt(cell.row()).node;
        const QString name = m_model.nodeName(node);
        menu->addAction(tr("Chart"), this,
                        [this, at = QPersistentModelIndex(cell)] {
                            if (at.isValid())
                                chart(at);
                        })
            ->setShortcut(Qt::Key_Return);
        menu->addAction(tr("Select %1").arg(QString(name).replace(u'&', u"&&"_s)), this,
                        [this, node] { choose(node); });
        if (const EntityId entity = m_model.rowAt(cell.row()).entity; entity != noEntity) {
            menu->addAction(tr("Chart its main parameters"), this, [this, entity] {
                for (const SeriesId id : mainSeries(m_model.feed(), entity))
                    m_selection.requestChart(id);
            });
            menu->addAction(tr("Only its parameters in the table"), this,
                            [this, entity] { m_selection.requestParameters(entity); });
        }
        menu->addAction(tr("Copy with value"), this, &FleetMatrixPanel::copy)
            ->setShortcut(QKeySequence::Copy);
        menu->addSeparator();
    }
    m_view->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(position);
}

void FleetMatrixPanel::showOptions()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"matrixOptions"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *legend = menu->addAction(tr("Legend"), this, [this](bool on) {
        m_wantsLegend = on;
        fitLegend();
    });
    legend->setCheckable(true);
    legend->setChecked(m_wantsLegend);
    menu->addAction(tr("Show all columns"), this, [this] { m_view->setHiddenColumns({}); });
    m_view->addColumnActions(*menu->addMenu(tr("Columns")));
    menu->popup(m_options->mapToGlobal(m_options->rect().bottomLeft()));
}

void FleetMatrixPanel::showCounts()
{
    const int all = m_model.allRows();
    const int shown = m_model.rowCount();
    m_bar->setCounts(shown, all);
    const bool empty = shown == 0 || m_model.columnCount() == 0;
    if (all == 0 || m_model.columnCount() == 0)
        m_empty->say(
            tr("No telemetry yet. A row per node and a column per metric appear with the first points: "
               "start the demo, or post to /api/v1/telemetry."));
    else
        m_empty->say(tr("No node passes the filter."), tr("Show all"));
    m_pages->setCurrentIndex(empty ? 0 : 1);
    if (m_view->verticalHeader()->isHidden())
        m_view->verticalHeader()->show();
}

void FleetMatrixPanel::showOrder()
{
    const auto title = [this](Order order) {
        switch (order) {
        case Order::worstFirst:
            break;
        case Order::name:
            return tr("By name");
        case Order::plane:
            return tr("By plane");
        }
        return tr("Worst first");
    };
    // Rows that stand still must not pass for rows in order.
    m_order->setText(m_model.isOverdue() ? tr("%1 (held)").arg(title(m_model.order()))
                                         : title(m_model.order()));
    m_order->setToolTip(
        m_model.isOverdue()
            ? tr("Order of the rows: held while the pointer is over them")
            : tr("Order of the rows; worst: severity, then how many cells have it, then name"));
    m_order->setAccessibleName(m_order->toolTip());
    QMenu *menu = m_order->menu();
    menu->clear();
    auto *group = new QActionGroup(menu);
    for (const Order order : orders) {
        QAction *action = menu->addAction(title(order), this, [this, order] {
            m_model.setOrder(order);
            QMetaObject::invokeMethod(this, &FleetMatrixPanel::showOrder, Qt::QueuedConnection);
        });
        action->setCheckable(true);
        action->setChecked(order == m_model.order());
        group->addAction(action);
    }
}

QJsonObject FleetMatrixPanel::saveState() const
{
    return {{u"order"_s, orderWord(m_model.order())},
            {u"values"_s, m_values->isChecked()},
            {u"legend"_s, m_wantsLegend},
            {u"hidden"_s, QJsonArray::fromStringList(m_view->hiddenColumns())}};
}

void FleetMatrixPanel::restoreState(const QJsonObject &state)
{
    for (const Order order : orders) {
        if (state.value(u"order"_s).toString() == orderWord(order))
            m_model.setOrder(order);
    }
    m_values->setChecked(state.value(u"values"_s).toBool());
    m_wantsLegend = state.value(u"legend"_s).toBool(true);
    fitLegend();
    QStringList hidden;
    const QJsonArray names = state.value(u"hidden"_s).toArray();
    for (const auto &name : names) {
        if (name.isString() && hidden.size() < int(FleetMatrix::mostColumns))
            hidden += name.toString();
    }
    m_view->setHiddenColumns(hidden);
    showOrder();
}

// Where there is little room, the cells have it.
void FleetMatrixPanel::fitLegend()
{
    m_legend->setVisible(m_wantsLegend && m_legend->heightForWidth(width()) * legendShare <= height());
}

void FleetMatrixPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitLegend();
}

void FleetMatrixPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setActive(true);
    showCounts();
    followSelection();
    showReadout();
}

void FleetMatrixPanel::hideEvent(QHideEvent *event)
{
    m_model.setActive(false);
    QWidget::hideEvent(event);
}

void FleetMatrixPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FleetMatrixPanel::retranslate()
{
    m_model.setLocale(QLocale());
    m_model.setTypeWording(nodeTypeText);
    m_view->setAccessibleName(tr("Fleet matrix"));
    m_bar->setPlaceholder(tr("Filter by node"));
    m_bar->field().setToolTip(tr(
        "Words that are part of a name, label or type, or patterns of a whole one: * any characters, ? one"));
    m_values->setText(tr("Values"));
    m_values->setToolTip(tr("Figures in the cells, as a table"));
    m_options->setToolTip(tr("More: legend and columns"));
    m_options->setAccessibleName(m_options->toolTip());
    m_figures->setFont(m_theme.monoFont());
    m_states->setFont(m_theme.textFont());
    showOrder();
    showCounts();
    showReadout();
}

} // namespace desk
