// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/replayprocessor.h"

#include <algorithm>
#include <utility>

namespace desk {

using namespace std::chrono_literals;

namespace {
constexpr std::chrono::nanoseconds fleetInterval = 1s;    // of recorded time, between two moves of satellites
constexpr std::chrono::nanoseconds paintInterval = 100ms; // of real time, of the graph
} // namespace

ReplayProcessor::ReplayProcessor(Parts parts, std::size_t queuedSamples)
    : m_parts(parts)
    , m_queuedSamples(queuedSamples)
    , m_limitSet(std::make_shared<const LimitSet>())
{
    m_checker.emplace(m_limitSet);
}

Result<void> ReplayProcessor::setNames(const SessionNames &names)
{
    const auto mapping = names.addTo(m_parts.dictionary);
    if (!mapping) {
        m_parts.dictionary.rollback();
        return tl::unexpected(mapping.error());
    }
    const auto fill = [this](auto &table, const auto &from, auto none) {
        if (!from.empty())
            table.assign(std::size_t{index(from.rbegin()->first)} + 1, none);
        for (const auto &[theirs, ours] : from) {
            table[index(theirs)] = ours;
            m_sameIds = m_sameIds && theirs == ours;
        }
    };
    m_sameIds = true;
    fill(m_entities, mapping->entities, noEntity);
    fill(m_series, mapping->series, noSeries);
    // A hole in the ids of the file shifts those behind it; one at the end does not.
    m_sameIds = m_sameIds && mapping->entities.size() == m_entities.size() &&
                mapping->series.size() == m_series.size();
    return {};
}

// Ids of the file become ours; what it does not name is left out.
void ReplayProcessor::rename(SampleBatch &batch) const
{
    const auto seriesOf = [this](SeriesId id) {
        return index(id) < m_series.size() ? m_series[index(id)] : noSeries;
    };
    const auto entityOf = [this](EntityId id) {
        return index(id) < m_entities.size() ? m_entities[index(id)] : noEntity;
    };
    if (m_sameIds &&
        std::ranges::all_of(batch.series, [this](SeriesId id) { return index(id) < m_series.size(); }) &&
        std::ranges::all_of(batch.entity, [this](EntityId id) { return index(id) < m_entities.size(); }))
        return;
    SampleBatch kept;
    kept.reserve(batch.points(), batch.samples());
    auto wide = batch.wide.begin();
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const EntityId entity = entityOf(batch.entity[p]);
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            while (wide != batch.wide.end() && wide->sample < i)
                ++wide;
            const SeriesId series = seriesOf(batch.series[i]);
            if (entity == noEntity || series == noSeries)
                continue;
            if (wide != batch.wide.end() && wide->sample == i)
                kept.wide.push_back({static_cast<std::uint32_t>(kept.samples()), wide->value});
            kept.addSample(series, batch.value[i], batch.quality[i]);
        }
        if (entity != noEntity)
            kept.endPoint(entity, batch.generation[p]);
    }
    kept.reception = batch.reception;
    kept.firstSequence = batch.firstSequence;
    kept.source = batch.source;
    batch = std::move(kept);
}

// The graph begins with what was recorded; limits grade the last values by what they are, not by how they
// came there: the past that follows brings deadbands to where they were.
void ReplayProcessor::restart(ReplayPicture picture)
{
    m_parts.topology.restore({});
    m_hasGraph = picture.topology.has_value();
    m_roles.emplace(m_parts.topology, true);
    if (picture.limits)
        setLimits(*picture.limits);
    else
        forgetLimits();
    m_checker.emplace(m_limitSet);
    LimitChecker grading(m_limitSet);
    std::vector<SampleBatchPtr> lastValues;
    for (const SampleBatchPtr &point : picture.lastPoints) {
        auto own = std::make_shared<SampleBatch>(*point);
        rename(*own);
        grading.check(*own, m_parts.dictionary, m_transitions);
        m_transitions.clear();
        lastValues.push_back(std::move(own));
    }
    m_parts.events.restart(std::move(picture.events));
    m_parts.time.set(picture.head);
    m_moved = {};
    m_pendingGraph = std::move(picture.topology);
    if (m_pendingGraph)
        showGraph();
    m_parts.display.restart(std::move(lastValues));
}

