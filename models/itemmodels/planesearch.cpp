// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/planesearch.h"

#include <QtConcurrentRun>

#include <utility>

namespace desk {

PlaneSearch::PlaneSearch(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        m_planes = m_watcher.result();
        m_found = m_looking;
        m_isLooking = false;
        if (m_next)
            start(std::exchange(m_next, nullptr), m_nextMark);
        Q_EMIT finished();
    });
}

PlaneSearch::~PlaneSearch()
{
    m_watcher.waitForFinished();
}

void PlaneSearch::look(const TopologySnapshotPtr &fleet, std::uint64_t mark)
{
    if (m_isLooking) {
        m_next = mark == m_looking ? nullptr : fleet;
        m_nextMark = mark;
    } else if (mark != m_found) {
        start(fleet, mark);
    }
}

void PlaneSearch::start(const TopologySnapshotPtr &fleet, std::uint64_t mark)
{
    m_isLooking = true;
    m_looking = mark;
    m_watcher.setFuture(QtConcurrent::run(
        [fleet] { return FleetPlanesPtr(std::make_shared<FleetPlanes>(fleetPlanes(*fleet))); }));
}

} // namespace desk
