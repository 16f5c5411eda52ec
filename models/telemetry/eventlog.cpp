// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/eventlog.h"

#include <algorithm>

namespace desk {

void EventLog::report(Timestamp time, Severity severity, EventCode code, std::string subject,
                      std::string detail)
{
    const std::lock_guard lock(m_mutex);
    ++m_change;
    if (!m_entries.empty()) {
        Entry &last = m_entries.back();
        if (last.event.code == code && last.event.subject == subject &&
            time - last.event.time < std::chrono::seconds{10}) {
            ++last.event.repeats;
            last.event.detail = std::move(detail);
            last.change = m_change;
            return;
        }
    }
    m_entries.push_back(
        {{++m_number, time, severity, code, std::move(subject), std::move(detail), 1}, m_change});
    if (m_entries.size() > m_capacity)
        m_entries.pop_front();
}

void EventLog::restart(std::vector<Event> events)
{
    const std::lock_guard lock(m_mutex);
    m_restarted = ++m_change;
    m_entries.clear();
    for (Event &event : events)
        m_entries.push_back({std::move(event), m_change});
    while (m_entries.size() > m_capacity)
        m_entries.pop_front();
    m_number = m_entries.empty() ? 0 : m_entries.back().event.number;
}

void EventLog::add(Event event)
{
    const std::lock_guard lock(m_mutex);
    ++m_change;
    m_number = std::max(m_number, event.number);
    if (!m_entries.empty() && m_entries.back().event.number == event.number) {
        m_entries.back() = {std::move(event), m_change};
        return;
    }
    m_entries.push_back({std::move(event), m_change});
    if (m_entries.size() > m_capacity)
        m_entries.pop_front();
}

EventLog::Changes EventLog::changesSince(std::uint64_t change) const
{
    const std::lock_guard lock(m_mutex);
    Changes out;
    out.change = m_change;
    out.restarted = m_restarted > change;
    // Only the newest entry ever changes again, so the changed ones are a suffix.
    auto first = m_entries.end();
    while (first != m_entries.begin() && std::prev(first)->change > change)
        --first;
    for (; first != m_entries.end(); ++first)
        out.events.push_back(first->event);
    return out;
}

} // namespace desk
