// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/constellationsimulator.h"

#include "models/topology/sunlight.h"

#include <algorithm>
#include <unordered_set>

namespace desk {
namespace {

constexpr double satelliteCapacityGbps = 4 * 25.0; // four laser terminals
constexpr double settlingThroughputGbps = 5;
constexpr std::chrono::seconds settlingStep{120};

std::vector<std::string> idsOf(std::span<const FleetNode> nodes)
{
    std::vector<std::string> ids;
    for (const FleetNode &node : nodes)
        ids.push_back(node.id);
    return ids;
}

FleetNode stationNode(const GroundStation &station, const GroundLinkOptions &options)
{
    FleetNode node;
    node.id = station.id;
    node.label = station.name;
    node.type = NodeType::groundStation;
    node.health = Health::nominal;
    node.position = FleetDefinition::Position{station.position.latitude, station.position.longitude,
                                              station.position.altitudeKm};
    node.capacityGbps = radioModes().back().capacityGbps * static_cast<double>(options.perStation);
    return node;
}

std::uint64_t linkKey(std::uint32_t a, std::uint32_t b)
{
    return (std::uint64_t{a} << 32) | b;
}

} // namespace

Result<ConstellationSimulator> ConstellationSimulator::create(ConstellationOptions options)
{
    if (options.elements.empty() && options.stations.empty())
        return failure(ErrorCode::invalidArgument, "nothing to simulate: no satellites and no stations");
    const auto redatedBy = redate(options.elements, options.start);
    const std::vector<std::string> ids = satelliteIds(options.elements);

    std::vector<SatelliteMotion> motions;
    std::vector<FleetNode> nodes;
    std::vector<ElementSet> kept;
    std::vector<std::string> leftOut;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const ElementSet &elements = options.elements[i];
        auto orbit = Orbit::fromElements(elements);
        if (!orbit || !orbit->stateAt(options.start)) {
            leftOut.push_back(ids[i]);
            continue;
        }
        motions.emplace_back(*std::move(orbit));
        FleetNode node;
        node.id = ids[i];
        node.type = NodeType::satellite;
        node.label = elements.name;
        node.health = Health::nominal;
        node.capacityGbps = satelliteCapacityGbps;
        node.orbit = std::make_shared<const std::string>(ommJson(elements));
        nodes.push_back(std::move(node));
        kept.push_back(elements);
    }
    if (kept.empty() && !options.elements.empty())
        return failure(ErrorCode::outOfRange,
                       "none of the orbits can be computed for this time; newer element sets are needed");
    options.elements = std::move(kept);
    for (const GroundStation &station : options.stations)
        nodes.push_back(stationNode(station, options.ground));

    std::unordered_set<std::string> used;
    for (const FleetNode &node : nodes) {
        if (!used.insert(node.id).second)
            return failure(ErrorCode::invalidArgument, "two nodes are called " + node.id, "id");
    }
    if (const auto checked =
            FaultInjector::check(options.faults, idsOf(nodes), static_cast<std::uint32_t>(motions.size()));
        !checked)
        return tl::unexpected(checked.error());

    ConstellationSimulator simulator(std::move(options), std::move(motions), std::move(nodes));
    simulator.m_redatedBy = redatedBy;
    simulator.m_leftOut = std::move(leftOut);
    return simulator;
}

ConstellationSimulator::ConstellationSimulator(ConstellationOptions options,
                                               std::vector<SatelliteMotion> motions,
                                               std::vector<FleetNode> nodes)
    : m_seed(options.seed)
    , m_motions(std::move(motions))
    , m_nodes(std::move(nodes))
    , m_time(options.start)
    , m_states(m_motions.size())
    , m_earthFixed(m_motions.size())
    , m_positions(m_motions.size())
    , m_works(m_motions.size())
    , m_stationWorks(options.stations.size())
    , m_grid(groupIntoPlanes(options.elements, medianEpoch(options.elements)), options.grid)
    , m_ground(options.stations, options.ground)
    , m_traffic(options.stations, satellites(), options.seed, options.demand)
    , m_faults(std::move(options.faults), idsOf(m_nodes), satellites(), options.seed,
               options.live.value_or(options.start))
    , m_composer(static_cast<std::uint32_t>(m_nodes.size()))
    , m_watcher(idsOf(m_nodes), satellites())
{
    for (std::size_t i = 0; i < m_motions.size(); ++i)
        m_buses.emplace_back(CounterRandom(m_seed, m_nodes[i].id, "temperature").uniform(-4, 4));
    for (const GroundStation &station : options.stations) {
        const RainClimate climate = rainClimateAt(station.position);
        m_rain.emplace_back(climate, m_seed, station.id);
        m_budgets.emplace_back(climate);
    }
    settleBuses(m_time);
    advance(m_time);
}

