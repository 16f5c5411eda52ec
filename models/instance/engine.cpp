// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/engine.h"

#include "models/broker/journalidentity.h"
#include "models/ingest/archivedhistory.h"
#include "models/ingest/documentationroutes.h"
#include "models/ingest/serviceroutes.h"
#include "models/instance/linkmetrics.h"
#include "models/instance/serversecurity.h"
#include "models/topology/fleetjson.h"

#include <cmath>
#include <deque>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr auto forecastMemory = 11min; // of what was received before the start

IngestServer::Options serverOptions(const Configuration &configuration,
                                    std::optional<ServerCertificate> certificate)
{
    IngestServer::Options options;
    options.address = configuration.listenAddress;
    options.port = configuration.listenPort;
    options.portGiven = configuration.listenGiven;
    options.ratePerMinute = configuration.ratePerMinute;
    options.rateLimitLoopback = configuration.rateLimitLoopback;
    options.loopbackNeedsToken = configuration.loopbackNeedsToken;
    applySecurity(configuration, options);
    options.certificate = std::move(certificate);
    return options;
}

std::string describe(const JournalDamage &damage)
{
    std::string text = damage.file + ": " + damage.reason;
    if (damage.to > 0)
        text += ", bytes " + std::to_string(damage.from) + " to " + std::to_string(damage.to);
    if (damage.firstLost <= damage.lastLost)
        text += ", points " + std::to_string(damage.firstLost) + " to " + std::to_string(damage.lastLost) +
                " are lost";
    return damage.kept.empty() ? text : text + "; the file is kept as " + damage.kept;
}

} // namespace

Instance::Engine::Engine(const Instance::Options &options, std::optional<ServerCertificate> certificate,
                         TokenStore tokens, const TimeService &clock, EventLog &eventLog,
                         SeriesDictionary &names, DisplayQueue &queue)
    : configuration(options.configuration)
    , time(clock)
    , events(eventLog)
    , dictionary(names)
    , display(queue)
    , server(serverOptions(options.configuration, std::move(certificate)),
             Authenticator({options.configuration.requireToken, options.configuration.jwtSecret},
                           std::move(tokens)),
             clock, eventLog)
{
}

Result<void> Instance::Engine::open(const std::filesystem::path &folder)
{
    if (auto loaded = limits.load(folder); !loaded)
        return loaded;
    if (auto loaded = derived.load(folder); !loaded)
        return loaded;
    if (auto loaded = links.load(folder); !loaded)
        return loaded;
    Journal::Recovery recovery;
    if (auto opened = openJournal(folder, recovery); !opened)
        return opened;
    addServiceRoutes(server, time, events, [this] { return storageFault; });
    addDocumentationRoutes(server.router());
    derived.addRoutes();
    links.addRoutes();
    limits.addRoutes([this](std::shared_ptr<const LimitSet> set) { applyLimits(std::move(set)); });
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
    keepJournal();
    if (auto opened = broker.open(
            folder, configuration,
            [this](SampleBatch &&batch, const IdempotentAnswer *answer) {
                return accept(std::move(batch), answer);
            },
            statistics);
        !opened)
        return opened;
    intake.emplace(server, dictionary, time, events, statistics,
                   [this](SampleBatch &&batch, const IdempotentAnswer *answer) {
                       return accept(std::move(batch), answer);
                   });
    lineRoute.emplace(*intake);
    if (configuration.compatibility)
        compatibilityRoutes.emplace(*intake, NodeMapping{configuration.compatibilityNodeTags});
    addMetrics();
    keySet = followIssuer(configuration, server, events, time);
    if (auto opened = openRecording(folder); !opened)
        return opened;
    openStreams(folder);
    predictionRoutes.emplace(server, forecasts, dictionary, topology, time);
    forecasts.start();
    if (auto listening = server.listen(); !listening)
        return listening;
    if (auto opened = ownership.open(); !opened)
        return opened;
    statistics.setState(DataLinkState::idle);
    server.every(1s, [this] {
        topology.tick(time.steadyNow());
        topology.propagate(time.now());
        gapLedger.observe(*topology.latest());
    });
    server.every(200ms, [this] { topology.publish(time.now()); });
    if (configuration.measureItself.value_or(false)) {
        selfMeasurement.emplace(dictionary, server.metrics(), time.steadyNow());
        server.every(1s, [this] { measureItself(); });
    }
    return {};
}

