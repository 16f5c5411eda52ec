// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/topologysnapshot.h"

#include <QObject>
#include <QString>

namespace desk {

// What an analysis says of a node or link. Pictures tell them apart by shape, not by colour alone.
enum class OverlayMark : std::uint8_t {
    none,
    route,       // on the route that was asked for
    alternative, // on a next best one
    weak,        // a single point of failure
    cut,         // a link of the narrowest place
    cutOff,      // works, but reaches the ground no more
    off,         // switched off in thought
    added,       // came between two moments
    removed,     // went
    changed      // is another than it was
};

// The marks of one analysis over the pictures of the fleet. Indices are those of the snapshot; a picture that
// shows another version finds nodes and links by their names. Plain value.
struct OverlayContent
{
    QString owner;                  // who shows it, for taking away what is one's own
    QString title;                  // for the key of the picture: "Route A – B, 82.1 ms, 9 links"
    TopologySnapshotPtr snapshot;   // what the indices mean
    std::vector<OverlayMark> nodes; // empty, or one for each of the snapshot
    std::vector<OverlayMark> links;
    std::vector<float> nodeWeights; // empty, or one for each: 0 to 1, drawn as size
    std::vector<float> linkWeights;
    TopologySnapshotPtr
        before; // what of this a picture lacks it shows all the same: what is gone; null = none

    [[nodiscard]] bool isEmpty() const
    {
        return nodes.empty() && links.empty() && nodeWeights.empty() && linkWeights.empty();
    }
};

// What is drawn over all pictures of one source: at most one analysis at a time. Panels show their result
// here, pictures follow; neither knows the other. GUI thread.
class TopologyOverlay final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyOverlay)

public:
    explicit TopologyOverlay(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    // In place of what there is, whoever showed it.
    void show(OverlayContent content);
    // Takes away what this owner shows; of others nothing.
    void clear(const QString &owner);
    [[nodiscard]] const OverlayContent &content() const { return m_content; }

Q_SIGNALS:
    void changed();

private:
    OverlayContent m_content;
};

} // namespace desk
