// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/planesearch.h"

#include <QtConcurrentRun>

namespace desk {

PlaneSearch::PlaneSearch(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        m_planes = m_watcher.result();
        m_found = m_looking;
        Q_EMIT finished();
    });
}

PlaneSearch::~PlaneSearch()
{
    m_watcher.waitForFinished();
}

void PlaneSearch::look(const TopologySnapshotPtr &fleet, std::uint64_t mark)
{
    if (mark == m_found || m_watcher.isRunning()) // then the next look comes for it
        return;
    m_looking = mark;
    m_watcher.setFuture(QtConcurrent::run(
        [fleet] { return FleetPlanesPtr(std::make_shared<FleetPlanes>(fleetPlanes(*fleet))); }));
}

} // namespace desk
