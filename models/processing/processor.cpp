// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/processor.h"

#include <cmath>
#include <limits>

namespace desk {
namespace {
constexpr std::size_t maxReported = 50; // transitions of one batch; the rest is one summary
}

Processor::Processor(Options options, SeriesDictionary &dictionary, Journal &journal, LimitChecker checker,
                     Topology &topology, DisplayQueue &display, EventLog &events, const TimeService &time)
    : m_options(options)
    , m_dictionary(dictionary)
    , m_journal(journal)
    , m_checker(std::move(checker))
    , m_fleet(topology)
    , m_display(display)
    , m_events(events)
    , m_time(time)
{
}

void Processor::flag(SampleBatch &batch) const
{
    const std::int64_t reception = nanoseconds(batch.reception);
    const std::int64_t newest = reception + m_options.clockAhead.count();
    const std::int64_t oldest = reception - m_options.backFilled.count();
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const std::size_t entity = index(batch.entity[p]);
        const bool overtaken = entity < m_newest.size() && batch.generation[p] < m_newest[entity];
        if (batch.generation[p] <= newest && batch.generation[p] >= oldest && !overtaken)
            continue;
        const Quality mark = batch.generation[p] > newest ? Quality::clockAhead : Quality::backFilled;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i)
            batch.quality[i] |= mark;
    }
}

void Processor::remember(const SampleBatch &batch)
{
    if (m_lastValues.size() < m_dictionary.seriesCount())
        m_lastValues.resize(m_dictionary.seriesCount(), std::nan(""));
    for (std::size_t i = 0; i < batch.samples(); ++i)
        m_lastValues[index(batch.series[i])] = batch.value[i];
    if (m_newest.size() < m_dictionary.entityCount())
        m_newest.resize(m_dictionary.entityCount(), std::numeric_limits<std::int64_t>::min());
    // A clock that is ahead makes nothing else late.
    const std::int64_t latest = nanoseconds(batch.reception) + m_options.clockAhead.count();
    for (std::size_t p = 0; p < batch.points(); ++p) {
        std::int64_t &known = m_newest[index(batch.entity[p])];
        if (batch.generation[p] <= latest)
            known = std::max(known, batch.generation[p]);
    }
}

double Processor::lastValue(SeriesId id) const
{
    return index(id) < m_lastValues.size() ? m_lastValues[index(id)] : std::nan("");
}

void Processor::report(const LimitTransition &transition)
{
    const SeriesDefinition &series = m_dictionary.definition(transition.series);
    const bool violated = transition.to.severity > Severity::nominal;
    m_events.report(m_time.now(), violated ? transition.to.severity : Severity::nominal,
                    violated ? EventCode::limitViolated : EventCode::limitCleared,
                    m_dictionary.entityName(series.entity) + " " + series.metric,
                    std::to_string(transition.value) + (transition.to.side == LimitSide::low    ? " low"
                                                        : transition.to.side == LimitSide::high ? " high"
                                                                                                : ""));
}

// That the journal is full is said once: senders try again and again, and it is full until it has shrunk.
void Processor::reportRefused(const Error &error)
{
    if (!m_journal.isFull()) {
        m_events.report(m_time.now(), Severity::warning, EventCode::journalError, "journal", error.message);
        return;
    }
    if (m_fullAt && m_journal.bytes() >= *m_fullAt)
        return;
    m_fullAt = m_journal.bytes();
    m_events.report(m_time.now(), Severity::critical, EventCode::journalFull, "journal", error.message);
}

Result<void> Processor::accept(SampleBatch &&batch, const IdempotentAnswer *answer)
{
    flag(batch);
    if (m_derived)
        m_derived->evaluate(batch);
    m_transitions.clear();
    if (auto written = m_journal.append(batch, m_dictionary, answer); !written) {
        m_dictionary.rollback();
        if (m_derived)
            m_derived->rollback();
        reportRefused(written.error());
        return written;
    }
    // Only what is in the journal moves any state.
    m_dictionary.publish();
    if (m_derived)
        m_derived->commit();
    m_checker.check(batch, m_dictionary, m_transitions);
    m_fleet.apply(batch, m_dictionary, m_time.steadyNow());
    remember(batch);
    for (std::size_t i = 0; i < std::min(m_transitions.size(), maxReported); ++i)
        report(m_transitions[i]);
    m_counters.points.fetch_add(batch.points(), std::memory_order_relaxed);
    m_counters.samples.fetch_add(batch.samples(), std::memory_order_relaxed);
    m_counters.journalled.store(m_journal.nextSequence() - 1, std::memory_order_relaxed);
    auto shared = std::make_shared<const SampleBatch>(std::move(batch));
    if (m_follower)
        m_follower(shared);
    m_display.push(std::move(shared));
    return {};
}

void Processor::setLimits(std::shared_ptr<const LimitSet> limits)
{
    m_transitions.clear();
    m_checker.replace(std::move(limits), m_dictionary, m_transitions);
    for (LimitTransition &one : m_transitions)
        one.value = lastValue(one.series);
    for (std::size_t i = 0; i < std::min(m_transitions.size(), maxReported); ++i)
        report(m_transitions[i]);
}

SampleBatchPtr Processor::restore(SampleBatch &&batch, bool show)
{
    m_dictionary.publish();
    if (m_derived)
        m_derived->restore(batch);
    m_transitions.clear();
    m_checker.check(batch, m_dictionary, m_transitions);
    m_fleet.apply(batch, m_dictionary, m_time.steadyNow());
    remember(batch);
    m_counters.journalled.store(batch.lastSequence(), std::memory_order_relaxed);
    auto shared = std::make_shared<const SampleBatch>(std::move(batch));
    if (show)
        m_display.push(shared);
    return shared;
}

} // namespace desk
