// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/foreignlimits.h"
#include "models/alarms/limitchecker.h"
#include "models/datalink/replaysink.h"
#include "models/processing/displayqueue.h"
#include "models/processing/fleetroles.h"
#include "models/processing/replaytime.h"
#include "models/telemetry/eventlog.h"

#include <atomic>

namespace desk {

// The way of batches that were recorded: ids of the file become our own, values are graded by the limits that
// were in force, marks and events stay as recorded, and nothing is reported a second time. The fleet graph is
// the recorded one; a file that has none (an import) has it derived from its points. Lives on the thread of
// the replay; the counters may be read on any thread.
class ReplayProcessor final : public ReplaySink
{
public:
    struct Counters
    {
        std::atomic<std::uint64_t> points{0};
        std::atomic<std::uint64_t> samples{0};
    };
    struct Parts
    {
        SeriesDictionary &dictionary;
        Topology &topology;
        DisplayQueue &display;
        EventLog &events;
        ReplayTime &time;
        const TimeService &steady; // by which a graph is not drawn more often than it can be looked at
    };

    explicit ReplayProcessor(Parts parts, std::size_t queuedSamples = 1'000'000);

    Result<void> setNames(const SessionNames &names) override;
    void restart(ReplayPicture picture) override;
    void setLimits(const SessionLimits &limits) override;
    void setTopology(const SessionTopology &topology) override;
    void addEvents(std::vector<Event> events) override;
    void addGaps(std::vector<SessionGap>) override {}
    void addPoints(std::shared_ptr<SampleBatch> batch) override;
    void setHead(Timestamp head) override;
    // A graph that came in a hurry is taken now.
    void rest() override;
    [[nodiscard]] bool hasRoom() override;

    [[nodiscard]] const Counters &counters() const { return m_counters; }
    // That were in force at the head; none before the first are known. For any thread.
    [[nodiscard]] LimitDefinitions &limits() { return m_inForce; }

private:
    void forgetLimits();
    void showGraph();
    void paint();
    void rename(SampleBatch &batch) const;

    Parts m_parts;
    const std::size_t m_queuedSamples;
    bool m_sameIds = true;            // those of the file are ours
    std::vector<EntityId> m_entities; // by id of the file
    std::vector<SeriesId> m_series;
    std::string m_limits; // in force, TOML
    std::shared_ptr<const LimitSet> m_limitSet;
    ForeignLimits m_inForce{
        "these are the limits of a recording, which are what they were: change those of the live side",
        nullptr};
    std::optional<LimitChecker> m_checker;
    std::optional<FleetRoles> m_roles; // where the file has no graph
    bool m_hasGraph = false;
    std::optional<SessionTopology> m_pendingGraph;
    Timestamp m_painted{};                      // the head that the graph was brought to last
    SteadyTime m_paintedAt{};                   // when that was, real time
    Timestamp m_moved{};                        // when satellites were last moved
    std::vector<LimitTransition> m_transitions; // not used: what happened is in the events
    Counters m_counters;
};

} // namespace desk
