// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/fleetcontacts.h"
#include "tests/unit/itemmodels/feedfixture.h"

// A feed whose nodes fly on orbits or stand at places.
struct OrbitFixture : FeedFixture
{
    // A circular orbit at 550 km and 53 degrees, a day and a half old on the clock of the fixture.
    static std::string orbit(double ascendingNode, double meanAnomaly,
                             std::string_view epoch = "2026-11-20T02:00:00")
    {
        return R"({"OBJECT_NAME":"TEST","OBJECT_ID":"2026-001A","NORAD_CAT_ID":90001,"EPOCH":")" +
               std::string(epoch) + R"(","MEAN_MOTION":15.06,"ECCENTRICITY":0.0001,"INCLINATION":53,)" +
               R"("RA_OF_ASC_NODE":)" + std::to_string(ascendingNode) +
               R"(,"ARG_OF_PERICENTER":90,"MEAN_ANOMALY":)" + std::to_string(meanAnomaly) +
               R"(,"BSTAR":0,"MEAN_MOTION_DOT":0,"MEAN_MOTION_DDOT":0})";
    }

    std::uint32_t satellite(std::string_view name, const std::string &orbit)
    {
        const std::uint32_t made = graphNode(name);
        auto next = std::make_shared<desk::TopologySnapshot>(*graph);
        next->nodes[made].orbit = std::make_shared<const std::string>(orbit);
        graph = next;
        return made;
    }

    std::uint32_t station(std::string_view name, double latitude, double longitude)
    {
        const std::uint32_t made = graphNode(name, desk::NodeType::groundStation);
        auto next = std::make_shared<desk::TopologySnapshot>(*graph);
        next->nodes[made].hasPosition = true;
        next->nodes[made].latitude = latitude;
        next->nodes[made].longitude = longitude;
        graph = next;
        return made;
    }

    // Twelve satellites in three planes of four and three stations.
    void fleet()
    {
        for (int plane = 0; plane < 3; ++plane) {
            for (int slot = 0; slot < 4; ++slot)
                satellite("sat-" + std::to_string(10 * (plane + 1) + slot),
                          orbit(120 * plane, 90 * slot + 5));
        }
        station("gs-berlin", 52.5, 13.4);
        station("gs-quito", -0.2, -78.5);
        station("gs-sydney", -33.9, 151.2);
        publish();
    }

    [[nodiscard]] desk::FleetContactQuery query(std::vector<std::uint32_t> satellites,
                                                std::vector<std::uint32_t> stations) const
    {
        desk::FleetContactQuery made{graph, std::move(satellites), std::move(stations), {}};
        made.query.range = {time.now(), time.now() + std::chrono::hours(24)};
        return made;
    }
};
