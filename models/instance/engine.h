// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastservice.h"
#include "models/ingest/ackgate.h"
#include "models/ingest/compatibilityroutes.h"
#include "models/ingest/historyroutes.h"
#include "models/ingest/ingestserver.h"
#include "models/ingest/keysetsource.h"
#include "models/ingest/lineroute.h"
#include "models/ingest/streamroutes.h"
#include "models/ingest/telemetryroutes.h"
#include "models/ingest/topologyroutes.h"
#include "models/instance/brokerservice.h"
#include "models/instance/derivedservice.h"
#include "models/instance/instance.h"
#include "models/instance/limitsservice.h"
#include "models/instance/linkservice.h"
#include "models/instance/ownershipservice.h"
#include "models/instance/ownmeasurementservice.h"
#include "models/instance/predictionroutes.h"
#include "models/instance/recordingservice.h"
#include "models/instance/selfmeasurement.h"
#include "models/processing/gapledger.h"
#include "models/processing/processor.h"

#include <optional>

namespace desk {

// What of an instance lives on the ingest thread, and how it is wired. Private to models/instance. Made and
// opened before that thread starts, destroyed after it ended.
struct Instance::Engine
{
    Engine(const Instance::Options &options, std::optional<ServerCertificate> certificate, TokenStore tokens,
           const TimeService &time, EventLog &events, SeriesDictionary &dictionary, DisplayQueue &display);

    // Limits, journal (replayed), routes, socket, timers.
    Result<void> open(const std::filesystem::path &folder);

    const Configuration &configuration;
    const TimeService &time;
    EventLog &events;
    SeriesDictionary &dictionary;
    DisplayQueue &display;
    Topology topology;
    GapLog gaps;
    GapLedger gapLedger{gaps};
    DataLinkStatistics statistics; // of the server as a source
    IngestServer server;
    DerivedService derived{server, dictionary, events, time};
    LimitsService limits{server, events, time};
    OwnMeasurementService ownMeasurements{server, dictionary, events, time, [this](SampleBatch &&batch) {
                                              return accept(std::move(batch), nullptr);
                                          }};
    LinkService links{server,
                      dictionary,
                      events,
                      time,
                      [this](SampleBatch &&batch) { return accept(std::move(batch), nullptr); },
                      [this](std::function<void(bool kept)> told) { tellWhenKept(std::move(told)); }};
    std::unique_ptr<Journal> journal;
    std::optional<Processor> processor;
    std::optional<AckGate> ackGate;
    std::optional<TelemetryRoutes> telemetryRoutes;
    std::optional<TopologyRoutes> topologyRoutes;
    BrokerService broker{server, dictionary, events, time};
    OwnershipService ownership{server, configuration, events, time};
    std::optional<SelfMeasurement> selfMeasurement;
    std::optional<PointIntake> intake;
    std::optional<LineRoute> lineRoute;
    std::optional<CompatibilityRoutes> compatibilityRoutes;
    std::optional<StreamPublisher> publisher;
    std::optional<StreamRoutes> streamRoutes;
    std::optional<HistoryRoutes> historyRoutes;
    std::optional<RecordingService> recording; // none: --no-record
    ForecastService forecasts{{.engine = {.fleet = [this] { return topology.latest(); }},
                               .issued =
                                   [this](std::vector<Forecast> &&issued) {
                                       if (recording)
                                           recording->add(issued);
                                   }},
                              dictionary,
                              time}; // its thread writes into the recording
    std::optional<PredictionRoutes> predictionRoutes;
    std::string storageFault; // why nothing can be journalled now; empty when it can

    std::unique_ptr<KeySetSource> keySet; // last: posts to the server

private:
    Result<void> openJournal(const std::filesystem::path &folder, Journal::Recovery &recovery);
    void reportRecovery(const std::filesystem::path &folder, const Journal::Recovery &recovery);
    void keepJournal();
    void journalFailed(const Error &error);
    Result<void> accept(SampleBatch &&batch, const IdempotentAnswer *answer);
    void tellWhenKept(std::function<void(bool kept)> told);
    Result<void> replaceFleet(const FleetDefinition &fleet, std::string_view text);
    void applyFleet(const FleetDefinition &fleet);
    [[nodiscard]] std::string fleetJson();
    void addMetrics();
    void measureItself();
    Result<void> openRecording(const std::filesystem::path &folder);
    void applyLimits(std::shared_ptr<const LimitSet> set);
    void openStreams(const std::filesystem::path &folder);
};

} // namespace desk
