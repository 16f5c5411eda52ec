// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chartspanel.h"

#include "widgets/charts/chartview.h"
#include "widgets/charts/comparisonbar.h"
#include "widgets/theme/panel.h"
#include "widgets/theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int chartsAtFirst = 4;
constexpr std::size_t seriesOfSelection = 4; // that the button of an empty chart brings

} // namespace

ChartsPanel::ChartsPanel(ParameterFeed &feed, TimeConductor &conductor, FleetSelection &selection,
                         const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
    , m_time(conductor)
{
    setObjectName(u"chartsPanel"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    buildControls();
    column->addWidget(m_controls);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget;
    content->setObjectName(u"chartsGrid"_s);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Theme::gridUnit / 2);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);

    for (int i = 0; i < chartsAtFirst; ++i)
        addChart();
    setActive(m_charts.front());

    connect(&selection, &FleetSelection::chartRequested, this,
            [this](SeriesId series) { addSeries(series); });
    connect(&selection, &FleetSelection::selectionChanged, this, &ChartsPanel::showOffer);
    connect(&feed, &ParameterFeed::advanced, this, [this](const FeedUpdate &update) {
        if (!m_expected.empty() && !update.definitions.empty())
            acceptExpected();
    });
    connect(&m_time, &SharedTimeAxis::boundsChanged, this, &ChartsPanel::showTimeState);
    connect(&theme, &Theme::changed, this, &ChartsPanel::showTimeState);
    retranslate();
}

ChartView *ChartsPanel::addChart()
{
    if (m_charts.size() >= maxCharts)
        return nullptr;
    auto *chart = new ChartView(m_feed, m_time, m_theme);
    chart->setLimitLines(m_limits);
    chart->setGaps(m_gaps);
    chart->setComparison(m_comparison);
    chart->setMarks(m_marks);
    chart->setForecasts(m_forecasts);
    connect(chart, &ChartView::activated, this, [this, chart] { setActive(chart); });
    connect(chart, &ChartView::removalRequested, this, [this, chart] { removeChart(chart); });
    connect(chart, &ChartView::seriesChanged, this, &ChartsPanel::contentChanged);
    connect(chart, &ChartView::offerAccepted, this, [this, chart] { chartSelection(chart); });
    m_charts.push_back(chart);
    arrange();
    showOffer();
    Q_EMIT contentChanged();
    return chart;
}

void ChartsPanel::removeChart(ChartView *chart)
{
    const auto it = std::find(m_charts.begin(), m_charts.end(), chart);
    if (it == m_charts.end())
        return;
    std::erase_if(m_expected, [chart](const Expected &expected) { return expected.chart == chart; });
    if (m_charts.size() == 1) {
        chart->clear();
        return;
    }
    m_charts.erase(it);
    if (m_active == chart)
        setActive(m_charts.front());
    m_grid->removeWidget(chart);
    chart->hide();
    chart->deleteLater(); // its own menu may have asked for it
    arrange();
    Q_EMIT contentChanged();
}

void ChartsPanel::setColumns(int columns)
{
    columns = std::clamp(columns, 1, mostColumns);
    if (columns == m_columns)
        return;
    m_columns = columns;
    arrange();
    Q_EMIT contentChanged();
}

void ChartsPanel::arrange()
{
    for (ChartView *chart : m_charts)
        m_grid->removeWidget(chart);
    const int count = int(m_charts.size());
    const int rows = (count + m_columns - 1) / m_columns;
    for (int i = 0; i < count; ++i) {
        // The last one takes what is left of its row.
        const int wide = i + 1 == count ? m_columns - i % m_columns : 1;
        m_grid->addWidget(m_charts[std::size_t(i)], i / m_columns, i % m_columns, 1, wide);
    }
    for (int row = 0; row < std::max(rows, m_grid->rowCount()); ++row)
        m_grid->setRowStretch(row, row < rows ? 1 : 0);
    for (int column = 0; column < mostColumns; ++column)
        m_grid->setColumnStretch(column, column < m_columns ? 1 : 0);
    for (int i = 0; i + 1 < count; ++i)
        QWidget::setTabOrder(m_charts[std::size_t(i)], m_charts[std::size_t(i) + 1]);
    for (int i = 0; i < count; ++i)
        m_charts[std::size_t(i)]->setObjectName(u"chart%1"_s.arg(i + 1));
    showActive();
}

