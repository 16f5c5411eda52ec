// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"

namespace desk {

// GET /, /health, /ready, /metrics and /api/v1/tokens: what any server of ours answers, whatever it serves.
// notReady: the reason why data cannot be taken now, empty when it can.
void addServiceRoutes(IngestServer &server, const TimeService &time, EventLog &events,
                      const std::function<std::string()> &notReady);

} // namespace desk
