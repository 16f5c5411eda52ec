// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/gaplog.h"
#include "models/telemetry/eventlog.h"
#include "models/timeseries/gaprecord.h"

#include <QTimer>

namespace desk {

// Keeps a record of gaps by what is reported while they arise: data links that go down and come back, points
// that a stream says are lost, samples the window could not take; and single links and nodes of the fleet of
// which nothing comes. GUI thread.
class GapWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GapWatcher)

public:
    // gaps: of the fleet, of the same source; null = nobody looks for them.
    explicit GapWatcher(const EventLog &events, const GapLog *gaps = nullptr, QObject *parent = nullptr);

    // Takes what was reported since.
    void pull();
    [[nodiscard]] const GapRecord &record() const { return m_record; }
    // What was written down before this window was there, in the order in which it was known.
    void addEarlier(const std::vector<SessionGap> &gaps);

    // What one event says of gaps, and what is written down of one.
    static void note(GapRecord &record, const Event &event);
    static void note(GapRecord &record, const SessionGap &gap);

private:
    const EventLog &m_events;
    const GapLog *m_gaps;
    GapRecord m_record;
    std::uint64_t m_change = 0;
    std::uint64_t m_gapChange = 0;
    QTimer m_timer;
};

} // namespace desk
