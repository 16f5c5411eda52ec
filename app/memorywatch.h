// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/telemetry/eventlog.h"

#include <QTimer>

namespace desk {

// Says in the event log when the window of live data no longer fits into the memory it may take, once, and
// when it fits again. Looks once a second. GUI thread.
class MemoryWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MemoryWatch)

public:
    // Both outlive it.
    MemoryWatch(const ParameterFeed &feed, EventLog &events, QObject *parent = nullptr);

    void look();

private:
    const ParameterFeed &m_feed;
    EventLog &m_events;
    bool m_isShort = false;
    QTimer m_timer;
};

} // namespace desk
