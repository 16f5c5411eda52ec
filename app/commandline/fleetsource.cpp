// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/fleetsource.h"

#include "app/commandline/figures.h"
#include "app/commandline/optionwords.h"
#include "app/commandline/orbitfiles.h"

#include "models/archive/sessioncursor.h"
#include "models/archive/sessionlogreader.h"
#include "models/datalink/constellationsimulator.h"
#include "models/topology/fleetorbit.h"

#include <algorithm>
#include <map>

namespace desk {
namespace {

constexpr std::size_t mostSuggestions = 5;

std::string lowerCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

std::string originOf(const FleetSourceOptions &options)
{
    return (options.elements.empty() ? "the demo's orbits" : options.elements) + " and " +
           (options.stations.empty() ? "the demo's stations" : options.stations);
}

std::string ageNote(std::span<const ElementSet> elements, Timestamp time)
{
    constexpr auto old = std::chrono::hours(24 * 14);
    const auto age = time - toTimestamp(medianEpoch(elements));
    if (elements.empty() || std::chrono::abs(age) <= old)
        return {};
    return "the element sets are " + durationWords(std::chrono::abs(age)) +
           (age < age.zero() ? " younger" : " older") +
           " than the time asked for: passes may be off by minutes and more";
}

Result<FleetMoment> linked(OrbitFiles orbits, Timestamp time, std::string origin)
{
    ConstellationOptions constellation;
    constellation.elements = std::move(orbits.elements);
    constellation.stations = std::move(orbits.stations);
    constellation.start = time;
    const auto simulator = ConstellationSimulator::create(std::move(constellation));
    if (!simulator)
        return tl::unexpected(simulator.error());
    FleetMoment picture{simulator->fleet(), time, std::move(origin), {}};
    if (simulator->redatedBy() != simulator->redatedBy().zero())
        picture.notes.push_back("the element sets were moved by " +
                                durationWords(std::chrono::abs(simulator->redatedBy())) +
                                " to the time asked for, all together");
    if (!simulator->leftOut().empty())
        picture.notes.push_back(counted(simulator->leftOut().size(), "satellite") +
                                " left out: SGP4 finds the orbit decayed");
    return picture;
}

// The last figures of links, by the names of their ends, before a point.
class LastFigures
{
public:
    Result<void> read(SessionCursor &cursor, std::uint64_t before)
    {
        const auto batches = cursor.lastPoints(before);
        if (!batches)
            return tl::unexpected(batches.error());
        const SessionNames &names = cursor.names();
        for (const SampleBatchPtr &batch : *batches) {
            for (std::size_t point = 0; point < batch->points(); ++point) {
                Figures &figures = m_figures[{std::string(names.node(batch->entity[point])),
                                              std::string(names.dst(batch->entity[point]))}];
                for (std::uint32_t i = batch->pointBegin(point); i < batch->pointEnd[point]; ++i) {
                    const auto series = names.series.find(batch->series[i]);
                    if (series == names.series.end() || !series->second.labels.empty())
                        continue;
                    if (series->second.metric == "latency_ms")
                        figures.latencyMs = batch->value[i];
                    else if (series->second.metric == "capacity_gbps")
                        figures.capacityGbps = batch->value[i];
                }
            }
        }
        return {};
    }

    // The worse of the two directions.
    void complete(FleetDefinition &fleet) const
    {
        for (FleetEdge &edge : fleet.edges) {
            const std::string &a = fleet.nodes[edge.source].id;
            const std::string &b = fleet.nodes[edge.target].id;
            std::optional<double> latency;
            std::optional<double> capacity;
            for (const auto &ends : {std::pair(a, b), std::pair(b, a)}) {
                const auto figures = m_figures.find(ends);
                if (figures == m_figures.end())
                    continue;
                if (const auto value = figures->second.latencyMs)
                    latency = std::max(latency.value_or(*value), *value);
                if (const auto value = figures->second.capacityGbps)
                    capacity = std::min(capacity.value_or(*value), *value);
            }
            edge.latencyMs = latency ? latency : edge.latencyMs;
            edge.capacityGbps = capacity ? capacity : edge.capacityGbps;
        }
    }

private:
    struct Figures
    {
        std::optional<double> latencyMs;
        std::optional<double> capacityGbps;
    };
    std::map<std::pair<std::string, std::string>, Figures> m_figures;
};

} // namespace

void addFleetSourceOptions(CLI::App &command, FleetSourceOptions &options)
{
    addOption(
        command, "--tle", "FILE", options.elements,
        "Orbits: two- or three-line element sets, or OMM as JSON (default with --stations: the demo's)");
    addOption(command, "--stations", "FILE", options.stations,
              "Ground stations: CSV of id, name, latitude, longitude, elevation (default with --tle: the\n"
              "demo's)");
    addConnectionOptions(command, options.connection);
}

Result<FleetMoment> readOrbits(const FleetSourceOptions &options, Timestamp time)
{
    const auto orbits = OrbitFiles::read(options.elements, options.stations);
    if (!orbits)
        return tl::unexpected(orbits.error());
    FleetMoment picture;
    picture.time = time;
    picture.origin = originOf(options);
    const auto ids = satelliteIds(orbits->elements);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        FleetNode node;
        node.id = ids[i];
        node.type = NodeType::satellite;
        node.label = orbits->elements[i].name;
        node.orbit = std::make_shared<const std::string>(ommJson(orbits->elements[i]));
        picture.fleet.nodes.push_back(std::move(node));
    }
    for (const GroundStation &station : orbits->stations) {
        FleetNode node;
        node.id = station.id;
        node.type = NodeType::groundStation;
        node.label = station.name;
        node.position = FleetDefinition::Position{station.position.latitude, station.position.longitude,
                                                  station.position.altitudeKm};
        picture.fleet.nodes.push_back(std::move(node));
    }
    if (auto note = ageNote(orbits->elements, time); !note.empty())
        picture.notes.push_back(std::move(note));
    return picture;
}

