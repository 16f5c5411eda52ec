// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/graphlayout.h"
#include "models/topology/topologysnapshot.h"

#include <QFutureWatcher>
#include <QObject>

#include <optional>

namespace desk {

// Computes layouts in the thread pool, one at a time: a newer request stops the older one between two of its
// steps, and only the newest is heard of. GUI thread.
class LayoutRunner final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LayoutRunner)

public:
    using Places = std::vector<LayoutPoint>;

    explicit LayoutRunner(QObject *parent = nullptr);
    ~LayoutRunner() override;

    // fleet: where a layout needs the orbits, they are read from it in the worker, too.
    void request(LayoutGraph graph, LayoutKind kind, LayoutOptions options, TopologySnapshotPtr fleet = {});
    // The running one and the waiting one come to nothing.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_isOut || m_next; }

Q_SIGNALS:
    // One place per node of the requested graph.
    void finished(const std::vector<desk::LayoutPoint> &places);

private:
    struct Request
    {
        LayoutGraph graph;
        LayoutKind kind = LayoutKind::stress;
        LayoutOptions options;
        TopologySnapshotPtr fleet;
    };
    void start(Request request);
    void deliver();

    QFutureWatcher<std::optional<Places>> m_watcher;
    bool m_isOut = false; // from its start until its result was taken
    std::stop_source m_stop;
    std::optional<Request> m_next;
};

} // namespace desk
