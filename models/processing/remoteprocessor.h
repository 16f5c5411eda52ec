// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitchecker.h"
#include "models/processing/displayqueue.h"
#include "models/processing/fleetroles.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/timeservice.h"

#include <atomic>

namespace desk {

// The way of batches that another instance has journalled and numbered: our limits, the fleet graph, the
// display. Lives on the thread of the link they come by; the counters may be read on any thread.
class RemoteProcessor
{
public:
    struct Counters
    {
        std::atomic<std::uint64_t> points{0};
        std::atomic<std::uint64_t> samples{0};
    };

    RemoteProcessor(SeriesDictionary &dictionary, LimitChecker checker, Topology &topology,
                    DisplayQueue &display, EventLog &events, const TimeService &time);

    void accept(SampleBatch &&batch);
    // A definition of the fleet in place of the one before. Fails, and changes nothing, when there are too
    // many nodes.
    Result<void> replaceFleet(const FleetDefinition &fleet);
    // In force from the next batch on.
    void setLimits(std::shared_ptr<const LimitSet> limits);
    [[nodiscard]] const Counters &counters() const { return m_counters; }

private:
    void flag(SampleBatch &batch) const;
    void report(const LimitTransition &transition);

    const std::chrono::nanoseconds m_backFilled = std::chrono::seconds{60};
    SeriesDictionary &m_dictionary;
    LimitChecker m_checker;
    Topology &m_topology;
    FleetRoles m_fleet;
    DisplayQueue &m_display;
    EventLog &m_events;
    const TimeService &m_time;
    std::vector<LimitTransition> m_transitions; // reused
    Counters m_counters;
};

} // namespace desk
