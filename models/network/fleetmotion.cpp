// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetmotion.h"

#include "models/topology/fleetorbit.h"

namespace desk {
namespace {

std::optional<Orbit> orbitOf(const std::shared_ptr<const std::string> &json)
{
    if (!json)
        return std::nullopt;
    const auto elements = parseFleetOrbit(*json);
    if (!elements)
        return std::nullopt;
    auto orbit = Orbit::fromElements(*elements);
    return orbit ? std::optional(*std::move(orbit)) : std::nullopt;
}

template <class Node>
NodeMotion motionOfEither(const Node &node)
{
    NodeMotion motion;
    motion.orbit = orbitOf(node.orbit);
    if (!motion.orbit && isGround(node.type))
        motion.place = placeOf(node);
    return motion;
}

} // namespace

std::optional<Vector3> NodeMotion::earthFixed(Timestamp time) const
{
    if (place)
        return earthFixedFromGeodetic(*place);
    if (!orbit)
        return std::nullopt;
    const auto state = orbit->stateAt(time);
    if (!state)
        return std::nullopt;
    return earthFixedFromTeme(state->positionKm, greenwichSiderealTime(toJulianDate(time)));
}

std::optional<GeodeticPosition> placeOf(const FleetNode &node)
{
    if (!node.position)
        return std::nullopt;
    return GeodeticPosition{node.position->latitude, node.position->longitude, node.position->altitudeKm};
}

std::optional<GeodeticPosition> placeOf(const TopologyNode &node)
{
    if (!node.hasPosition)
        return std::nullopt;
    return GeodeticPosition{node.latitude, node.longitude, node.altitudeKm};
}

NodeMotion motionOf(const FleetNode &node)
{
    return motionOfEither(node);
}

NodeMotion motionOf(const TopologyNode &node)
{
    return motionOfEither(node);
}

} // namespace desk
