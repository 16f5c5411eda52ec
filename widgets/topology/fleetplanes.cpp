// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/fleetplanes.h"

#include <QtConcurrentRun>

#include <algorithm>
#include <utility>

namespace desk {
namespace {

bool sameOrbits(const TopologySnapshot &a, const TopologySnapshot &b)
{
    return std::equal(a.nodes.begin(), a.nodes.end(), b.nodes.begin(), b.nodes.end(),
                      [](const TopologyNode &x, const TopologyNode &y) { return x.orbit == y.orbit; });
}

} // namespace

FleetPlanes::FleetPlanes(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        if (std::exchange(m_again, false))
            return start();
        m_slots = m_watcher.result();
        Q_EMIT changed();
    });
}

FleetPlanes::~FleetPlanes()
{
    m_watcher.waitForFinished();
}

void FleetPlanes::update(const TopologySnapshotPtr &fleet)
{
    if (!fleet || fleet == m_fleet || (m_fleet && sameOrbits(*m_fleet, *fleet)))
        return;
    m_fleet = fleet;
    if (m_watcher.isRunning())
        m_again = true;
    else
        start();
}

void FleetPlanes::start()
{
    m_watcher.setFuture(QtConcurrent::run([fleet = m_fleet] {
        LayoutGraph graph;
        graph.nodeCount = fleet->nodes.size();
        addOrbitalSlots(graph, *fleet);
        return graph.slots;
    }));
}

} // namespace desk