// A start of the recorder tells them again; what they have come to stays then.
void ReplayProcessor::setLimits(const SessionLimits &limits)
{
    if (limits.toml == m_limits)
        return;
    auto set = LimitSet::parse(limits.toml);
    if (!set) { // the file is from elsewhere: limits that cannot be read grade nothing
        forgetLimits();
        return;
    }
    m_limits = limits.toml;
    m_limitSet = std::make_shared<const LimitSet>(*std::move(set));
    m_checker.emplace(m_limitSet);
    m_inForce.take(m_limitSet);
}

void ReplayProcessor::forgetLimits()
{
    m_limits.clear();
    m_limitSet = std::make_shared<const LimitSet>();
    m_checker.emplace(m_limitSet);
    m_inForce.take(nullptr);
}

// To take a graph costs milliseconds, and as fast as possible there are hundreds a second: the newest counts.
void ReplayProcessor::setTopology(const SessionTopology &topology)
{
    m_hasGraph = true;
    m_pendingGraph = topology;
}

void ReplayProcessor::showGraph()
{
    const SessionTopology topology = *std::exchange(m_pendingGraph, std::nullopt);
    const auto fleet = parseFleet(topology.json, {.recorded = true});
    if (!fleet)
        return; // damaged beyond its CRC: what was before stays
    m_parts.topology.restore(*fleet);
    const SeriesDictionary &names = m_parts.dictionary;
    std::vector<std::optional<NodeId>> ids;
    for (const FleetNode &node : fleet->nodes) {
        ids.push_back(names.findNode(node.id));
        if (ids.back())
            m_parts.topology.learnNode(*ids.back(), names.findEntity(*ids.back()).value_or(noEntity), node.id,
                                       node.type);
    }
    for (const FleetEdge &edge : fleet->edges) {
        if (!ids[edge.source] || !ids[edge.target])
            continue;
        const NodeId a = *ids[edge.source];
        const NodeId b = *ids[edge.target];
        if (const auto forward = names.findEntity(a, b))
            m_parts.topology.learnLink(a, b, *forward);
        if (const auto backward = names.findEntity(b, a))
            m_parts.topology.learnLink(b, a, *backward);
    }
    m_parts.topology.propagate(topology.reception);
    m_parts.topology.publish(topology.reception);
}

void ReplayProcessor::addEvents(std::vector<Event> events)
{
    for (Event &event : events)
        m_parts.events.add(std::move(event));
}

void ReplayProcessor::addPoints(std::shared_ptr<SampleBatch> batch)
{
    rename(*batch);
    m_transitions.clear();
    m_checker->check(*batch, m_parts.dictionary, m_transitions);
    if (!m_hasGraph)
        m_roles->apply(*batch, m_parts.dictionary, ReplayTime::at(batch->reception));
    m_counters.points.fetch_add(batch->points(), std::memory_order_relaxed);
    m_counters.samples.fetch_add(batch->samples(), std::memory_order_relaxed);
    m_parts.display.push(std::move(batch));
}

void ReplayProcessor::setHead(Timestamp head)
{
    m_parts.time.set(head);
    if (m_parts.steady.steadyNow() - m_paintedAt >= paintInterval)
        paint();
}

void ReplayProcessor::rest()
{
    if (m_pendingGraph || m_parts.time.now() != m_painted)
        paint();
}

// Brings the graph to the head.
void ReplayProcessor::paint()
{
    const Timestamp head = m_parts.time.now();
    m_painted = head;
    m_paintedAt = m_parts.steady.steadyNow();
    if (m_pendingGraph)
        showGraph();
    if (!m_hasGraph)
        m_parts.topology.tick(ReplayTime::at(head));
    if (head - m_moved >= fleetInterval || head < m_moved || m_moved == Timestamp{}) {
        m_parts.topology.propagate(head);
        m_moved = head;
    }
    m_parts.topology.publish(head);
}

bool ReplayProcessor::hasRoom()
{
    return m_parts.display.queuedSamples() < m_queuedSamples;
}

} // namespace desk
