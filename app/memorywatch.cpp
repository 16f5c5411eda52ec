// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/memorywatch.h"

namespace desk {

MemoryWatch::MemoryWatch(const ParameterFeed &feed, EventLog &events, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_events(events)
{
    connect(&m_timer, &QTimer::timeout, this, &MemoryWatch::look);
    m_timer.start(std::chrono::seconds{1});
}

void MemoryWatch::look()
{
    const TimeSeriesStore &store = m_feed.store();
    const auto reach = store.reach(m_feed.time().steadyNow());
    if (reach.has_value() == m_isShort)
        return;
    m_isShort = reach.has_value();
    const auto kept = reach ? std::chrono::duration_cast<std::chrono::seconds>(*reach) : store.window();
    m_events.report(m_feed.time().now(), m_isShort ? Severity::advisory : Severity::nominal,
                    EventCode::memoryShort, "memory.max_bytes",
                    std::to_string(kept.count()) + ' ' + std::to_string(store.window().count()) + ' ' +
                        std::to_string(store.maxBytes() >> 20U) + ' ' +
                        (m_feed.history() ? "recorded" : "lost"));
}

} // namespace desk