// Batteries and temperatures depend on the last revolution: it is lived through in coarse steps.
void ConstellationSimulator::settleBuses(Timestamp start)
{
    for (std::size_t i = 0; i < m_motions.size(); ++i) {
        const Orbit &orbit = m_motions[i].orbit();
        const auto steps = static_cast<std::int64_t>(orbit.periodMinutes() * 60) / settlingStep.count();
        for (std::int64_t k = std::min<std::int64_t>(steps, 720); k > 0; --k) {
            const Timestamp time = start - k * settlingStep;
            if (const auto state = orbit.stateAt(time))
                m_buses[i].advance(static_cast<double>(settlingStep.count()),
                                   inEclipse(state->positionKm, sunDirection(time)), settlingThroughputGbps);
        }
    }
}

bool ConstellationSimulator::isWorking(std::uint32_t node) const
{
    return node < satellites() ? m_works[node] != 0 : m_stationWorks[node - satellites()] != 0;
}

void ConstellationSimulator::move(Timestamp time)
{
    const double siderealTime = greenwichSiderealTime(toJulianDate(time));
    for (std::uint32_t i = 0; i < m_motions.size(); ++i) {
        const bool follows = m_motions[i].moveTo(time);
        m_states[i] = {m_motions[i].position(), m_motions[i].velocity()};
        m_earthFixed[i] = earthFixedFromTeme(m_states[i].positionKm, siderealTime);
        m_positions[i] = geodeticFromEarthFixed(m_earthFixed[i]);
        m_works[i] = follows && !m_faults.isFailed(i) ? 1 : 0;
    }
    for (std::uint32_t i = 0; i < m_stationWorks.size(); ++i)
        m_stationWorks[i] = m_faults.isFailed(satellites() + i) ? 0 : 1;
}

void ConstellationSimulator::addLink(SimulatedLink::Kind kind, std::uint32_t a, std::uint32_t b)
{
    // The time makes the noise of a link's second life another than that of its first.
    const std::string name = m_nodes[a].id + "->" + m_nodes[b].id + "@" + std::to_string(nanoseconds(m_time));
    SimulatedLink &link = m_links.emplace_back(kind, std::array{a, b}, m_seed, name);
    link.directions[0].entity = m_composer.entityOf(a, b);
    link.directions[1].entity = m_composer.entityOf(b, a);
    m_composer.activityChanged(link, true);
}

// Brings the list of links in line with the grid and the passes. True where it changed.
bool ConstellationSimulator::changeLinks(Timestamp time)
{
    const bool gridChanged = m_grid.update(time, m_states);
    const bool passesChanged = m_ground.update(time, m_earthFixed, m_works, m_stationWorks);
    if (!gridChanged && !passesChanged)
        return false;
    std::unordered_set<std::uint64_t> wanted;
    for (const GridLink &link : m_grid.links())
        wanted.insert(linkKey(link.a, link.b));
    for (const GroundPass &pass : m_ground.passes())
        wanted.insert(linkKey(satellites() + pass.station, pass.satellite));
    std::erase_if(m_links, [&](const SimulatedLink &link) {
        // What remains in the set afterwards is new.
        if (wanted.erase(linkKey(link.ends()[0], link.ends()[1])) > 0)
            return false;
        if (link.active)
            m_composer.activityChanged(link, false);
        return true;
    });
    for (const GridLink &link : m_grid.links()) {
        if (wanted.contains(linkKey(link.a, link.b)))
            addLink(SimulatedLink::Kind::laser, link.a, link.b);
    }
    for (const GroundPass &pass : m_ground.passes()) {
        if (wanted.contains(linkKey(satellites() + pass.station, pass.satellite)))
            addLink(SimulatedLink::Kind::ground, satellites() + pass.station, pass.satellite);
    }
    return true;
}

