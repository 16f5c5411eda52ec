// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/network.h"
#include "models/processing/parameterfeed.h"

#include <array>
#include <limits>

namespace desk {

// What the links carry and how fast, of one moment: the last values from telemetry beside the graph they
// belong to. Immutable once made, any thread.
struct LinkFigures
{
    struct Link
    {
        static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
        float latencyMs = unknown;    // of the slower direction
        float capacityGbps = unknown; // of the narrower one
        float utilisation = unknown;  // 0 to 1, of the fuller one
        bool stale = false;           // the latency is older than three of its cadences
        bool staleCapacity = false;   // likewise
        bool staleUtilisation = false;
    };
    TopologySnapshotPtr snapshot; // null: nothing is known of any graph
    Timestamp time{};
    std::vector<Link> links; // beside the snapshot's edges
};

using LinkFiguresPtr = std::shared_ptr<const LinkFigures>;

// All a link can carry, or what its utilisation leaves of it; where that is not known, all.
enum class CapacityKind : std::uint8_t { whole, free };

// The graph with these figures over those of the definition. A latency that nobody tells is estimated from
// the distance. Some milliseconds for ten thousand nodes; any thread.
Network networkOf(const LinkFigures &figures, CapacityKind capacity = CapacityKind::whole);

// Switches off in it what only sends data (hosts, devices) and has no link at all: no part of the network.
Network withoutBystanders(Network network, const TopologySnapshot &fleet);

// Takes them from the feed: about 3 ms for 20,000 links, as series are looked up again only where there are
// new ones. GUI thread; the feed must outlive it.
class LinkFigureReader
{
public:
    explicit LinkFigureReader(const ParameterFeed &feed)
        : m_feed(feed)
    {
    }

    [[nodiscard]] LinkFiguresPtr read();

private:
    struct Columns // of one direction
    {
        EntityId entity = noEntity;
        std::size_t known = 0; // series of it when it was looked
        SeriesId latency = noSeries;
        SeriesId capacity = noSeries;
        SeriesId utilisation = noSeries;
    };
    void take(EntityId entity, Columns &columns, SteadyTime now, LinkFigures::Link &link) const;

    const ParameterFeed &m_feed;
    std::vector<std::array<Columns, 2>> m_columns; // by link
};

} // namespace desk
