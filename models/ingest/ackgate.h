// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/journal.h"
#include "models/ingest/ingestserver.h"
#include "models/telemetry/acklevel.h"

namespace desk {

// Stands around every handler: reads X-Ack, and holds the answers of requests that write until the disk has
// what they wrote when that is the level. A request may ask for more than the server's level, never for less;
// its answer names the level it got. memory is kept stricter than it has to be: points from HTTP are in the
// journal before any handler answers, so it loses as little as os. When the disk failed a held answer becomes
// 503. Ingest thread.
class AckGate
{
public:
    // forget: the answer kept for this idempotency key was never given.
    AckGate(AckLevel level, Journal &journal, ServerMetrics &metrics,
            std::function<void(const std::string &key)> forget);

    ServerResponse answer(const HttpRequest &request, const Router::Handler &handler);

private:
    void hold(const HttpRequest &request, ServerResponse &response);

    const AckLevel m_level;
    Journal &m_journal;
    ServerMetrics &m_metrics;
    const std::function<void(const std::string &)> m_forget;
};

} // namespace desk