// Faults hold links down without ending them. True where one went down or came back.
bool ConstellationSimulator::switchLinks(Timestamp time)
{
    bool changed = false;
    for (SimulatedLink &link : m_links) {
        const bool active =
            isWorking(link.ends()[0]) && isWorking(link.ends()[1]) && !m_faults.isDown(link.ends(), time);
        if (active == link.active)
            continue;
        link.active = active;
        m_composer.activityChanged(link, active);
        changed = true;
    }
    return changed;
}

void ConstellationSimulator::updateBudgets(double seconds)
{
    const auto &passes = m_ground.passes();
    for (SimulatedLink &link : m_links) {
        const auto [a, b] = link.ends();
        if (link.kind() == SimulatedLink::Kind::laser) {
            link.updateLaser(seconds, length(m_states[a].positionKm - m_states[b].positionKm));
            continue;
        }
        const std::uint32_t station = a - satellites();
        auto pass = std::lower_bound(passes.begin(), passes.end(), station,
                                     [](const GroundPass &p, std::uint32_t s) { return p.station < s; });
        while (pass != passes.end() && pass->satellite != b)
            ++pass;
        if (pass == passes.end())
            continue;
        const RainFade &rain = m_rain[station];
        const double rainDb = (rain.attenuationDb() + m_faults.rainDb(a)) * rain.scale(pass->look.elevation);
        link.updateGround(seconds, m_budgets[station], pass->look, rainDb);
    }
}

void ConstellationSimulator::advance(Timestamp time)
{
    const double seconds = m_started ? std::chrono::duration<double>(time - m_time).count() : 0;
    m_started = true;
    m_time = time;
    m_faults.advance(time, m_links, m_log);
    move(time);
    for (RainFade &rain : m_rain)
        rain.advance(seconds);
    bool changed = changeLinks(time);
    changed = switchLinks(time) || changed;
    updateBudgets(seconds);
    m_traffic.advance(time, seconds, m_links, changed, m_faults.burstFactors());
    const Vector3 sun = sunDirection(time);
    for (std::uint32_t i = 0; i < m_buses.size(); ++i)
        m_buses[i].advance(seconds, inEclipse(m_states[i].positionKm, sun), m_composer.throughputGbps(i));
    m_watcher.observe(time, m_rain, m_ground, m_links, m_composer.entities(), m_log);
}

ConstellationView ConstellationSimulator::view() const
{
    return {m_time, satellites(), m_positions, m_works, m_buses, m_rain, m_links};
}

std::span<const SimulatedPoint> ConstellationSimulator::step(Timestamp time)
{
    if (time > m_time)
        advance(time);
    return m_composer.compose(view(), m_faults);
}

FleetDefinition ConstellationSimulator::fleet() const
{
    FleetDefinition fleet;
    fleet.nodes = m_nodes;
    for (std::size_t i = 0; i < m_positions.size(); ++i) {
        const GeodeticPosition &position = m_positions[i];
        fleet.nodes[i].position =
            FleetDefinition::Position{position.latitude, position.longitude, position.altitudeKm};
    }
    for (const SimulatedLink &link : m_links) {
        if (!link.active)
            continue;
        auto [source, target] = link.ends();
        if (m_nodes[target].id < m_nodes[source].id)
            std::swap(source, target);
        FleetEdge edge;
        edge.source = source;
        edge.target = target;
        edge.capacityGbps = link.directions[0].capacityGbps();
        edge.latencyMs = link.latencyMs();
        fleet.edges.push_back(edge);
    }
    return fleet;
}

TelemetryJson ConstellationSimulator::jsonWriter() const
{
    std::vector<TelemetryJson::Node> nodes;
    for (const FleetNode &node : m_nodes)
        nodes.push_back({node.id, node.type});
    return TelemetryJson(std::move(nodes));
}

} // namespace desk
