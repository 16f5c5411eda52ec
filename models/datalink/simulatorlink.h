// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/batchsender.h"
#include "models/datalink/constellationsimulator.h"
#include "models/datalink/datalink.h"
#include "models/datalink/httpclient.h"
#include "models/telemetry/eventlog.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace desk {

enum class SimulatorPhase : std::uint8_t { idle, connecting, backfilling, live, finished };

struct SimulatorProgress
{
    SimulatorPhase phase = SimulatorPhase::idle;
    Timestamp simulated{}; // where the simulated clock stands
    double share = 0;      // of the duration, where there is one; 0 to 1
    std::uint64_t sentPoints = 0;
    std::uint64_t droppedPoints = 0; // refused, or pushed out of the buffer by an outage
    std::uint64_t waitingPoints = 0;
};

struct SimulatorLinkOptions
{
    std::string url = "http://127.0.0.1:8000";
    std::string token;
    std::string ca;             // PEM file trusted besides the system's; may be empty
    std::string elements;       // text of a two-line or OMM file
    std::string stations;       // text of a CSV file
    std::size_t satellites = 0; // the first so many of the elements; 0 = all
    std::uint64_t seed = 1;
    double rateHz = 1;              // simulated; points of each node and link
    double speed = 1;               // of the simulated clock; 0 = as fast as the server takes it
    std::optional<Timestamp> start; // of the live part; default: now
    std::optional<std::chrono::nanoseconds> duration; // simulated, of the live part; default: without end
    std::chrono::nanoseconds backfill{};              // before the start, posted first and at full speed
    std::string faults;                               // see parseFaults()
    double minElevationDegrees = 25;
    std::size_t linksPerStation = 2;
    bool persistent = true; // false: run() ends with the error when the first contact fails
    BatchSender::Options sending;
    // Takes the arrays (one point on a line) instead of a server at url; then nothing is sent anywhere.
    // progress().simulated is the time they were made at.
    std::function<Result<void>(std::string_view jsonArray, std::size_t points)> sink;
    // Takes the fleet before the first array goes to the sink; may be empty.
    std::function<Result<void>(std::string_view json)> fleetSink;
    std::function<void(const SimulatorProgress &)>
        progress;               // ten times a second at most, on the link's thread
    EventLog *events = nullptr; // is told of faults; outlives the link
};

// The simulated constellation as a data link: puts its fleet, posts the past, then posts live, all through
// the public HTTP API like any other client. The pace follows the steady clock: a late step is made up for at
// once, so the simulated clock never drifts; after a suspend it catches up. A failing server is tried again
// and again, what it missed is sent afterwards (BatchSender). start() and run() are alternatives.
class SimulatorLink final : public DataLink
{
public:
    // Errors of the texts in the options, with their place.
    static Result<std::unique_ptr<SimulatorLink>> create(SimulatorLinkOptions options,
                                                         const TimeService &time);
    ~SimulatorLink() override;

    void start() override;
    void stop() override;
    [[nodiscard]] DataLinkStatus status() const override;

    // The same on the caller's thread, until the duration is over or a stop is requested. Errors: a sink's
    // own; of the first contact, where not persistent.
    Result<void> run(const std::stop_token &stop);

    // Any thread.
    [[nodiscard]] SimulatorProgress progress() const;
    // What happened in the simulation, and why: faults, rain, passes, queues.
    [[nodiscard]] std::vector<SimulationRecord> records() const;

private:
    SimulatorLink(SimulatorLinkOptions options, ConstellationOptions constellation, const TimeService &time);

    Result<void> connect(const std::stop_token &stop);
    Result<void> begin();
    std::optional<BatchSender::Failure> putFleet(const std::stop_token &stop);
    std::optional<BatchSender::Failure> post(std::string_view json, std::size_t points, std::string_view key,
                                             const std::stop_token &stop);
    Result<void> backfill(const std::stop_token &stop);
    Result<void> live(const std::stop_token &stop);
    void simulate(Timestamp time);
    Result<void> pump(const std::stop_token &stop, bool untilEmpty);
    bool wait(SteadyTime until, const std::stop_token &stop);
    void report(SimulatorPhase phase, bool always = false);
    void reportFaults();
    Timestamp timeOf(std::int64_t step) const;

    const SimulatorLinkOptions m_options;
    const ConstellationOptions m_constellation;
    const TimeService &m_time;
    DataLinkStatistics m_statistics;

    // Of the thread that runs.
    HttpClient m_client;
    std::optional<TelemetryJson> m_json;
    std::unique_ptr<BatchSender> m_sender;
    Timestamp m_liveStart{};
    SteadyTime m_liveStartSteady{};
    bool m_fleetKnown = false; // to the server, since it last failed
    std::uint64_t m_reportedRecords = 0;
    SteadyTime m_lastProgress{};
    std::optional<Error> m_sinkError;

    mutable std::mutex m_mutex; // guards m_simulator, m_progress
    std::optional<ConstellationSimulator> m_simulator;
    SimulatorProgress m_progress;
    std::mutex m_waitMutex;
    std::condition_variable_any m_wake; // of waits, by a stop
    std::jthread m_thread;
};

} // namespace desk