Result<void> Instance::Engine::openJournal(const std::filesystem::path &folder, Journal::Recovery &recovery)
{
    // The processor needs the journal, which hands it what it holds while it opens: no more than the window
    // would keep.
    std::deque<SampleBatch> held;
    std::uint64_t samples = 0;
    Journal::Options options{folder / "journal", 64ULL << 20U, configuration.journalMaxBytes,
                             time.now() - configuration.memoryWindow};
    constexpr std::uint64_t sampleBytes = 30; // a point of one sample
    options.replayBytes = configuration.memorySamples() * sampleBytes;
    options.post = [this](std::function<void()> task) { server.post(std::move(task)); };
    options.onFault = [this](const Error &error) { journalFailed(error); };
    auto opened = Journal::open(
        std::move(options), dictionary,
        [&](SampleBatch &&batch) {
            broker.restore(batch);
            samples += batch.samples();
            held.push_back(std::move(batch));
            for (; samples > configuration.memorySamples() && held.size() > 1; held.pop_front())
                samples -= held.front().samples();
        },
        recovery);
    if (!opened)
        return tl::unexpected(opened.error());
    journal = *std::move(opened);
    processor.emplace(Processor::Options{}, dictionary, *journal, LimitChecker(limits.limits()), topology,
                      display, events, time);
    processor->setDerived(&derived.evaluator());
    if (!recovery.fleet.empty()) {
        if (const auto fleet = parseFleet(recovery.fleet))
            applyFleet(*fleet);
    }
    for (; !held.empty(); held.pop_front()) {
        const SampleBatchPtr batch = processor->restore(std::move(held.front()), true);
        if (batch->reception > time.now() - forecastMemory)
            forecasts.offer(batch);
    }
    topology.publish(time.now());
    reportRecovery(folder, recovery);
    return {};
}

void Instance::Engine::reportRecovery(const std::filesystem::path &folder, const Journal::Recovery &recovery)
{
    const Timestamp now = time.now();
    if (recovery.points > 0)
        events.report(now, Severity::nominal, EventCode::journalReplayed, folder.string(),
                      std::to_string(recovery.points));
    if (recovery.tornBytes > 0)
        events.report(now, Severity::caution, EventCode::journalTornTail, folder.string(),
                      std::to_string(recovery.tornBytes));
    for (const JournalDamage &damage : recovery.damages)
        events.report(now, Severity::warning, EventCode::journalError, damage.file, describe(damage));
}

// Brings what was written to the disk in the background, and looks after a fault whether it is over. Half of
// the 200 ms that a power loss may cost, so that a slow sync fits in.
void Instance::Engine::keepJournal()
{
    ackGate.emplace(configuration.ack, *journal, server.metrics(),
                    [this](const std::string &key) { telemetryRoutes->forget(key); });
    server.setAround([this](const HttpRequest &request, const Router::Handler &handler) {
        return ackGate->answer(request, handler);
    });
    if (configuration.ack >= AckLevel::os)
        server.every(100ms, [this] { journal->syncSoon(); });
    server.every(1s, [this] {
        journal->probe(dictionary, [this] {
            storageFault.clear();
            statistics.setState(DataLinkState::idle);
            events.report(time.now(), Severity::nominal, EventCode::journalError, "journal resumed",
                          "over; new telemetry is taken again");
        });
    });
}

void Instance::Engine::journalFailed(const Error &error)
{
    storageFault = error.message;
    statistics.setState(DataLinkState::down, error.message);
    events.report(time.now(), Severity::critical, EventCode::journalError, "journal", error.message);
}

Result<void> Instance::Engine::accept(SampleBatch &&batch, const IdempotentAnswer *answer)
{
    auto taken = processor->accept(std::move(batch), answer);
    storageFault = taken ? std::string() : taken.error().message;
    if (!taken)
        statistics.setState(DataLinkState::down, storageFault);
    return taken;
}

