// SPDX-License-Identifier: GPL-3.0-or-later
// The part of MainWindow that makes the panel of the senders.
#include "app/mainwindow.h"
#include "models/instance/telemetrysource.h"
#include "widgets/ingest/ingestpanel.h"

namespace desk {

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
    return new IngestPanel(std::move(context), m_parts.theme);
}

} // namespace desk
