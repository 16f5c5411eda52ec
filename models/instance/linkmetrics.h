// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/ingest/servermetrics.h"

namespace desk {

class LinkManager;

// Figures of the server as a source of data (link="HTTP server") and of the links of lab hardware that are
// enabled, by their id. Both must outlive the metrics.
void addLinkMetrics(ServerMetrics &metrics, const DataLinkStatistics &server, const LinkManager &links);

} // namespace desk
