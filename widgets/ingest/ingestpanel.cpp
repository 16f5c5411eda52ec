// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ingest/ingestpanel.h"

#include "models/itemmodels/seriesnames.h"
#include "models/itemmodels/valueformatter.h"
#include "widgets/ingest/framespage.h"
#include "widgets/ingest/tracepage.h"
#include "widgets/tables/paneltable.h"
#include "widgets/tables/resulttable.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QJsonArray>
#include <QJsonObject>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds lookEvery{1};
constexpr double clockOff = 5; // seconds; from there on a clock is wrong

// "0.4 ms", "200 ms", "3 m 04 s"
QString shortSpan(double seconds)
{
    const double ms = std::abs(seconds) * 1000;
    return ms < 1000 ? QString::number(ms, 'f', ms < 10 ? 1 : 0) + u" ms"_s : ValueFormatter::age(ms / 1000);
}

// "+200 ms", "−3 m 04 s"
QString signedSpan(double seconds)
{
    return (seconds < 0 ? u"−"_s : u"+"_s) + shortSpan(seconds);
}

ResultRow::Cell countCell(std::uint64_t count)
{
    return {ValueFormatter::count(count), qint64(count), {}};
}

ResultRow::Cell rateCell(double perSecond)
{
    return {ValueFormatter::rate(perSecond), perSecond, {}};
}

} // namespace

IngestPanel::IngestPanel(Context context, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_context(std::move(context))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    const std::vector<ResultTable::Column> columns{
        {CellStyle::name, 16},         {CellStyle::number, 7},
        {CellStyle::number, 7},        {CellStyle::number, 8},
        {CellStyle::number, 7},        {CellStyle::number, 7, false},
        {CellStyle::number, 9},        {CellStyle::number, 10},
        {CellStyle::number, 7, false}, {CellStyle::identifier, 14, false}};
    m_table = new ResultTable(u"sendersTable"_s, columns, ResultTable::Order::sorted, theme, nullptr);
    m_table->setStretchColumn(nameColumn);
    m_frames = new FramesPage(theme);
    m_trace = new TracePage(
        [this](const TraceQuestion &question) {
            return traceSample(question, {m_context.feed, m_context.conductor, m_senders.all(),
                                          m_context.displayDropped ? m_context.displayDropped() : 0});
        },
        theme);
    m_pages = new QTabWidget;
    m_pages->setObjectName(u"ingestPages"_s);
    m_pages->setDocumentMode(true);
    m_pages->addTab(m_frames, QString());
    m_pages->addTab(m_trace, QString());
    m_split = new QSplitter(Qt::Vertical);
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_table);
    m_split->addWidget(m_pages);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_split);
    m_timer.setInterval(lookEvery);
    connect(&m_timer, &QTimer::timeout, this, &IngestPanel::refresh);
    connect(m_table, &ResultTable::rowChosen, this, &IngestPanel::showSender);
    connect(&m_context.selection, &FleetSelection::selectionChanged, this, &IngestPanel::takeSelected);
    connect(m_pages, &QTabWidget::currentChanged, this, &IngestPanel::refresh);
    retranslate();
}

void IngestPanel::refresh()
{
    const TimeService &time = m_context.feed.time();
    auto senders = m_context.links ? m_context.links() : std::vector<IngestSender>();
    for (const IngestClient &client : m_context.clients ? m_context.clients() : std::vector<IngestClient>())
        senders.push_back(senderOf(client, time.now()));
    m_senders.update(std::move(senders), time.steadyNow());
    std::vector<ResultRow> rows;
    for (const IngestSender &sender : m_senders.all())
        rows.push_back(rowOf(sender));
    m_table->setRows(std::move(rows));
    showSender();
    if (m_trace->isVisible())
        m_trace->refresh();
}

ResultRow::Cell IngestPanel::clockCell(const IngestSender &sender)
{
    if (sender.isTimedHere)
        return {tr("arrival"), 0.0, tr("Its values bear the time at which they came here.")};
    if (!sender.skewSeconds)
        return {ValueFormatter::unknown(), 0.0,
                sender.drift ? tr("Its clock only counts, from a start that it does not tell.") : QString()};
    QStringList lines{tr("Its clock less ours: %1").arg(signedSpan(*sender.skewSeconds))};
    if (sender.skewWithin)
        lines += tr("Known to within %1").arg(shortSpan(*sender.skewWithin));
    if (sender.clockJumps > 0)
        lines += tr("Times that it was set: %1").arg(sender.clockJumps);
    return {signedSpan(*sender.skewSeconds), *sender.skewSeconds, lines.join(u'\n')};
}

