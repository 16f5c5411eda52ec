// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FleetPicture that is about other moments than now, and about what is gone.
#include "models/processing/topologyrecord.h"
#include "widgets/topology/fleetpicture.h"

#include <algorithm>

namespace desk {
namespace {

const TopologySnapshotPtr &nothingKnown()
{
    static const TopologySnapshotPtr nothing = [] {
        auto empty = std::make_shared<TopologySnapshot>();
        empty->structure = empty->indexing = ~std::uint64_t{0}; // no graph counts up to it
        return empty;
    }();
    return nothing;
}

} // namespace

void FleetPicture::setMoment(std::optional<Timestamp> moment)
{
    m_moment = moment;
}

void FleetPicture::setRecord(const TopologyRecord *record)
{
    m_record = record;
}

// What of the overlay's earlier graph is gone is added once for each graph.
TopologySnapshotPtr FleetPicture::wanted()
{
    TopologySnapshotPtr base = m_feed.topology();
    if (m_moment)
        base = m_record ? m_record->at(*m_moment) : nullptr;
    if (m_moment && !base)
        base = nothingKnown();
    if (!base || (base == m_base && m_overlay.before == m_baseWith))
        return base ? m_ghosts.snapshot : nullptr;
    m_base = base;
    m_baseWith = m_overlay.before;
    // A picture of an even earlier moment does not know what came since.
    m_ghosts = m_overlay.before && base != nothingKnown() && base->time >= m_overlay.before->time
                   ? unionOf(m_overlay.before, base)
                   : TopologyUnion{base, base->nodes.size(), base->edges.size()};
    return m_ghosts.snapshot;
}

std::optional<Timestamp> FleetPicture::graphKnownFrom() const
{
    if (!m_moment || m_base != nothingKnown() || !m_record)
        return std::nullopt;
    return m_record->knownFrom();
}

std::optional<Timestamp> FleetPicture::figuresKnownFrom() const
{
    return m_moment ? m_then.knownFrom() : std::nullopt;
}

// Looks at no more series than it needs: those that are shown or graded, and of the others until one is
// alive.
FleetPicture::Figures FleetPicture::figuresThen(EntityId entity, const Columns &columns)
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    Figures out{Severity::none, unknown, unknown};
    const auto series = m_feed.catalogue().seriesOf(entity);
    const auto isNeeded = [&](SeriesId id) {
        return id == columns.shown || id == columns.utilisation || m_then.isGraded(id);
    };
    for (const bool needed : {true, false}) {
        for (const SeriesId id : series) {
            if (!needed && out.alive)
                break;
            if (isNeeded(id) != needed)
                continue;
            const MomentFigure figure = m_then.figure(id);
            if (!figure.isAlive())
                continue;
            out.alive = true;
            out.severity = std::max(out.severity, figure.severity);
            out.alarms += figure.severity > Severity::nominal ? 1 : 0;
            if (id == columns.shown)
                out.value = figure.value;
            if (id == columns.utilisation)
                out.utilisation = figure.value;
        }
    }
    return out;
}

// As for now, also by what has not come again since. alive: something of it is known to be.
FleetPicture::NodeFigures FleetPicture::nodeThen(EntityId entity, bool alive)
{
    NodeFigures out{Severity::none, alive, 0, std::numeric_limits<double>::quiet_NaN()};
    if (entity == noEntity)
        return out;
    const std::string_view shown = metricOf(m_nodeColouring);
    for (const SeriesId id : m_feed.catalogue().seriesOf(entity)) {
        const bool isShown = !shown.empty() && m_feed.catalogue().series(id).metric == shown;
        if (out.alive && !isShown && !m_then.isGraded(id))
            continue;
        const MomentFigure figure = m_then.figure(id);
        out.alive = out.alive || figure.isAlive();
        out.severity = std::max(out.severity, figure.severity);
        out.alarms += figure.severity > Severity::nominal ? 1 : 0;
        if (isShown && figure.isAlive())
            out.value = figure.value;
    }
    return out;
}

MomentFigure FleetPicture::figure(SeriesId id) const
{
    if (m_moment)
        return m_then.figure(id);
    MomentFigure figure;
    const LastValue *last = m_feed.lastValues().find(id);
    if (!last)
        return figure;
    const SteadyTime now = m_feed.time().steadyNow();
    figure.value = last->value;
    figure.severity = last->monitoring.severity;
    figure.freshness = LastValueCache::freshness(last, now);
    figure.age = std::chrono::duration<double>(now - last->seen).count();
    return figure;
}

} // namespace desk
