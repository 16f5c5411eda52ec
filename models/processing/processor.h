// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/limitchecker.h"
#include "models/broker/journal.h"
#include "models/processing/derivedevaluator.h"
#include "models/processing/displayqueue.h"
#include "models/processing/fleetroles.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/timeservice.h"

#include <atomic>
#include <functional>
#include <optional>

namespace desk {

// The way of every batch, whatever its source: quality by its times, limits, one append to the journal,
// then the immutable batch goes to whoever shows it. The acknowledgement waits for the append only.
// Ingest thread; the counters may be read on any thread.
class Processor
{
public:
    struct Options
    {
        std::chrono::nanoseconds clockAhead = std::chrono::seconds{5}; // generation after reception by more
        // Generation before reception by more; a point that its node or link has overtaken is back-filled
        // too.
        std::chrono::nanoseconds backFilled = std::chrono::seconds{60};
    };
    struct Counters
    {
        std::atomic<std::uint64_t> points{0};
        std::atomic<std::uint64_t> samples{0};
        std::atomic<std::uint64_t> journalled{0}; // points, this run and before
    };

    Processor(Options options, SeriesDictionary &dictionary, Journal &journal, LimitChecker checker,
              Topology &topology, DisplayQueue &display, EventLog &events, const TimeService &time);

    // Numbers and journals the batch; on failure the dictionary is as before and nothing was shown.
    Result<void> accept(SampleBatch &&batch, const IdempotentAnswer *answer = nullptr);
    // Called with every batch once it is in the journal; before the first accept().
    void setFollower(std::function<void(const SampleBatchPtr &)> follower)
    {
        m_follower = std::move(follower);
    }
    // Adds to every batch before it is journalled; before the first accept() and restore().
    void setDerived(DerivedEvaluator *derived) { m_derived = derived; }
    // From the next batch on; says which violations ended with their limits.
    void setLimits(std::shared_ptr<const LimitSet> limits);
    // A batch found in the journal at start: everything but the append and the events. Shown if the window
    // would still hold it. The batch as it is now.
    SampleBatchPtr restore(SampleBatch &&batch, bool show);

    // Newest value of a series as a server knows it; NaN when it never came.
    [[nodiscard]] double lastValue(SeriesId id) const;
    [[nodiscard]] const Counters &counters() const { return m_counters; }

private:
    void flag(SampleBatch &batch) const;
    void remember(const SampleBatch &batch);
    void report(const LimitTransition &transition);
    void reportRefused(const Error &error);

    const Options m_options;
    SeriesDictionary &m_dictionary;
    Journal &m_journal;
    LimitChecker m_checker;
    FleetRoles m_fleet;
    DisplayQueue &m_display;
    EventLog &m_events;
    const TimeService &m_time;
    std::vector<LimitTransition> m_transitions; // reused
    std::vector<double> m_lastValues;           // by SeriesId
    std::vector<std::int64_t> m_newest;         // generation time, by EntityId
    std::function<void(const SampleBatchPtr &)> m_follower;
    DerivedEvaluator *m_derived = nullptr;
    std::optional<std::uint64_t> m_fullAt; // bytes of the journal when it was said to be full
    Counters m_counters;
};

} // namespace desk