ResultRow::Cell IngestPanel::driftCell(const IngestSender &sender)
{
    constexpr double million = 1e6;
    if (sender.isTimedHere || !sender.drift)
        return {ValueFormatter::unknown(), 0.0, {}};
    const double ppm = *sender.drift * million;
    const double shown = std::abs(ppm);
    const QString figure = QString::number(shown, 'f', shown < 10 ? 1 : 0);
    return {(ppm < 0 ? u"−"_s : u"+"_s) + figure + u" ppm"_s, ppm,
            tr("Its clock gains %1 s a day on ours.")
                .arg(QString::number(*sender.drift * 86'400, 'g', 3).replace(u'-', u'−'))};
}

ResultRow IngestPanel::rowOf(const IngestSender &sender)
{
    ResultRow row;
    row.key = sender.key;
    const QString unknown = ValueFormatter::unknown();
    const bool skewed = sender.skewSeconds && std::abs(*sender.skewSeconds) > clockOff;
    if (!sender.reason.isEmpty())
        row.state.severity = Severity::warning;
    else if (sender.refused > 0 || sender.missing > 0 || skewed)
        row.state.severity = Severity::caution;
    row.cells = {{sender.name, {}, sender.reason.isEmpty() ? sender.name : sender.reason},
                 rateCell(sender.framesPerSecond),
                 rateCell(sender.pointsPerSecond),
                 {sender.jitterSeconds ? u"%1 ms"_s.arg(std::round(*sender.jitterSeconds * 1000)) : unknown,
                  sender.jitterSeconds.value_or(-1),
                  {}},
                 countCell(sender.refused),
                 countCell(sender.missing),
                 clockCell(sender),
                 driftCell(sender),
                 {sender.silentSeconds ? ValueFormatter::age(*sender.silentSeconds) : unknown,
                  sender.silentSeconds.value_or(1e18),
                  {}},
                 {sender.address, {}, sender.address}};
    return row;
}

void IngestPanel::showSender()
{
    const IngestSender *sender = m_senders.find(m_table->chosenKey());
    if (!sender && m_senders.all().size() == 1)
        sender = &m_senders.all().front(); // there is no other to choose
    m_frames->show(sender);
}

void IngestPanel::takeSelected()
{
    const EntityId entity = m_context.selection.selected();
    if (entity == noEntity || !isVisible())
        return;
    m_trace->ask(SeriesNames(m_context.feed.catalogue()).entity(entity), {});
}

void IngestPanel::askWhy(const QString &node, const QString &metric)
{
    m_pages->setCurrentWidget(m_trace);
    m_trace->ask(node, metric);
}

QJsonObject IngestPanel::saveState() const
{
    return {{u"senders"_s, m_table->saveState()},
            {u"frames"_s, m_frames->saveState()},
            {u"page"_s, m_pages->currentIndex()},
            {u"sizes"_s, sizesOf(*m_split)}};
}

void IngestPanel::restoreState(const QJsonObject &state)
{
    m_table->restoreState(state.value(u"senders"_s).toObject());
    m_frames->restoreState(state.value(u"frames"_s).toObject());
    m_pages->setCurrentIndex(state.value(u"page"_s).toInt());
    restoreSizes(*m_split, state.value(u"sizes"_s).toArray());
}

void IngestPanel::showEvent(QShowEvent *event)
{
    m_timer.start();
    refresh();
    takeSelected();
    QWidget::showEvent(event);
}

void IngestPanel::hideEvent(QHideEvent *event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

void IngestPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void IngestPanel::retranslate()
{
    m_table->setTitle(nameColumn, tr("Sender"), tr("Sender: the program or device that sends"));
    m_table->setTitle(rateColumn, tr("Frames/s"), tr("Frames a second: requests, packets or lines"));
    m_table->setTitle(pointsColumn, tr("Points/s"), tr("Points a second that were taken"));
    m_table->setTitle(jitterColumn, tr("Jitter"), tr("Jitter: how much the time between two of them varies"));
    m_table->setTitle(refusedColumn, tr("Refused"), tr("Refused: requests or frames that were not taken"));
    m_table->setTitle(missingColumn, tr("Missing"), tr("Missing: numbered by the sender and never seen"));
    m_table->setTitle(
        clockColumn, tr("Clock"),
        tr("Clock: its time less ours. Of a program the time of its newest value less that at which "
           "it came; of a device as estimated from its quickest values; arrival: it tells no time"));
    m_table->setTitle(driftColumn, tr("Drift"), tr("Drift: what its clock gains on ours, in millionths"));
    m_table->setTitle(ageColumn, tr("Silent"), tr("Silent: time since it last sent something"));
    m_table->setTitle(addressColumn, tr("Address"), tr("Address, and the name of its token"));
    m_table->sayWhenEmpty(
        m_context.clients
            ? tr("Nobody has sent anything yet. Each program that posts here and each link of a device "
                 "appears here, with what was refused and why.")
            : tr("Who sends is known to the program that receives it: look at it there."));
    m_pages->setTabText(0, tr("What came"));
    m_pages->setTabText(1, tr("Why not on the chart?"));
    m_frames->retranslate();
    m_trace->retranslate();
}

} // namespace desk