// Of what was accepted last, as the acknowledgement level has it.
void Instance::Engine::tellWhenKept(std::function<void(bool kept)> told)
{
    if (configuration.ack != AckLevel::disk)
        return told(true);
    journal->whenOnDisk([told = std::move(told)](const Result<void> &synced) { told(synced.has_value()); });
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

// From the next batch on, and written down for those who look at it later.
void Instance::Engine::applyLimits(std::shared_ptr<const LimitSet> set)
{
    if (recording)
        recording->setLimits(set->toml());
    processor->setLimits(std::move(set));
}

Result<void> Instance::Engine::openRecording(const std::filesystem::path &folder)
{
    if (!configuration.record)
        return {};
    recording.emplace(dictionary, events, topology, time);
    const std::string identity = journalIdentity(folder / "journal").value_or(randomIdentity());
    // Half of what it may hold: room for a recorder that cannot write, and enough for streams that resume.
    RecordingService::Journals journals{
        folder / "journal", identity, *journal, configuration.journalMaxBytes / 2,
        std::max<std::chrono::nanoseconds>(configuration.memoryWindow, 10min)};
    RecordingService::Keeping keeping{configuration.recordRollBytes,
                                      configuration.recordRollDaily,
                                      {configuration.recordMaxBytes, configuration.recordMaxAge}};
    for (const Configuration::RecordThinning &one : configuration.recordThinnings)
        keeping.retention.thinnings.push_back({one.node, one.metric, one.after});
    if (auto opened = recording->open(folder / "session.desk", std::move(journals), limits.limits()->toml(),
                                      std::move(keeping));
        !opened)
        return opened;
    if (broker.wantsOlder())
        broker.restoreOlder(recording->lastPoints());
    recording->setGaps(gaps);
    gapLedger.restore(recording->openGaps());
    recording->addMetrics(server.metrics());
    server.every(1s, [this] { recording->tick(); });
    return {};
}

void Instance::Engine::openStreams(const std::filesystem::path &folder)
{
    // Without a file to keep it in, clients take the journal for another one and read it from its begin.
    const std::string log = journalIdentity(folder / "journal").value_or(randomIdentity());
    publisher.emplace(
        StreamPublisher::Options{}, dictionary, folder / "journal",
        StreamPublisher::Hooks{[this] { return journal->nextSequence(); },
                               [this](std::chrono::milliseconds wait, std::function<void()> call) {
                                   server.after(wait, std::move(call));
                               },
                               StreamOrigin{log, randomIdentity(), journal->nextSequence()}, folder,
                               [this](std::function<void()> task) { server.post(std::move(task)); }},
        time);
    processor->setFollower([this](const SampleBatchPtr &batch) {
        publisher->publish(batch);
        if (recording)
            recording->publish(batch);
        forecasts.offer(batch);
    });
    streamRoutes.emplace(server, *publisher, time);
    historyRoutes.emplace(
        server, dictionary,
        [folder](const SeriesDictionary &names) { return std::make_unique<ArchivedHistory>(folder, names); },
        [this] { return journal->nextSequence(); });
    broker.setHistory(
        [this](HistoryQuery::Request request) { return historyRoutes->ask(std::move(request)); });
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
    metrics.addCounter("constellation_journal_syncs_total", "Times the disk was made to take the journal.",
                       [this] { return double(journal->syncs()); });
    metrics.addGauge("constellation_journal_fault", "1 while nothing can be journalled.",
                     [this] { return journal->fault() ? 1.0 : 0.0; });
    metrics.addGauge("constellation_series", "Series known.",
                     [this] { return double(dictionary.seriesCount()); });
    metrics.addGauge("constellation_nodes", "Nodes known.",
                     [this] { return double(dictionary.nodeCount()); });
    metrics.addCounter("constellation_points_journalled_total",
                       "Points in the journal since the data folder began.",
                       [this] { return double(journal->nextSequence() - 1); });
    metrics.addCounter("constellation_samples_dropped_total",
                       "Samples that did not reach a consumer, by cause; they are in the journal.",
                       [this] { return double(display.droppedSamples()); }, {{"cause", "local_drop"}});
    metrics.addGauge("constellation_queue_samples", "Samples waiting for a consumer, by queue.",
                     [this] { return double(display.queuedSamples()); }, {{"queue", "display"}});
    metrics.addGauge("constellation_journal_limit_bytes", "Bytes the journal may hold.",
                     [this] { return double(configuration.journalMaxBytes); });
    metrics.addGauge("constellation_ready", "1 while points can be taken, 0 while the storage fails.",
                     [this] { return storageFault.empty() ? 1.0 : 0.0; });
    addLinkMetrics(metrics, statistics, links.links());
}

// Lost when the storage fails, like any other point then; its alarm stands already.
void Instance::Engine::measureItself()
{
    auto batch = selfMeasurement->measure(time.now(), time.steadyNow(),
                                          {display.droppedSamples(), journal->bytes(), server.connections()});
    if (batch)
        static_cast<void>(accept(*std::move(batch), nullptr));
}

} // namespace desk
