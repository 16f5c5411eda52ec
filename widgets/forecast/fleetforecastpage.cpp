// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/fleetforecastpage.h"

#include "widgets/forecast/forecastcard.h"
#include "widgets/forecast/forecastwords.h"
#include "widgets/tables/emptystate.h"
#include "widgets/tables/filterbar.h"
#include "widgets/tables/paneltable.h"
#include "widgets/theme/theme.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr int leastWidthForBoth = 800; // table and card beside one another
constexpr int cardWidth = 360;         // then
} // namespace

FleetForecastPage::FleetForecastPage(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme,
                                     QWidget *parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_theme(theme)
    , m_model(feed)
    , m_filter(m_model)
    , m_table(new PanelTable(theme))
    , m_empty(new EmptyState(theme))
    , m_tables(new QWidget)
    , m_pages(new QStackedLayout(m_tables))
    , m_card(new ForecastCard(m_model, theme))
    , m_splitter(new QSplitter(Qt::Vertical))
{
    m_model.setWording(ForecastWords::ofTable());
    m_model.setLocale(QLocale());
    buildTable();
    buildBar();
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto *scroll = new QScrollArea;
    scroll->setObjectName(u"cardScroll"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_card);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tables);
    m_splitter->addWidget(scroll);
    arrange();
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        if (m_splitter->orientation() == Qt::Horizontal)
            return;
        const QList<int> sizes = m_splitter->sizes();
        m_cardShare = 100 * sizes[1] / std::max(1, sizes[0] + sizes[1]);
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_splitter, 1);
    connect(m_cardShown, &QToolButton::toggled, scroll, &QWidget::setVisible);
    connect(m_table, &PanelTable::rowChosen, this, &FleetForecastPage::choose);
    connect(m_table, &PanelTable::rowActivated, this, [this](const QModelIndex &index) {
        m_selection.requestChart(m_model.rowAt(sourceRow(index)).forecast.series);
    });
    connect(m_table, &PanelTable::copyRequested, this, &FleetForecastPage::copy);
    connect(m_table, &PanelTable::menuRequested, this, &FleetForecastPage::showMenu);
    connect(m_empty, &EmptyState::triggered, this, &FleetForecastPage::clearFilters);
    connect(&m_selection, &FleetSelection::selectionChanged, this, &FleetForecastPage::followSelection);
    retranslate();
}

// A low panel has no height for both.
void FleetForecastPage::arrange()
{
    const bool isBeside = width() >= leastWidthForBoth && width() > 2 * height();
    const auto orientation = isBeside ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != orientation)
        m_splitter->setOrientation(orientation);
    if (isBeside)
        m_splitter->setSizes({width() - cardWidth, cardWidth});
    else
        m_splitter->setSizes({100 - m_cardShare, m_cardShare});
}

void FleetForecastPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FleetForecastPage::buildTable()
{
    using Model = FleetForecastModel;
    m_table->setObjectName(u"forecastTable"_s);
    m_table->setModel(&m_filter);
    m_table->horizontalHeader()->setSortIndicator(Model::timeToLimitColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setColumn(Model::stateColumn, CellStyle::glyph, 0);
    m_table->setColumn(Model::timeToLimitColumn, CellStyle::number, 9);
    m_table->setColumn(Model::earliestColumn, CellStyle::age, 9);
    m_table->setColumn(Model::entityColumn, CellStyle::entity, 24);
    m_table->setColumn(Model::metricColumn, CellStyle::identifier, 14);
    m_table->setColumn(Model::currentColumn, CellStyle::value, 8);
    m_table->setColumn(Model::unitColumn, CellStyle::unit, 6);
    for (std::size_t i = 0; i < forecastHorizons.size(); ++i)
        m_table->setColumn(Model::firstHorizonColumn + int(i), CellStyle::value, 22);
    m_table->setColumn(Model::confidenceColumn, CellStyle::number, 6);
    m_table->setColumn(Model::methodColumn, CellStyle::name, 12);
    m_table->setColumn(Model::ageColumn, CellStyle::age, 6);
    m_table->setColumn(Model::remarkColumn, CellStyle::name, 24);
    m_table->setStretchColumn(Model::remarkColumn);
}

void FleetForecastPage::buildBar()
{
    m_bar = new FilterBar(m_theme, this, m_table);
    m_onlyLimits = m_bar->addSwitch(u"forecastOnlyLimits"_s);
    m_reasons = m_bar->addSwitch(u"forecastReasons"_s);
    m_cardShown = new QToolButton;
    m_cardShown->setObjectName(u"forecastCardShown"_s);
    m_cardShown->setIcon(m_theme.icon(u"info"_s));
    m_cardShown->setAutoRaise(true);
    m_cardShown->setCheckable(true);
    m_cardShown->setChecked(true);
    connect(m_bar, &FilterBar::textChanged, this, [this](const QString &text) {
        m_filter.setText(text);
        showCounts();
    });
    connect(m_onlyLimits, &QToolButton::toggled, this, [this](bool on) {
        m_filter.setOnlyLimits(on);
        showCounts();
    });
    connect(m_reasons, &QToolButton::toggled, this, [this](bool on) {
        m_filter.setWithReasons(on);
        showCounts();
    });
}

int FleetForecastPage::sourceRow(const QModelIndex &index) const
{
    return m_filter.mapToSource(index).row();
}

void FleetForecastPage::choose(const QModelIndex &index)
{
    const QScopedValueRollback guard(m_choosing, true);
    const int row = sourceRow(index);
    m_selection.select(m_model.entityAt(row));
    m_card->show(m_model.entityAt(row), m_model.rowAt(row).forecast.series);
}

void FleetForecastPage::followSelection()
{
    if (m_choosing || !isVisible())
        return;
    const EntityId selected = m_selection.selected();
    m_card->show(selected);
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && m_model.entityAt(sourceRow(current)) == selected)
        return;
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex index = m_filter.index(row, 0);
        if (m_model.entityAt(sourceRow(index)) == selected) {
            m_table->showRow(index);
            return;
        }
    }
    m_table->showRow({});
}

void FleetForecastPage::refresh()
{
    m_model.refresh();
    m_card->refresh();
    m_table->viewport()->update(); // times to limits
    showCounts();
}

void FleetForecastPage::setActive(bool active)
{
    if (active)
        refresh();
    m_filter.setActive(active);
    m_table->setActive(active);
    if (active)
        followSelection();
}

void FleetForecastPage::clearFilters()
{
    m_bar->field().clear();
    m_onlyLimits->setChecked(false);
    m_reasons->setChecked(true);
}

void FleetForecastPage::showCounts()
{
    const int all = m_model.rowCount();
    const int shown = m_filter.rowCount();
    m_bar->setCounts(shown, all);
    const bool isFiltered = !m_bar->field().text().isEmpty() || m_onlyLimits->isChecked();
    if (all == 0)
        m_empty->say(tr("No forecasts yet. A series has one after two minutes of values."));
    else if (shown == 0 && isFiltered)
        m_empty->say(tr("No forecast passes the filter."), tr("Show all"));
    else if (shown == 0)
        m_empty->say(tr("No series can be forecast yet: there is too little to go by."), tr("Show reasons"));
    m_pages->setCurrentWidget(shown == 0 ? static_cast<QWidget *>(m_empty) : m_table);
}

} // namespace desk
