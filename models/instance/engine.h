// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/ingestserver.h"
#include "models/ingest/telemetryroutes.h"
#include "models/ingest/historyroutes.h"
#include "models/ingest/streamroutes.h"
#include "models/ingest/topologyroutes.h"
#include "models/instance/instance.h"
#include "models/processing/processor.h"

#include <optional>

namespace desk {

// What of an instance lives on the ingest thread, and how it is wired. Private to models/instance. Made and
// opened before that thread starts, destroyed after it ended.
struct Instance::Engine
{
    Engine(const Instance::Options &options, TokenStore tokens, const TimeService &time, EventLog &events,
           SeriesDictionary &dictionary, DisplayQueue &display);

    // Limits, journal (replayed), routes, socket, timers.
    Result<void> open(const std::filesystem::path &folder);

    const Configuration &configuration;
    const TimeService &time;
    EventLog &events;
    SeriesDictionary &dictionary;
    DisplayQueue &display;
    Topology topology;
    DataLinkStatistics statistics; // of the server as a source
    IngestServer server;
    std::unique_ptr<Journal> journal;
    std::optional<Processor> processor;
    std::optional<TelemetryRoutes> telemetryRoutes;
    std::optional<TopologyRoutes> topologyRoutes;
    std::optional<StreamPublisher> publisher;
    std::optional<StreamRoutes> streamRoutes;
    std::optional<HistoryRoutes> historyRoutes;
    std::string storageFault; // why nothing can be journalled now; empty when it can

private:
    Result<LimitSet> readLimits(const std::filesystem::path &folder);
    Result<void> openJournal(const std::filesystem::path &folder, LimitSet limits,
                             Journal::Recovery &recovery);
    Result<void> accept(SampleBatch &&batch, const IdempotentAnswer *answer);
    Result<void> replaceFleet(const FleetDefinition &fleet, std::string_view text);
    void applyFleet(const FleetDefinition &fleet);
    [[nodiscard]] std::string fleetJson();
    void addMetrics();
    void openStreams(const std::filesystem::path &folder);
};

} // namespace desk
