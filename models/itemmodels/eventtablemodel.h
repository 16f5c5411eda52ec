// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/itemroles.h"
#include "models/itemmodels/tablemodel.h"
#include "models/telemetry/eventlog.h"

#include <QTimer>

#include <deque>

namespace desk {

// The events of this run, newest last, at most 10,000 rows. Takes what is new from the log four times a
// second while active; a repeated event changes its row in place. GUI thread.
class EventTableModel final : public TableModel
{
    Q_OBJECT

public:
    enum Column : int { severityColumn, timeColumn, eventColumn, columnTotal };

    explicit EventTableModel(const EventLog &log, QObject *parent = nullptr, int capacity = 10'000);

    void setActive(bool active);
    void setWording(Wording<Event> wording);
    // What the timer does.
    void pull();

    [[nodiscard]] const Event &eventAt(int row) const { return m_events[std::size_t(row)]; }

private:
    [[nodiscard]] int rows() const override { return int(m_events.size()); }
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;
    void removeOldest(int count);

    const EventLog &m_log;
    const int m_capacity;
    Wording<Event> m_wording;
    std::deque<Event> m_events;
    std::uint64_t m_change = 0;
    QTimer m_timer;
};

} // namespace desk
