// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/fleetmotion.h"

#include "models/network/fleetnetwork.h"
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

NodeMotion motionOf(const FleetNode &node)
{
    NodeMotion motion;
    motion.orbit = orbitOf(node.orbit);
    if (!motion.orbit && node.position && isGroundType(node.type))
        motion.place = {node.position->latitude, node.position->longitude, node.position->altitudeKm};
    return motion;
}

NodeMotion motionOf(const TopologyNode &node)
{
    NodeMotion motion;
    motion.orbit = orbitOf(node.orbit);
    if (!motion.orbit && node.hasPosition && isGroundType(node.type))
        motion.place = {node.latitude, node.longitude, node.altitudeKm};
    return motion;
}

} // namespace desk
