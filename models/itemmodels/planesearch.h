// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/fleetplanes.h"

#include <QFutureWatcher>
#include <QObject>

namespace desk {

// Keeps the planes of the newest fleet, found in the thread pool when its orbits changed. GUI thread.
class PlaneSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlaneSearch)

public:
    explicit PlaneSearch(QObject *parent = nullptr);
    ~PlaneSearch() override;

    // mark: motionMark() of the fleet. The same as before: nothing happens. While another fleet's are looked
    // for it waits; of several that wait only the newest counts.
    void look(const TopologySnapshotPtr &fleet, std::uint64_t mark);
    // Of the fleet with that mark; null = not found yet.
    [[nodiscard]] FleetPlanesPtr planes(std::uint64_t mark) const
    {
        return mark == m_found ? m_planes : nullptr;
    }

Q_SIGNALS:
    void finished();

private:
    void start(const TopologySnapshotPtr &fleet, std::uint64_t mark);

    QFutureWatcher<FleetPlanesPtr> m_watcher;
    FleetPlanesPtr m_planes;
    std::uint64_t m_found = 0;   // mark of m_planes
    std::uint64_t m_looking = 0; // mark of the search under way
    bool m_isLooking = false;
    TopologySnapshotPtr m_next; // waits
    std::uint64_t m_nextMark = 0;
};

} // namespace desk
