// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartsPanel that remembers and restores what the charts show.
#include "widgets/charts/chartspanel.h"
#include "widgets/charts/chartview.h"

#include <QJsonArray>

#include <algorithm>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr int stateVersion = 1;

QJsonObject seriesObject(const std::string &node, const std::string &dst, const std::string &metric,
                         int colour)
{
    QJsonObject out{{u"node"_s, QString::fromStdString(node)}, {u"metric"_s, QString::fromStdString(metric)}};
    if (!dst.empty())
        out.insert(u"dst"_s, QString::fromStdString(dst));
    if (colour >= 0)
        out.insert(u"colour"_s, colour);
    return out;
}

QJsonObject axesObject(const ChartContent::AxisSettings &settings)
{
    QJsonObject out;
    for (const auto &[key, setting] : settings) {
        QJsonObject axis;
        if (setting.range) {
            axis.insert(u"low"_s, setting.range->first);
            axis.insert(u"high"_s, setting.range->second);
        }
        if (setting.logarithmic)
            axis.insert(u"log"_s, true);
        out.insert(key, axis);
    }
    return out;
}

ChartContent::AxisSettings axesFrom(const QJsonObject &axes)
{
    ChartContent::AxisSettings out;
    for (auto it = axes.begin(); it != axes.end(); ++it) {
        const QJsonObject axis = it.value().toObject();
        AxisSetting setting;
        setting.logarithmic = axis.value(u"log"_s).toBool();
        const QJsonValue low = axis.value(u"low"_s);
        const QJsonValue high = axis.value(u"high"_s);
        if (low.isDouble() && high.isDouble() && low.toDouble() < high.toDouble() &&
            AxisScale::resolves(low.toDouble(), high.toDouble()) &&
            (!setting.logarithmic || low.toDouble() > 0))
            setting.range = {low.toDouble(), high.toDouble()};
        out.emplace(it.key(), setting);
    }
    return out;
}

} // namespace

QJsonObject ChartsPanel::saveState() const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    QJsonArray charts;
    for (ChartView *chart : m_charts) {
        QJsonArray series;
        for (const Trace &trace : chart->content().traces()) {
            const EntityDefinition &entity = catalogue.entity(catalogue.series(trace.id()).entity);
            series.append(seriesObject(catalogue.node(entity.node).name,
                                       entity.dst == noNode ? std::string() : catalogue.node(entity.dst).name,
                                       trace.description().metric, trace.description().colour));
        }
        for (const Expected &expected : m_expected) {
            if (expected.chart == chart)
                series.append(seriesObject(expected.node, expected.dst, expected.metric, expected.colour));
        }
        QJsonObject one{{u"series"_s, series}};
        if (!chart->content().axisSettings().empty())
            one.insert(u"axes"_s, axesObject(chart->content().axisSettings()));
        if (chart->content().stateStrips())
            one.insert(u"strips"_s, true);
        if (!chart->content().forecasts().areShown())
            one.insert(u"forecasts"_s, false);
        if (const auto span = chart->time().ownSpan())
            one.insert(u"span"_s, qint64(span->count()));
        charts.append(one);
    }
    const auto active = std::find(m_charts.begin(), m_charts.end(), m_active) - m_charts.begin();
    return {{u"version"_s, stateVersion},
            {u"columns"_s, m_columns},
            {u"active"_s, qint64(active)},
            {u"charts"_s, charts}};
}

void ChartsPanel::restoreState(const QJsonObject &state)
{
    const QJsonArray charts = state.value(u"charts"_s).toArray();
    if (state.value(u"version"_s).toInt() != stateVersion || charts.isEmpty())
        return;
    m_expected.clear();
    for (ChartView *chart : m_charts)
        chart->clear();
    const auto wanted = std::size_t(std::clamp<qsizetype>(charts.size(), 1, maxCharts));
    while (m_charts.size() < wanted)
        addChart();
    while (m_charts.size() > wanted)
        removeChart(m_charts.back());
    for (std::size_t i = 0; i < wanted; ++i) {
        const int span = charts.at(qsizetype(i)).toObject().value(u"span"_s).toInt();
        m_charts[i]->time().setOwnSpan(span > 0 ? std::optional(std::chrono::seconds{span}) : std::nullopt);
        m_charts[i]->setAxisSettings(
            axesFrom(charts.at(qsizetype(i)).toObject().value(u"axes"_s).toObject()));
        m_charts[i]->setStateStrips(charts.at(qsizetype(i)).toObject().value(u"strips"_s).toBool());
        m_charts[i]->showForecasts(charts.at(qsizetype(i)).toObject().value(u"forecasts"_s).toBool(true));
        std::size_t count = 0;
        const QJsonArray traces = charts.at(qsizetype(i)).toObject().value(u"series"_s).toArray();
        for (const auto &value : traces) {
            const QJsonObject series = value.toObject();
            Expected expected{m_charts[i], series.value(u"node"_s).toString().toStdString(),
                              series.value(u"dst"_s).toString().toStdString(),
                              series.value(u"metric"_s).toString().toStdString(),
                              series.value(u"colour"_s).toInt(-1)};
            if (expected.node.empty() || expected.metric.empty() || ++count > ChartContent::maxSeries)
                continue;
            m_expected.push_back(std::move(expected));
        }
    }
    setColumns(state.value(u"columns"_s).toInt(2));
    arrange();
    const auto active = std::size_t(std::clamp(state.value(u"active"_s).toInt(), 0, int(wanted) - 1));
    setActive(m_charts[active]);
    acceptExpected();
}

void ChartsPanel::acceptExpected()
{
    std::erase_if(m_expected, [this](const Expected &expected) {
        const SeriesId id = findSeries(expected);
        if (id == noSeries)
            return false;
        expected.chart->addSeries(id, expected.colour);
        return true;
    });
}

SeriesId ChartsPanel::findSeries(const Expected &expected) const
{
    const SeriesCatalogue &catalogue = m_feed.catalogue();
    const EntityId entity = catalogue.findEntity(expected.node, expected.dst);
    if (entity == noEntity)
        return noSeries;
    for (const SeriesId id : catalogue.seriesOf(entity)) {
        if (catalogue.metricName(id) == expected.metric)
            return id;
    }
    return noSeries;
}

} // namespace desk
