// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/mainchartssection.h"

#include "models/itemmodels/fleetselection.h"
#include "models/itemmodels/mainseries.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/tables/minichart.h"
#include "widgets/theme/theme.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {
constexpr int mostCharts = 3;
constexpr std::chrono::minutes shortest{1};
constexpr std::chrono::minutes longest{60};
} // namespace

MainChartsSection::MainChartsSection(const ParameterFeed &feed, FleetSelection &selection, const Theme &theme)
    : InspectorSection(theme, u"chartsSection"_s)
    , m_feed(feed)
    , m_sparkline(feed, theme)
{
    for (int i = 0; i < mostCharts; ++i) {
        auto *chart = new MiniChart(feed, m_sparkline, theme);
        connect(chart, &QAbstractButton::clicked, &selection,
                [chart, &selection] { selection.requestChart(chart->series()); });
        chart->hide();
        m_charts += chart;
        add(chart);
    }
    m_note = new QLabel;
    m_note->setProperty("dim", true);
    m_note->setObjectName(u"chartsNote"_s);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(Theme::panelPadding, 0, Theme::panelPadding, 0);
    add(m_note);
    retranslate();
}

void MainChartsSection::retranslate()
{
    setTitle(tr("Charts"));
}

void MainChartsSection::begin()
{
    m_main.clear();
}

void MainChartsSection::look()
{
    const auto span = m_conductor ? std::chrono::duration_cast<std::chrono::minutes>(m_conductor->span())
                                  : std::chrono::minutes(15);
    m_sparkline.setSpan(std::clamp(span, shortest, longest));
    if (m_main.size() < mostCharts)
        m_main = mainSeries(m_feed, entity(), mostCharts);
    for (qsizetype i = 0; i < m_charts.size(); ++i) {
        const bool there = std::size_t(i) < m_main.size();
        m_charts[i]->setVisible(there);
        if (there)
            m_charts[i]->setSeries(m_main[std::size_t(i)]);
    }
    m_note->setText(m_main.empty() ? tr("No figures yet.")
                                   : tr("last %1").arg(ValueFormatter::span(m_sparkline.span())));
}

} // namespace desk