void ChartsPanel::setActive(ChartView *chart)
{
    if (chart == m_active)
        return;
    m_active = chart;
    showActive();
}

// A lone chart needs no mark.
void ChartsPanel::showActive()
{
    for (ChartView *chart : m_charts)
        chart->setActive(chart == m_active && m_charts.size() > 1);
}

void ChartsPanel::setLimitLines(LimitLines limits)
{
    m_limits = std::move(limits);
    for (ChartView *chart : m_charts)
        chart->setLimitLines(m_limits);
}

void ChartsPanel::setGaps(const GapRecord *gaps)
{
    m_gaps = gaps;
    for (ChartView *chart : m_charts)
        chart->setGaps(m_gaps);
}

void ChartsPanel::setComparison(Comparison *comparison)
{
    m_comparison = comparison;
    for (ChartView *chart : m_charts)
        chart->setComparison(comparison);
    if (comparison)
        static_cast<QVBoxLayout *>(layout())->insertWidget(1, new ComparisonBar(*comparison, m_theme));
}

void ChartsPanel::setMarks(const MarkRecord *marks)
{
    m_marks = marks;
    for (ChartView *chart : m_charts)
        chart->setMarks(m_marks);
}

void ChartsPanel::setForecasts(const PredictionSource *source)
{
    m_forecasts = source;
    for (ChartView *chart : m_charts)
        chart->setForecasts(source);
}

bool ChartsPanel::isEmpty() const
{
    return m_expected.empty() && std::all_of(m_charts.begin(), m_charts.end(), [](const ChartView *chart) {
               return chart->content().isEmpty();
           });
}

bool ChartsPanel::addSeries(SeriesId series, int chartIndex)
{
    const auto has = [series](const ChartView *chart) { return chart->content().find(series) != nullptr; };
    ChartView *wanted = m_active;
    if (chartIndex >= 0 && chartIndex < int(m_charts.size()))
        wanted = m_charts[std::size_t(chartIndex)];
    else if (std::any_of(m_charts.begin(), m_charts.end(), has))
        return true; // it is on screen
    if (wanted->addSeries(series))
        return true;
    // The wanted one has said why; an empty one takes anything that is known.
    for (ChartView *chart : m_charts) {
        if (chart->content().isEmpty() && chart->addSeries(series))
            return true;
    }
    return false;
}

// The first figures of the selected node or link.
void ChartsPanel::chartSelection(ChartView *chart)
{
    const EntityId entity = m_selection.selected();
    if (entity == noEntity)
        return;
    std::size_t added = 0;
    for (const SeriesId id : m_feed.catalogue().seriesOf(entity)) {
        const SeriesDefinition &definition = m_feed.catalogue().series(id);
        const bool figure = definition.kind == ValueKind::number || definition.kind == ValueKind::integer;
        if (!figure || definition.metric == "confidence" || definition.metric.find('#') != std::string::npos)
            continue;
        if (chart->addSeries(id) && ++added == seriesOfSelection)
            break;
    }
    setActive(chart);
}

void ChartsPanel::showOffer()
{
    const EntityId entity = m_selection.selected();
    QString offer;
    if (entity != noEntity && index(entity) < m_feed.catalogue().entityCount() &&
        !m_feed.catalogue().seriesOf(entity).empty()) {
        const EntityDefinition &definition = m_feed.catalogue().entity(entity);
        QString name = QString::fromStdString(m_feed.catalogue().node(definition.node).name);
        if (definition.dst != noNode)
            name += u" → "_s + QString::fromStdString(m_feed.catalogue().node(definition.dst).name);
        offer = tr("Chart %1").arg(name.replace(u'&', u"&&"_s));
    }
    for (ChartView *chart : m_charts)
        chart->setOffer(offer);
}

} // namespace desk
