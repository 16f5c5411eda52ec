// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/fleetmap.h"

#include <QtConcurrentRun>

#include <utility>

namespace desk {
namespace {

bool moves(const TopologyNode &node)
{
    return node.type == NodeType::satellite || (node.orbit && !isGround(node.type));
}

} // namespace

using namespace std::chrono_literals;

FleetMap::FleetMap(const FleetPicture &picture, const Theme &theme, QObject *parent)
    : QObject(parent)
    , m_picture(picture)
    , m_theme(theme)
    , m_ground(theme)
    , m_marks(theme)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &FleetMap::takePropagated);
}

FleetMap::~FleetMap()
{
    m_watcher.waitForFinished(); // some ms
}

void FleetMap::setMoment(std::optional<Timestamp> moment)
{
    if (moment == m_moment)
        return;
    m_moment = moment;
    if (m_moment) {
        propagate(); // nodes stay where they are until it is done
    } else {
        m_propagated.reset();
        place();
    }
    Q_EMIT moved();
}

void FleetMap::takeFleet()
{
    if (m_moment && m_picture.snapshot() && (!m_orbits || !m_orbits->suits(*m_picture.snapshot())))
        propagate();
    place();
}

Timestamp FleetMap::shownTime() const
{
    return m_moment.value_or(m_picture.feed().time().now());
}

bool FleetMap::isNightStale() const
{
    return m_options.night && std::chrono::abs(shownTime() - m_nightAt) >= 30s;
}

void FleetMap::propagate()
{
    if (!m_picture.snapshot() || !m_moment)
        return;
    if (m_busy) {
        m_again = true;
        return;
    }
    m_busy = true;
    m_watcher.setFuture(QtConcurrent::run([fleet = m_picture.snapshot(), before = m_orbits,
                                           moment = *m_moment]() -> Propagated {
        FleetOrbitsPtr orbits = before && before->suits(*fleet) ? before : FleetOrbits::read(*fleet, before);
        Positions positions = orbits->positionsAt(moment);
        return {std::move(orbits), std::move(positions), moment};
    }));
}

void FleetMap::takePropagated()
{
    Propagated done = m_watcher.result();
    m_busy = false;
    m_orbits = done.orbits;
    if (m_moment && m_orbits->suits(*m_picture.snapshot())) {
        m_propagated = std::move(done);
        place();
        Q_EMIT moved();
    }
    if (std::exchange(m_again, false))
        propagate();
}

void FleetMap::place()
{
    const auto &snapshot = m_picture.snapshot();
    if (!snapshot)
        return;
    const auto &nodes = snapshot->nodes;
    // Of another graph: better no satellite than one at another's place.
    if (m_propagated && !m_propagated->orbits->suits(*snapshot))
        m_propagated.reset();
    m_places.assign(nodes.size(), std::nullopt);
    m_heights.assign(nodes.size(), 0);
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (const auto position = positionOf(i)) {
            m_places[i] = LayoutPoint{position->longitude, position->latitude};
            m_heights[i] = float(position->altitudeKm);
        }
    }
}

std::optional<GeodeticPosition> FleetMap::positionOf(std::uint32_t node) const
{
    if (!m_picture.snapshot() || node >= m_picture.snapshot()->nodes.size())
        return std::nullopt;
    const TopologyNode &from = m_picture.snapshot()->nodes[node];
    if (m_moment && from.orbit && moves(from))
        return m_propagated ? m_propagated->positions[node] : std::nullopt;
    // The graphs kept do not tell where what moves without an orbit was.
    if (!from.hasPosition || (m_moment && moves(from)))
        return std::nullopt;
    return GeodeticPosition{from.latitude, from.longitude, from.altitudeKm};
}

PlaceSource FleetMap::sourceOf(std::uint32_t node) const
{
    if (!positionOf(node))
        return PlaceSource::unknown;
    const TopologyNode &from = m_picture.snapshot()->nodes[node];
    if (m_moment && from.orbit && moves(from))
        return PlaceSource::orbit;
    const ParameterFeed &feed = m_picture.feed();
    const SeriesId latitude = from.entity != noEntity ? feed.catalogue().find(from.entity, "lat") : noSeries;
    if (latitude != noSeries && feed.lastValues().find(latitude))
        return PlaceSource::reported;
    return from.orbit ? PlaceSource::orbit : PlaceSource::defined;
}

} // namespace desk
