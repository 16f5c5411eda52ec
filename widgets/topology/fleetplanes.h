// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/layoutgraph.h"

#include <QFutureWatcher>
#include <QObject>

namespace desk {

// Which orbital plane each node of a fleet is in, read from the orbits in the thread pool when a definition
// brings others. GUI thread.
class FleetPlanes final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FleetPlanes)

public:
    using Slots = std::vector<std::optional<OrbitalSlot>>;

    explicit FleetPlanes(QObject *parent = nullptr);
    ~FleetPlanes() override;

    // Cheap unless nodes or orbits are others.
    void update(const TopologySnapshotPtr &fleet);
    // One for each node of the last fleet that was finished; empty before.
    [[nodiscard]] const Slots &ofNodes() const { return m_slots; }

Q_SIGNALS:
    void changed();

private:
    void start();

    TopologySnapshotPtr m_fleet; // the last one that differed
    QFutureWatcher<Slots> m_watcher;
    bool m_again = false; // a newer one came while one was at work
    Slots m_slots;
};

} // namespace desk
