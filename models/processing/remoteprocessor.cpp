// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/remoteprocessor.h"

namespace desk {
namespace {
constexpr std::size_t maxRemoteReported = 50; // transitions of one batch
}

RemoteProcessor::RemoteProcessor(SeriesDictionary &dictionary, LimitChecker checker, Topology &topology,
                                 DisplayQueue &display, EventLog &events, const TimeService &time)
    : m_dictionary(dictionary)
    , m_checker(std::move(checker))
    , m_topology(topology)
    , m_fleet(topology)
    , m_display(display)
    , m_events(events)
    , m_time(time)
{
}

// What was missed during a break comes late: it is graded but moves no alarm. The other marks were made
// where the point was received, by that clock.
void RemoteProcessor::flag(SampleBatch &batch) const
{
    const std::int64_t oldest = nanoseconds(batch.reception) - m_backFilled.count();
    for (std::size_t p = 0; p < batch.points(); ++p) {
        if (batch.generation[p] >= oldest)
            continue;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i)
            batch.quality[i] |= Quality::backFilled;
    }
}

void RemoteProcessor::report(const LimitTransition &transition)
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

void RemoteProcessor::accept(SampleBatch &&batch)
{
    flag(batch);
    m_dictionary.publish();
    m_transitions.clear();
    m_checker.check(batch, m_dictionary, m_transitions);
    m_fleet.apply(batch, m_dictionary, m_time.steadyNow());
    for (std::size_t i = 0; i < std::min(m_transitions.size(), maxRemoteReported); ++i)
        report(m_transitions[i]);
    m_counters.points.fetch_add(batch.points(), std::memory_order_relaxed);
    m_counters.samples.fetch_add(batch.samples(), std::memory_order_relaxed);
    m_display.push(std::make_shared<const SampleBatch>(std::move(batch)));
}

void RemoteProcessor::setLimits(std::shared_ptr<const LimitSet> limits)
{
    m_transitions.clear();
    m_checker.replace(std::move(limits), m_dictionary, m_transitions);
    for (std::size_t i = 0; i < std::min(m_transitions.size(), maxRemoteReported); ++i)
        report(m_transitions[i]);
}

Result<void> RemoteProcessor::replaceFleet(const FleetDefinition &fleet)
{
    for (const FleetNode &node : fleet.nodes) {
        const auto id = m_dictionary.node(node.id, node.type);
        if (!id) {
            m_dictionary.rollback();
            return tl::unexpected(id.error());
        }
        static_cast<void>(m_dictionary.entity(*id));
    }
    m_dictionary.publish();
    m_topology.replace(fleet);
    for (const FleetNode &node : fleet.nodes) {
        const auto id = m_dictionary.findNode(node.id);
        m_topology.learnNode(*id, m_dictionary.findEntity(*id).value_or(noEntity), node.id, node.type);
    }
    m_topology.propagate(m_time.now());
    return {};
}

} // namespace desk