Result<FleetMoment> readLinkedOrbits(const FleetSourceOptions &options, Timestamp time)
{
    auto orbits = OrbitFiles::read(options.elements, options.stations);
    if (!orbits)
        return tl::unexpected(orbits.error());
    return linked(*std::move(orbits), time, originOf(options));
}

Result<FleetMoment> relinked(const FleetMoment &picture, Timestamp time)
{
    OrbitFiles orbits;
    std::vector<std::string> ids;
    for (const FleetNode &node : picture.fleet.nodes) {
        if (node.orbit) {
            auto elements = parseFleetOrbit(*node.orbit);
            if (!elements)
                continue;
            elements->name = node.id;
            orbits.elements.push_back(*std::move(elements));
            ids.push_back(node.id);
        } else if (node.type == NodeType::groundStation && node.position) {
            const auto &[latitude, longitude, altitudeKm] = *node.position;
            orbits.stations.push_back({node.id, node.label, {latitude, longitude, altitudeKm}});
        }
    }
    if (orbits.elements.empty())
        return failure(ErrorCode::notFound,
                       picture.origin + ": no node has an orbit, so its links at another time are not known");
    // The simulation names satellites its own way.
    const auto simulated = satelliteIds(orbits.elements);
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < ids.size(); ++i)
        names.emplace(simulated[i], ids[i]);
    auto result = linked(std::move(orbits), time, picture.origin);
    if (!result)
        return result;
    for (FleetNode &node : result->fleet.nodes) {
        if (const auto name = names.find(node.id); name != names.end() && node.orbit)
            node.id = name->second;
    }
    result->notes.push_back("links at that time are foreseen from the orbits of " +
                            counted(ids.size(), "satellite"));
    return result;
}

Result<FleetMoment> readRecordedFleet(const FleetSourceOptions &options, std::optional<Timestamp> time)
{
    const auto cursor = SessionCursor::open(options.session);
    if (!cursor)
        return tl::unexpected(cursor.error());
    const auto extent = (*cursor)->extent();
    const auto log = SessionLogReader::open(options.session);
    if (!extent || !log)
        return tl::unexpected(!extent ? extent.error() : log.error());
    FleetMoment picture;
    picture.origin = options.session;
    picture.time = time.value_or(extent->end);
    if (extent->first > extent->last || picture.time < extent->begin)
        return failure(ErrorCode::outOfRange,
                       options.session + (extent->first > extent->last
                                              ? " holds no points"
                                              : " begins only at " + formatTimestamp(extent->begin)));
    const auto state = log->before(picture.time + std::chrono::nanoseconds(1), 0);
    if (!state)
        return tl::unexpected(state.error());
    if (state->topologies.empty())
        return failure(ErrorCode::notFound,
                       options.session + " holds no fleet graph of " + formatTimestamp(picture.time));
    auto fleet = parseFleet(state->topologies.back().json, {.recorded = true});
    if (!fleet)
        return tl::unexpected(fleet.error());
    picture.fleet = *std::move(fleet);
    const auto sequence = (*cursor)->sequenceAt(picture.time + std::chrono::nanoseconds(1));
    if (!sequence)
        return tl::unexpected(sequence.error());
    LastFigures figures;
    if (const auto read = figures.read(**cursor, *sequence); !read)
        return tl::unexpected(read.error());
    figures.complete(picture.fleet);
    return picture;
}

Result<FleetMoment> readServedFleet(const ServerChoice &server, const std::function<bool()> &isCancelled)
{
    HttpClientOptions client = server.client();
    client.longestAnswer = 256U << 20U;
    const auto response = HttpClient(client).send("GET", "/api/v1/topology/", {}, {}, isCancelled);
    if (const auto failed = requestFailure(response, server))
        return tl::unexpected(*failed);
    auto fleet = parseFleet(response->body);
    if (!fleet)
        return failure(fleet.error().code, server.url + ": " + fleet.error().message);
    return FleetMoment{*std::move(fleet), {}, server.url, {}};
}

Result<std::uint32_t> findFleetNode(const FleetDefinition &fleet, const std::string &id)
{
    std::vector<std::string> alike;
    const std::string wanted = lowerCase(id);
    for (std::uint32_t i = 0; i < fleet.nodes.size(); ++i) {
        if (fleet.nodes[i].id == id)
            return i;
        if (!wanted.empty() && lowerCase(fleet.nodes[i].id).find(wanted) != std::string::npos)
            alike.push_back(fleet.nodes[i].id);
    }
    std::string message = "there is no node " + id;
    for (std::size_t i = 0; i < std::min(alike.size(), mostSuggestions); ++i)
        message += (i == 0 ? "; like it: " : ", ") + alike[i];
    if (alike.size() > mostSuggestions)
        message += " and " + grouped(alike.size() - mostSuggestions) + " more";
    return failure(ErrorCode::notFound, message, "node");
}

} // namespace desk
