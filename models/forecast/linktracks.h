// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"
#include "models/network/routelifetime.h"
#include "models/topology/fleetorbits.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <vector>

namespace desk {

// Where the ends of links are to each other, second by second, from ten minutes ago to five minutes ahead:
// the geometry of forecasts. Positions come from SGP4 every 10 s and are kept from call to call; between them
// a node moves along the chord, which is 0.1 km at most from its orbit. About 50 microseconds a link. One
// thread.
class LinkTracks
{
public:
    explicit LinkTracks(VisibilityRules rules = {})
        : m_rules(rules)
        , m_least(static_cast<float>(rules.minElevationDegrees))
    {
    }

    // Cheap when nothing moves in another way than before.
    void setFleet(TopologySnapshotPtr fleet);

    // ForecastWindow::geometry of a link, whose values are those of its window. The least elevation of a
    // ground link is the usual one, or the lowest at which any link was seen to be up; one that is lower than
    // any was before may go down to the horizon. False, and `geometry` is empty, where one end is not known
    // to move or stand anywhere, or where the ends could not see each other when the newest value came.
    bool read(NodeId a, NodeId b, Timestamp end, std::span<const double, ForecastWindow::seconds> values,
              std::vector<LinkGeometry> &geometry);
    [[nodiscard]] float leastElevation() const { return m_least; }

    static constexpr std::int64_t stepSeconds = 10;

private:
    struct Track
    {
        std::optional<Vector3> place; // earth-fixed, of a node on the ground
        std::int64_t first = 0;       // step since 1970 of the first position
        std::vector<Vector3> at;      // earth-fixed, a position a step
    };
    struct Sight // of one second
    {
        LinkGeometry geometry;
        bool clear = false; // nothing of the Earth between
    };
    // Null where it is not known for all of that time.
    const Track *trackOf(NodeId node, std::int64_t firstStep, std::int64_t lastStep);
    static Vector3 placeAt(const Track &track, std::int64_t second);

    // How low a ground link may go; takes notice of how low it was.
    float leastOf(std::span<const LinkGeometry> past, std::size_t newest,
                  std::span<const double, ForecastWindow::seconds> values);

    const VisibilityRules m_rules;
    float m_least; // degrees
    TopologySnapshotPtr m_fleet;
    std::uint64_t m_mark = 0;
    FleetOrbitsPtr m_orbits;
    boost::unordered_flat_map<std::uint32_t, std::uint32_t> m_places; // of a NodeId: index of the node
    std::vector<Track> m_tracks;                                      // by index of the node
};

} // namespace desk
