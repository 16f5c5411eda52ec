// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"
#include "widgets/topology/layoutrunner.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTimer>

#include <unordered_map>

namespace desk {

// Where the nodes of the fleet stand: keeps places, decides when a layout is due and continues from the last
// one, holds pins by the nodes' names. Abstract layouts run in a worker, at most every two seconds and only
// when nodes or links that shape the picture came or went; the map is computed at once. GUI thread.
class PictureLayout final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PictureLayout)

public:
    using Places = std::vector<std::optional<LayoutPoint>>;

    explicit PictureLayout(QObject *parent = nullptr);

    void setKind(LayoutKind kind);
    [[nodiscard]] LayoutKind kind() const { return m_kind; }
    // A snapshot came; cheap when nothing of the layout's concern changed.
    // geographic: where its nodes are on the Earth (longitude, latitude); empty = as the snapshot says.
    void update(const TopologySnapshotPtr &snapshot, Places geographic = {});
    // They are elsewhere on the Earth.
    void move(Places geographic);
    // From scratch, but for the pins.
    void layOutAfresh();
    // Does what is due at once and waits for no timer (the worker still takes its time).
    void flush();

    [[nodiscard]] bool isBusy() const { return m_due.isActive() || m_runner.isRunning(); }

    // Per node of the last snapshot; a node that has none yet is not drawn.
    [[nodiscard]] const Places &places() const { return m_places; }
    [[nodiscard]] bool isPinned(std::uint32_t node) const;
    [[nodiscard]] bool hasPins() const { return !m_pins.empty(); }
    // Pins hold in the stress layout only: on a circle or a map they would lie.
    [[nodiscard]] bool canPin() const { return m_kind == LayoutKind::stress; }
    void pin(std::uint32_t node, LayoutPoint place);
    void unpin(std::uint32_t node);
    void unpinAll();

    [[nodiscard]] QJsonObject savePins() const;
    void restorePins(const QJsonObject &pins);

Q_SIGNALS:
    // afresh: the picture as a whole is a new one.
    void placesChanged(bool afresh);

private:
    void adopt(const TopologySnapshotPtr &snapshot);
    void placeOnMap();
    void start();
    void take(const std::vector<LayoutPoint> &places);

    LayoutKind m_kind = LayoutKind::stress;
    TopologySnapshotPtr m_snapshot;
    Places m_places;     // beside the snapshot's nodes
    Places m_geographic; // likewise, on the Earth
    std::unordered_map<std::string, LayoutPoint> m_pins;

    LayoutKind m_placesKind = LayoutKind::geographic; // of m_places

    LayoutRunner m_runner;
    QTimer m_due;
    QElapsedTimer m_sinceLast;
    LayoutGraph m_requested; // what the worker works on
    LayoutGraph m_done;      // what m_places were made for; links only, indices of m_snapshot
    bool m_afresh = true;    // the next one starts from scratch
    bool m_requestedAfresh = false;
    std::size_t m_changedLinks = 0; // since the last one from scratch
};

} // namespace desk
