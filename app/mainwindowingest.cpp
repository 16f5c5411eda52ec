// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that shows who sends.
#include "app/mainwindow.h"
#include "models/instance/telemetrysource.h"
#include "models/links/linkmanager.h"
#include "widgets/ingest/ingestpanel.h"

namespace desk {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t framesKept = 200;

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
    sender.isTimedHere = report.definition.decoder.clock.source == ClockDefinition::Source::arrival;
    if (report.clock) {
        sender.skewSeconds = report.clock->skewSeconds;
        sender.drift = report.clock->drift;
        sender.skewWithin = report.clock->uncertaintySeconds;
        sender.clockJumps = report.clock->jumps;
    }
    if (report.figures.lastArrival != SteadyTime{})
        sender.silentSeconds = std::chrono::duration<double>(now - report.figures.lastArrival).count();
    sender.newest = links.inspect(report.definition.id, framesKept);
    sender.jitterSeconds = jitterOf(sender.newest);
    return sender;
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

} // namespace desk
