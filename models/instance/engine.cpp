// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/engine.h"

#include "models/ingest/serviceroutes.h"
#include "models/topology/fleetjson.h"

#include <cmath>

namespace desk {

using namespace std::chrono_literals;

namespace {

IngestServer::Options serverOptions(const Configuration &configuration)
{
    IngestServer::Options options;
    options.address = configuration.listenAddress;
    options.port = configuration.listenPort;
    options.portGiven = configuration.listenGiven;
    options.ratePerMinute = configuration.ratePerMinute;
    options.rateLimitLoopback = configuration.rateLimitLoopback;
    return options;
}

} // namespace

Instance::Engine::Engine(const Instance::Options &options, TokenStore tokens, const TimeService &clock,
                         EventLog &eventLog, SeriesDictionary &names, DisplayQueue &queue)
    : configuration(options.configuration)
    , time(clock)
    , events(eventLog)
    , dictionary(names)
    , display(queue)
    , server(serverOptions(options.configuration),
             Authenticator({options.configuration.requireToken, options.configuration.jwtSecret},
                           std::move(tokens)),
             clock, eventLog)
{
}

Result<void> Instance::Engine::open(const std::filesystem::path &folder)
{
    auto limits = readLimits(folder);
    if (!limits)
        return tl::unexpected(limits.error());
    Journal::Recovery recovery;
    if (auto opened = openJournal(folder, *std::move(limits), recovery); !opened)
        return opened;
    addServiceRoutes(server, time, events, [this] { return storageFault; });
    telemetryRoutes.emplace(server, dictionary, time, events, statistics,
                            [this](SampleBatch &&batch, const IdempotentAnswer *answer) {
                                return accept(std::move(batch), answer);
                            });
    telemetryRoutes->restore(std::move(recovery.answers));
    topologyRoutes.emplace(server,
                           TopologyRoutes::Fleet{[this] { return fleetJson(); },
                                                 [this](const FleetDefinition &fleet, std::string_view text) {
                                                     return replaceFleet(fleet, text);
                                                 }},
                           time, events, configuration.topologyCache);
    addMetrics();
    openStreams(folder);
    if (auto listening = server.listen(); !listening)
        return listening;
    statistics.setState(DataLinkState::idle);
    server.every(1s, [this] {
        topology.tick(time.steadyNow());
        topology.propagate(time.now());
    });
    server.every(200ms, [this] { topology.publish(time.now()); });
    return {};
}

// The data folder's limits.toml, else the built-in ones. A damaged file refuses to start: an operator must
// not believe in limits that are not in force.
Result<LimitSet> Instance::Engine::readLimits(const std::filesystem::path &folder)
{
    const std::filesystem::path file = folder / "limits.toml";
    const bool own = std::filesystem::exists(file);
    auto limits = own ? LimitSet::load(file.string()) : LimitSet::parse(builtInLimits());
    if (limits)
        events.report(time.now(), Severity::nominal, EventCode::limitsLoaded,
                      own ? file.string() : "built in", std::to_string(limits->size()));
    return limits;
}

Result<void> Instance::Engine::openJournal(const std::filesystem::path &folder, LimitSet limits,
                                           Journal::Recovery &recovery)
{
    // The processor needs the journal, which hands it what it holds while it opens.
    std::vector<SampleBatch> held;
    const Timestamp shownFrom = time.now() - configuration.memoryWindow;
    auto opened = Journal::open(
        {folder / "journal", 64ULL << 20U, configuration.journalMaxBytes}, dictionary,
        [&](SampleBatch &&batch) {
            if (batch.reception >= shownFrom)
                held.push_back(std::move(batch));
        },
        recovery);
    if (!opened)
        return tl::unexpected(opened.error());
    journal = *std::move(opened);
    processor.emplace(Processor::Options{}, dictionary, *journal,
                      LimitChecker(std::make_shared<const LimitSet>(std::move(limits))), topology, display,
                      events, time);
    if (!recovery.fleet.empty()) {
        if (const auto fleet = parseFleet(recovery.fleet))
            applyFleet(*fleet);
    }
    for (SampleBatch &batch : held)
        processor->restore(std::move(batch), true);
    topology.publish(time.now());
    const Timestamp now = time.now();
    if (recovery.points > 0)
        events.report(now, Severity::nominal, EventCode::journalReplayed, folder.string(),
                      std::to_string(recovery.points));
    if (recovery.tornBytes > 0)
        events.report(now, Severity::caution, EventCode::journalTornTail, folder.string(),
                      std::to_string(recovery.tornBytes));
    if (recovery.damagedRecords > 0)
        events.report(now, Severity::warning, EventCode::journalError, folder.string(),
                      std::to_string(recovery.damagedRecords) +
                          " damaged records were passed over; the files are kept");
    return {};
}

Result<void> Instance::Engine::accept(SampleBatch &&batch, const IdempotentAnswer *answer)
{
    auto taken = processor->accept(std::move(batch), answer);
    storageFault = taken ? std::string() : taken.error().message;
    if (!taken)
        statistics.setState(DataLinkState::down, storageFault);
    return taken;
}

Result<void> Instance::Engine::replaceFleet(const FleetDefinition &fleet, std::string_view text)
{
    for (const FleetNode &node : fleet.nodes) {
        const auto id = dictionary.node(node.id, node.type);
        if (!id) {
            dictionary.rollback();
            return tl::unexpected(id.error());
        }
        static_cast<void>(dictionary.entity(*id));
    }
    if (auto written = journal->appendFleet(text, dictionary); !written) {
        dictionary.rollback();
        return written;
    }
    dictionary.publish();
    applyFleet(fleet);
    return {};
}

void Instance::Engine::applyFleet(const FleetDefinition &fleet)
{
    topology.replace(fleet);
    for (const FleetNode &node : fleet.nodes) {
        if (const auto id = dictionary.findNode(node.id))
            topology.learnNode(*id, dictionary.findEntity(*id).value_or(noEntity), node.id, node.type);
    }
    topology.propagate(time.now());
}

std::string Instance::Engine::fleetJson()
{
    topology.propagate(time.now());
    const TopologySnapshotPtr snapshot = topology.publish(time.now());
    return fleetToJson(*snapshot, [this](EntityId entity, std::string_view metric) -> std::optional<double> {
        const auto series = dictionary.findSeries(entity, metric);
        const double value = series ? processor->lastValue(*series) : std::nan("");
        return std::isnan(value) ? std::nullopt : std::optional(value);
    });
}

void Instance::Engine::openStreams(const std::filesystem::path &folder)
{
    publisher.emplace(
        StreamPublisher::Options{}, dictionary, folder / "journal",
        StreamPublisher::Hooks{[this] { return journal->nextSequence(); },
                               [this](std::chrono::milliseconds wait, std::function<void()> call) {
                                   server.after(wait, std::move(call));
                               }},
        time);
    processor->setFollower([this](const SampleBatchPtr &batch) { publisher->publish(batch); });
    streamRoutes.emplace(server, *publisher, time);
    historyRoutes.emplace(server, dictionary, folder / "journal",
                          [this] { return journal->nextSequence(); });
    server.every(1s, [this] {
        streamRoutes->tellTopology(topology.latest());
        streamRoutes->tick();
    });
}

void Instance::Engine::addMetrics()
{
    ServerMetrics &metrics = server.metrics();
    metrics.addGauge("constellation_http_connections", "Open connections.",
                     [this] { return double(server.connections()); });
    metrics.addGauge("constellation_journal_bytes", "Bytes the journal holds on disk.",
                     [this] { return double(journal->bytes()); });
    metrics.addGauge("constellation_series", "Series known.",
                     [this] { return double(dictionary.seriesCount()); });
    metrics.addGauge("constellation_nodes", "Nodes known.",
                     [this] { return double(dictionary.nodeCount()); });
    metrics.addCounter("constellation_points_journalled_total",
                       "Points in the journal since the data folder began.",
                       [this] { return double(journal->nextSequence() - 1); });
    metrics.addCounter("constellation_display_dropped_samples_total",
                       "Samples no window could follow; not lost.",
                       [this] { return double(display.droppedSamples()); });
}

} // namespace desk
