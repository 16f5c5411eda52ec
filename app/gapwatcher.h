// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/eventlog.h"
#include "models/timeseries/gaprecord.h"

#include <QTimer>

namespace desk {

// Keeps a record of gaps by what is reported while they arise: links that go down and come back, points that
// a stream says are lost, samples the window could not take. GUI thread.
class GapWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GapWatcher)

public:
    explicit GapWatcher(const EventLog &events, QObject *parent = nullptr);

    // Takes what was reported since.
    void pull();
    [[nodiscard]] const GapRecord &record() const { return m_record; }

    // What one event says of gaps.
    static void note(GapRecord &record, const Event &event);

private:
    const EventLog &m_events;
    GapRecord m_record;
    std::uint64_t m_change = 0;
    QTimer m_timer;
};

} // namespace desk
