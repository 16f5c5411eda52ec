// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that shows who sends, and connects devices.
#include "app/mainwindow.h"
#include "app/noticebar.h"
#include "models/alarms/limitdefinitions.h"
#include "models/instance/telemetrysource.h"
#include "models/links/linkmanager.h"
#include "models/links/serialport.h"
#include "widgets/charts/chartspanel.h"
#include "widgets/connect/connectassistant.h"
#include "widgets/connect/decoderchoices.h"
#include "widgets/ingest/ingestpanel.h"

#include <algorithm>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t framesKept = 200;
constexpr int firstCharts = 3;
constexpr std::chrono::milliseconds lookForSeriesEvery{200};
constexpr int looksForSeries = 150; // half a minute

IngestSender senderOf(const LinkReport &report, LinkManager &links, SteadyTime now)
{
    IngestSender sender;
    sender.key = u"link "_s + QString::fromStdString(report.definition.id);
    sender.name = QString::fromStdString(report.definition.name);
    sender.address = QString::fromStdString(report.status.address);
    sender.reason = QString::fromStdString(report.status.reason);
    sender.isLink = true;
    sender.frames = report.figures.frames;
    sender.bytes = report.figures.bytes;
    sender.taken = report.figures.acceptedRecords;
    sender.refused = report.figures.refusedFrames + report.figures.refusedRecords;
    sender.missing = report.figures.missing + report.figures.lostRecords + report.figures.lostArrivals;
    if (report.figures.lastArrival != SteadyTime{})
        sender.silentSeconds = std::chrono::duration<double>(now - report.figures.lastArrival).count();
    sender.newest = links.inspect(report.definition.id, framesKept);
    sender.jitterSeconds = jitterOf(sender.newest);
    return sender;
}

// Limits that the operator gave its fields, before those of everything else; the same ones are replaced.
Result<void> keepLimitsOf(const LinkDefinition &link, LimitDefinitions *limits)
{
    std::vector<LimitRule> rules;
    for (const FieldDefinition &field : link.decoder.fields) {
        if (field.ignored || field.limits.isEmpty())
            continue;
        LimitRule rule;
        rule.nodes = link.node;
        rule.metric = field.name;
        std::copy(std::begin(field.limits.low), std::end(field.limits.low), rule.limits.low.begin());
        std::copy(std::begin(field.limits.high), std::end(field.limits.high), rule.limits.high.begin());
        rules.push_back(std::move(rule));
    }
    if (rules.empty())
        return {};
    if (!limits)
        return failure(ErrorCode::unsupported, "limits cannot be set here; leave them empty");
    const std::size_t own = rules.size();
    for (const LimitRule &rule : limits->limits()->rules()) {
        const bool isReplaced = std::any_of(
            rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(own), [&](const LimitRule &one) {
                return one.nodes == rule.nodes && one.dsts == rule.dsts && one.metric == rule.metric;
            });
        if (!isReplaced)
            rules.push_back(rule);
    }
    auto set = LimitSet::make(std::move(rules));
    return set ? limits->replace(*set) : Result<void>(tl::unexpected(set.error()));
}

} // namespace

IngestPanel *MainWindow::makeIngestPanel(const SourceView &view)
{
    IngestPanel::Context context{view.feed, view.conductor, view.selection, {}, {}, {}};
    const TelemetrySource *source = view.source;
    if (source && source->clients()) {
        context.clients = [source] {
            const IngestClients *clients = source->clients();
            return clients ? clients->snapshot() : std::vector<IngestClient>();
        };
        context.displayDropped = [source] { return source->counters().displayDropped; };
    }
    if (m_parts.linkManager && &view.feed == &m_parts.feed)
        context.links = [links = m_parts.linkManager, &time = view.feed.time()] {
            std::vector<IngestSender> senders;
            for (const LinkReport &report : links->reports())
                senders.push_back(senderOf(report, *links, time.steadyNow()));
            return senders;
        };
    return new IngestPanel(std::move(context), m_parts.theme);
}

void MainWindow::connectDevice()
{
    if (auto *open = findChild<ConnectAssistant *>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    ConnectAssistant::Context context{m_linkSecrets,
                                      m_parts.feed.time(),
                                      serialPorts,
                                      decoderChoices,
                                      [links = m_parts.linkManager] {
                                          std::vector<std::string> ids;
                                          for (const LinkDefinition &link : links->definitions())
                                              ids.push_back(link.id);
                                          return ids;
                                      },
                                      [this](const LinkDefinition &link) -> Result<void> {
                                          if (auto kept = keepLimitsOf(link, m_parts.limits); !kept)
                                              return kept;
                                          const auto put = m_parts.linkManager->put(link);
                                          return put ? Result<void>()
                                                     : Result<void>(tl::unexpected(put.error()));
                                      }};
    auto *assistant = new ConnectAssistant(std::move(context), m_parts.theme, this);
    connect(assistant, &ConnectAssistant::connected, this, &MainWindow::chartWhenKnown);
    assistant->show();
}

// The first values take a moment; whoever connected a device wants to see them.
void MainWindow::chartWhenKnown(const QString &node, const QStringList &metrics)
{
    focusPanel(u"charts"_s);
    auto *look = new QTimer(this);
    look->setInterval(lookForSeriesEvery);
    connect(look, &QTimer::timeout, this, [this, look, node, metrics, left = looksForSeries]() mutable {
        const SeriesCatalogue &names = m_parts.feed.catalogue();
        const EntityId entity = names.findEntity(node.toStdString());
        std::vector<SeriesId> known;
        for (const QString &metric : metrics) {
            const SeriesId series = entity == noEntity ? noSeries : names.find(entity, metric.toStdString());
            const bool isNumber = series != noSeries && (names.series(series).kind == ValueKind::number ||
                                                         names.series(series).kind == ValueKind::integer);
            if (isNumber && known.size() < firstCharts)
                known.push_back(series);
        }
        if (known.empty() && --left > 0)
            return;
        look->deleteLater();
        look->stop();
        if (entity != noEntity)
            m_parts.selection.select(entity);
        for (const SeriesId series : known)
            m_parts.selection.requestChart(series);
        if (known.empty())
            m_notice->say(
                tr("%1 is connected, but no value of it has come yet. The panel Ingest says why.").arg(node));
    });
    look->start();
}

} // namespace desk
