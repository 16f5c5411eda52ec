// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/instance/datafolder.h"
#include "models/instance/telemetrysource.h"
#include "models/processing/displayqueue.h"
#include "models/settings/configuration.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/seriesdictionary.h"
#include "models/telemetry/timeservice.h"
#include "models/topology/topologysnapshot.h"

#include <memory>
#include <thread>
#include <vector>

namespace desk {

class TokenStore;

// Composition root without a window: the owner of a data folder with its dictionary, journal, fleet graph,
// processor and server, and of the ingest thread they live on. start() and stop() are called by the thread
// that made it; what others may call on any thread is marked.
class Instance final : public TelemetrySource
{
public:
    struct Options
    {
        Configuration configuration;
        std::string program; // for instance.json
        bool shown = true;   // false: no window will ever take from the display queue
    };
    struct Ready
    {
        std::string http;
        std::string workers; // ws://127.0.0.1:8001; empty = no listener for workers
        std::uint16_t workersPort = 0;
        std::string data;
        std::string fingerprint; // of the TLS certificate; empty without TLS
        std::string newToken;    // only when it was just made
        std::uint16_t wantedPort = 0;
        std::uint16_t port = 0;
    };

    Instance(Options options, const TimeService &time);
    ~Instance() override;

    // Takes the folder, reads the journal, binds, starts the ingest thread.
    Result<Ready> start();
    // Stops accepting, lets what is under way finish, ends the thread. Idempotent.
    void stop();

    // Points that stop() left in the journal; the next start records them.
    [[nodiscard]] std::uint64_t unrecorded() const { return m_unrecorded; }

    // A token of our own programs for this server.
    [[nodiscard]] const std::string &token() const { return m_token; }
    [[nodiscard]] DisplayQueue &displayQueue() override { return m_display; }
    [[nodiscard]] const SeriesDictionary &dictionary() const override { return m_dictionary; }
    [[nodiscard]] EventLog &events() override { return m_events; }
    [[nodiscard]] TopologySnapshotPtr topology() const override;
    [[nodiscard]] Counters counters() const override;
    [[nodiscard]] DataLinkStatus serverStatus() const override;
    [[nodiscard]] LinkManager *links() override; // between start() and stop()
    [[nodiscard]] std::unique_ptr<SeriesHistory> history(const SeriesCatalogue &names) override;
    [[nodiscard]] const GapLog *gaps() const override;
    [[nodiscard]] std::filesystem::path recording() const override;
    Result<void> addNote(const SessionNote &note) override;
    [[nodiscard]] const PredictionSource *predictions() const override; // between start() and stop()
    [[nodiscard]] LimitDefinitions *limits() override;                  // likewise
    [[nodiscard]] OwnMeasurements *ownMeasurements() override;          // likewise
    [[nodiscard]] const IngestClients *clients() const override;        // likewise
    [[nodiscard]] const OwnershipSource *ownership() const override;    // likewise
    [[nodiscard]] DerivedParameters *derived() override;   // null before start() and after stop()
    [[nodiscard]] std::vector<std::string> routes() const; // what the server answers; see Router::names

private:
    struct Engine; // what lives on the ingest thread
    struct OwnToken
    {
        std::string text;
        bool made = false;
    };
    Result<OwnToken> ownToken(TokenStore &tokens) const;

    const Options m_options;
    const TimeService &m_time;
    EventLog m_events;
    DisplayQueue m_display;
    SeriesDictionary m_dictionary;
    std::unique_ptr<DataFolder> m_folder;
    std::unique_ptr<Engine> m_engine;
    std::uint64_t m_unrecorded = 0;
    std::string m_token;
    std::thread m_thread;
};

} // namespace desk
