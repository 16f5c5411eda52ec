// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/forecast/violationspage.h"

#include "models/itemmodels/valueformatter.h"
#include "widgets/forecast/forecastwords.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/tables/tablewords.h"
#include "widgets/theme/theme.h"

#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

ResultRow::Cell momentCell(const std::optional<Timestamp> &moment)
{
    if (!moment)
        return {ValueFormatter::unknown(), qint64(0), {}};
    return {ValueFormatter::timeOfDay(*moment, false), qint64(nanoseconds(*moment)),
            ValueFormatter::fullTime(*moment)};
}

} // namespace

ViolationsPage::ViolationsPage(const ParameterFeed &feed, const ViolationWatch &watch,
                               FleetSelection &selection, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_watch(watch)
    , m_theme(theme)
    , m_names(feed.catalogue())
    , m_summary(new QLabel)
{
    const std::vector<ResultTable::Column> columns{
        {CellStyle::state, 16},  {CellStyle::entity, 16},    {CellStyle::identifier, 13},
        {CellStyle::number, 10}, {CellStyle::identifier, 9}, {CellStyle::number, 9},
        {CellStyle::name, 10},   {CellStyle::identifier, 9}, {CellStyle::name, 12}};
    m_table = new ResultTable(u"violationsTable"_s, columns, ResultTable::Order::sorted, theme, &selection);
    m_table->setStretchColumn(entityColumn);
    m_summary->setObjectName(u"violationsSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_summary->setContentsMargins(Theme::panelPadding, Theme::gridUnit, Theme::panelPadding, Theme::gridUnit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);
    retranslate();
}

void ViolationsPage::refresh()
{
    if (m_shown != m_watch.violations().version())
        show();
}

void ViolationsPage::show()
{
    m_shown = m_watch.violations().version();
    std::vector<ResultRow> rows;
    const auto &entries = m_watch.violations().entries();
    std::transform(entries.rbegin(), entries.rend(), std::back_inserter(rows),
                   [this](const auto &each) { return rowOf(each.second); });
    m_table->setRows(std::move(rows));
    m_table->sayWhenEmpty(
        m_watch.knowsLimits()
            ? tr("No forecast has met a limit since %1. What is said to violate one stands here, "
                 "and afterwards whether it came.")
                  .arg(ValueFormatter::fullTime(m_watch.since()))
            : tr("The limits are not known here: nothing can be said to violate one."));
    m_summary->setText(summary());
    m_summary->setToolTip(tr("Of what is kept in this list: since %1, the newest thousand")
                              .arg(ValueFormatter::fullTime(m_watch.since())));
    m_summary->setVisible(!m_watch.violations().entries().empty());
}

QString ViolationsPage::summary() const
{
    using Outcome = PredictedViolations::Outcome;
    const PredictedViolations::Totals totals = m_watch.violations().totals();
    const auto count = [&](Outcome outcome) { return ValueFormatter::count(totals.of(outcome)); };
    QString text =
        tr("%1 expected · %2 hit · %3 false · %4 missed")
            .arg(count(Outcome::open), count(Outcome::hit), count(Outcome::wrong), count(Outcome::missed));
    if (totals.of(Outcome::hit) + totals.of(Outcome::wrong) + totals.of(Outcome::missed) > 0)
        text += u" · "_s +
                tr("%1 of what was said came, %2 of what came was said")
                    .arg(ForecastWords::percent(totals.precision()), ForecastWords::percent(totals.recall()));
    if (const auto dropped = m_watch.violations().dropped())
        text += u" · "_s + tr("%1 found no room").arg(ValueFormatter::count(dropped));
    return text;
}

ResultRow ViolationsPage::rowOf(const PredictedViolations::Entry &entry) const
{
    const SeriesDefinition &series = m_feed.catalogue().series(entry.series);
    const QString entity = m_names.entity(series.entity);
    const QString metric = m_names.metric(entry.series);
    const QString unit = m_names.unit(entry.series);
    const QString threshold = ValueFormatter(QLocale()).value(entry.threshold, series.metric);
    const auto lead = entry.lead();
    const double seconds = lead ? std::chrono::duration<double>(*lead).count() : -1;
    const bool isSaid = entry.said.has_value();
    ResultRow row;
    row.key = QString::number(entry.id);
    row.entity = series.entity;
    row.state = entry.limit;
    const QString words = monitoringText(entry.limit);
    row.cells = {{words, int(entry.limit.severity), words},
                 {entity, {}, entity},
                 {metric, {}, metric},
                 {threshold, entry.threshold, unit.isEmpty() ? threshold : QString(threshold + u' ' + unit)},
                 momentCell(entry.predicted),
                 {lead ? ValueFormatter::age(seconds) : ValueFormatter::unknown(), seconds,
                  isSaid ? tr("First said at %1").arg(ValueFormatter::fullTime(*entry.said)) : QString()},
                 {ForecastWords::outcome(entry), {}, ForecastWords::outcomeMeaning(entry)},
                 momentCell(entry.came),
                 {isSaid ? ForecastWords::method(entry.method) : ValueFormatter::unknown(),
                  {},
                  isSaid ? ForecastWords::methodMeaning(entry.method) : QString()}};
    return row;
}

void ViolationsPage::retranslate()
{
    m_table->setTitle(severityColumn, tr("Limit"), tr("Limit: which one"));
    m_table->setTitle(entityColumn, tr("Node"), tr("Node or link"));
    m_table->setTitle(metricColumn, tr("Metric"), tr("Metric"));
    m_table->setTitle(limitColumn, tr("At", "a value"), tr("At: the value of the limit"));
    m_table->setTitle(predictedColumn, tr("Predicted"),
                      tr("Predicted: when it should come, as last said, UTC"));
    m_table->setTitle(
        leadColumn, tr("Lead"),
        tr("Lead: from the first word to the violation; while that has not come, to when it should"));
    m_table->setTitle(
        outcomeColumn, tr("Outcome"),
        tr("Outcome. Hit: it came, at the latest a minute after the time last said. False: it did "
           "not. Missed: it came unsaid"));
    m_table->setTitle(cameColumn, tr("Came"), tr("Came: when it really came, UTC"));
    m_table->setTitle(methodColumn, tr("Model"), tr("Model: the method that said it last"));
    m_table->table().setAccessibleName(tr("Predicted limit violations"));
    show();
}

QJsonObject ViolationsPage::saveState() const
{
    return m_table->saveState();
}

void ViolationsPage::restoreState(const QJsonObject &state)
{
    m_table->restoreState(state);
}

} // namespace desk
