// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/topology/topologyhistory.h"

#include <QObject>

#include <array>

namespace desk {

// The graphs of a source as this window saw them, and before them those that a recording knows: what panels
// ask for an earlier graph and for what changed. Starts anew where a replay leaps. Nothing here is later than
// the feed's newest graph. GUI thread.
class TopologyRecord final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TopologyRecord)

public:
    explicit TopologyRecord(const ParameterFeed &feed, QObject *parent = nullptr);

    // What a recording has. Only what was before the first graph seen here counts. Its nodes and links have
    // the ids of the source.
    void setEarlier(TopologyHistory earlier);

    // The graph in force then; null before the first that is known. Asked again for the same version it costs
    // nothing, else a copy of the graph.
    [[nodiscard]] TopologySnapshotPtr at(Timestamp time) const;
    [[nodiscard]] std::optional<Timestamp> knownFrom() const;
    // Newest first, the last so many of those published in [start, end).
    [[nodiscard]] std::vector<TopologyChange> newestChanges(const TimeRange &range,
                                                            std::size_t atMost = 10'000) const;
    [[nodiscard]] std::optional<TopologyDifference> difference(Timestamp from, Timestamp to) const;
    [[nodiscard]] std::optional<Timestamp> changeAfter(Timestamp time) const;
    [[nodiscard]] std::optional<Timestamp> changeBefore(Timestamp time) const;
    // See TopologyHistory; nothing is told of after the feed's now.
    [[nodiscard]] std::vector<HealthSpan> healthOf(std::string_view node, TimeRange range) const;

Q_SIGNALS:
    // There is a version more, or others than before.
    void changed();

private:
    struct Kept // a version that was asked for
    {
        TimeRange inForce;
        TopologySnapshotPtr snapshot;
    };

    void take(const FeedUpdate &update);
    void keep();
    void joinEarlier();
    [[nodiscard]] Timestamp begin() const; // of what was seen here
    [[nodiscard]] bool isEarlier(Timestamp time) const;

    const ParameterFeed &m_feed;
    TopologyHistory m_seen;
    TopologyHistory m_earlier;
    std::vector<TopologyChange> m_joint; // from the last earlier version to the first seen here
    mutable std::array<Kept, 4> m_kept;  // of as many panels, in turn
    mutable std::size_t m_nextKept = 0;
};

} // namespace desk
