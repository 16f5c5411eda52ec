// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/instance.h"

#include "models/archive/sessionfolder.h"
#include "models/instance/engine.h"
#include "models/instance/recordedhistory.h"
#include "models/instance/serversecurity.h"

#include <cstdlib>

namespace desk {

Instance::Instance(Options options, const TimeService &time)
    : m_options(std::move(options))
    , m_time(time)
    , m_display(m_options.shown ? DisplayQueue::usual : 0)
    , m_dictionary({m_options.configuration.maxSeries, m_options.configuration.maxNodes})
{
}

Instance::~Instance()
{
    stop();
}

Result<Instance::Ready> Instance::start()
{
    const Configuration &configuration = m_options.configuration;
    auto folder = DataFolder::take(configuration.dataFolder, m_options.program, m_time.now());
    if (!folder)
        return tl::unexpected(folder.error());
    m_folder = std::make_unique<DataFolder>(*std::move(folder));

    auto tokens = TokenStore::open(m_folder->path() / "tokens.json");
    if (!tokens)
        return tl::unexpected(tokens.error());
    Ready ready;
    auto token = ownToken(*tokens);
    if (!token)
        return tl::unexpected(token.error());
    ready.newToken = token->made ? token->text : std::string();
    m_token = token->text;
    if (const char *key = std::getenv("API_KEY"); key && *key != '\0')
        tokens->addVolatile("API_KEY", key, {"read"});
    if (const char *key = std::getenv("SERVICE_TOKEN"); key && *key != '\0')
        tokens->addVolatile("SERVICE_TOKEN", key, {"read", "write"});

    auto certificate = certificateFor(configuration, m_folder->path(), m_time.now());
    if (!certificate)
        return tl::unexpected(certificate.error());
    if (*certificate)
        ready.fingerprint = (*certificate)->fingerprint;
    m_engine = std::make_unique<Engine>(m_options, *std::move(certificate), *std::move(tokens), m_time,
                                        m_events, m_dictionary, m_display);
    if (auto opened = m_engine->open(m_folder->path()); !opened)
        return tl::unexpected(opened.error());
    if (auto announced = m_folder->announce(m_engine->server.url(), m_engine->ownership.url()); !announced)
        return tl::unexpected(announced.error());
    ready.http = m_engine->server.url();
    ready.workers = m_engine->ownership.url();
    ready.workersPort = m_engine->ownership.port();
    ready.data = m_folder->path().string();
    ready.wantedPort = configuration.listenPort;
    ready.port = m_engine->server.port();
    m_thread = std::thread([this] { m_engine->server.run(); });
    m_engine->links.start();
    return ready;
}

// The token of our own programs: made at the first start, and again when somebody revoked it.
Result<Instance::OwnToken> Instance::ownToken(TokenStore &tokens) const
{
    if (auto stored = DataFolder::storedToken(m_folder->path())) {
        if (tokens.find(*stored, m_time.now()))
            return OwnToken{*std::move(stored), false};
    }
    auto made = tokens.create("this machine", {"read", "write", "predictions:run", "admin"}, std::nullopt,
                              m_time.now());
    if (!made)
        return tl::unexpected(made.error());
    if (auto stored = m_folder->storeToken(made->token); !stored)
        return tl::unexpected(stored.error());
    return OwnToken{made->token, true};
}

void Instance::stop()
{
    if (m_thread.joinable()) {
        m_engine->links.stop();
        m_engine->server.post([this] { m_engine->ownership.stop(); });
        m_engine->server.stop();
        m_thread.join();
        m_engine->links.finish();
        m_engine->forecasts.stop(); // what it has issued is recorded
        m_events.report(m_time.now(), Severity::nominal, EventCode::serverStopped, m_engine->server.url());
        m_unrecorded = m_engine->recording ? m_engine->recording->finish() : 0;
    }
    m_engine.reset();
    m_folder.reset();
}

TopologySnapshotPtr Instance::topology() const
{
    return m_engine ? m_engine->topology.latest() : nullptr;
}

const GapLog *Instance::gaps() const
{
    return m_engine ? &m_engine->gaps : nullptr;
}

const IngestClients *Instance::clients() const
{
    return m_engine ? &m_engine->server.clients() : nullptr;
}

std::filesystem::path Instance::recording() const
{
    return m_engine && m_engine->recording ? m_engine->recording->file() : std::filesystem::path();
}

Result<void> Instance::addNote(const SessionNote &note)
{
    if (!m_engine || !m_engine->recording)
        return TelemetrySource::addNote(note);
    return m_engine->recording->add(note);
}

const PredictionSource *Instance::predictions() const
{
    return m_engine ? &m_engine->forecasts : nullptr;
}

DerivedParameters *Instance::derived()
{
    return m_engine ? &m_engine->derived : nullptr;
}

LimitDefinitions *Instance::limits()
{
    return m_engine ? &m_engine->limits : nullptr;
}

OwnMeasurements *Instance::ownMeasurements()
{
    return m_engine ? &m_engine->ownMeasurements : nullptr;
}

const OwnershipSource *Instance::ownership() const
{
    return m_engine ? &m_engine->ownership.board() : nullptr;
}

Instance::Counters Instance::counters() const
{
    Counters counters;
    if (m_engine && m_engine->processor) {
        const Processor::Counters &own = m_engine->processor->counters();
        counters = {own.points.load(), own.samples.load(), own.journalled.load(), m_display.droppedSamples()};
    }
    return counters;
}

std::vector<std::string> Instance::routes() const
{
    return m_engine ? m_engine->server.router().names() : std::vector<std::string>{};
}

LinkManager *Instance::links()
{
    return m_engine ? &m_engine->links.links() : nullptr;
}

DataLinkStatus Instance::serverStatus() const
{
    DataLinkStatus status;
    if (!m_engine)
        return status;
    m_engine->statistics.fill(status);
    constexpr std::chrono::seconds quiet{10};
    if (status.state == DataLinkState::up && m_time.steadyNow() - status.lastFrame > quiet)
        status.state = DataLinkState::idle;
    status.name = "HTTP server";
    status.address = m_engine->server.url();
    status.clients = static_cast<std::uint32_t>(m_engine->server.connections());
    return status;
}

std::unique_ptr<SeriesHistory> Instance::history(const SeriesCatalogue &names)
{
    return std::make_unique<RecordedHistory>(
        RecordedHistory::Source{[folder = m_folder->path()] { return allSessions(folder); }}, names);
}

} // namespace desk
