// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"
#include "models/telemetry/time.h"

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace desk {

// Something an operator may have to know of later. Plain value. The window words it by code; subject and
// detail are names and figures, never sentences for people.
enum class EventCode : std::uint8_t {
    serverListening,
    serverPortTaken, // detail = the port asked for; subject = the one in use
    serverStopped,
    journalReplayed, // detail = points
    journalTornTail, // detail = bytes cut
    journalFull,
    journalError,
    linkUp,
    linkDown, // detail = reason
    nodeLearned,
    fleetReplaced, // detail = nodes/edges
    limitViolated, // subject = series, detail = value
    limitCleared,
    refused,          // subject = source, detail = reason
    cardinalityLimit, // subject = node, detail = metric
    displayOverflow,  // detail = samples not shown
    tokenCreated,
    tokenRevoked,
    faultInjected,     // by the simulator
    limitsLoaded,      // subject = file, detail = rules
    limitsRefused,     // subject = file, detail = reason
    streamGap,         // subject = link, detail = cause first last (sequence numbers that did not come)
    recordingFinished, // subject = file
    recordingThinned,  // subject = file
    recordingDeleted,  // subject = file
    recordingFailed,   // subject = file, detail = reason; nominal: it goes on
    memoryShort,   // detail = seconds kept, seconds wanted, MiB, recorded or lost; nominal: all fits again
    windowStalled, // subject = what was done, detail = ms, over, lasts or stopped, how many not told of
};

struct Event
{
    std::uint64_t number = 0; // from 1, in the order of occurrence
    Timestamp time{};
    Severity severity = Severity::nominal;
    EventCode code{};
    std::string subject;
    std::string detail;
    std::uint32_t repeats = 1; // the same thing again, folded

    bool operator==(const Event &) const = default;
};

// The last events of this run. Thread-safe: any thread reports, the window reads what is new. An event that
// repeats the newest one (same code and subject) within 10 s is folded into it with a counter.
class EventLog
{
public:
    explicit EventLog(std::size_t capacity = 10'000)
        : m_capacity(capacity)
    {
    }

    void report(Timestamp time, Severity severity, EventCode code, std::string subject = {},
                std::string detail = {});
    // Events as they were recorded, in place of all there were.
    void restart(std::vector<Event> events);
    // One more of them, later than all; one that has the number of the last takes its place.
    void add(Event event);
    // Events whose number or repeat counter changed after the given change number, oldest first.
    struct Changes
    {
        std::vector<Event> events;
        std::uint64_t change = 0;
        bool restarted = false; // since that change: those known before are no longer there
    };
    [[nodiscard]] Changes changesSince(std::uint64_t change) const;

private:
    struct Entry
    {
        Event event;
        std::uint64_t change = 0;
    };
    const std::size_t m_capacity;
    mutable std::mutex m_mutex; // guards the rest
    std::deque<Entry> m_entries;
    std::uint64_t m_number = 0;
    std::uint64_t m_change = 0;
    std::uint64_t m_restarted = 0; // change number of the last restart()
};

} // namespace desk
