// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/remoteinstance.h"

#include "models/datalink/constellationlink.h"
#include "models/forecast/remotepredictions.h"
#include "models/instance/limitsjson.h"
#include "models/processing/remoteprocessor.h"

#include <random>

namespace desk {

using namespace std::chrono_literals;

RemoteInstance::RemoteInstance(RemoteServer server, const Configuration &configuration,
                               const TimeService &time)
    : m_server(std::move(server))
    , m_configuration(configuration)
    , m_time(time)
    , m_dictionary({configuration.maxSeries, configuration.maxNodes})
    , m_topology(std::make_unique<Topology>())
{
}

RemoteInstance::~RemoteInstance()
{
    stop();
}

Result<void> RemoteInstance::start()
{
    const std::filesystem::path file = m_configuration.dataFolder / "limits.toml";
    const bool own = std::filesystem::exists(file);
    auto limits = own ? LimitSet::load(file.string()) : LimitSet::parse(builtInLimits());
    if (!limits)
        return tl::unexpected(limits.error());
    m_events.report(m_time.now(), Severity::nominal, EventCode::limitsLoaded,
                    own ? file.string() : "built in", std::to_string(limits->size()));
    m_limits.take(std::make_shared<const LimitSet>(*std::move(limits)));
    m_processor = std::make_unique<RemoteProcessor>(m_dictionary, LimitChecker(m_limits.limits()),
                                                    *m_topology, m_display, m_events, m_time);
    ConstellationLinkOptions options;
    options.url = m_server.url;
    options.token = m_server.token;
    options.tokenFrom = m_server.tokenFrom;
    options.caFile = m_server.caFile;
    options.history = m_configuration.memoryWindow;
    options.seed = std::random_device{}();
    StreamReceiver receiver;
    receiver.batch = [this](SampleBatch &&batch) { m_processor->accept(std::move(batch)); };
    receiver.fleet = [this](const FleetDefinition &fleet) {
        if (const auto taken = m_processor->replaceFleet(fleet); !taken)
            m_events.report(m_time.now(), Severity::caution, EventCode::cardinalityLimit, m_server.url,
                            taken.error().message);
    };
    receiver.tick = [this] { tick(); };
    receiver.limits = [this](const std::string &json) { takeLimits(json); };
    m_link = std::make_unique<ConstellationLink>(std::move(options), m_dictionary, std::move(receiver),
                                                 m_events, m_time);
    m_link->start();
    RemotePredictions::Options predictions;
    predictions.url = m_server.url;
    predictions.token = m_server.token;
    predictions.caFile = m_server.caFile;
    predictions.seed = std::random_device{}();
    m_predictions = std::make_unique<RemotePredictions>(std::move(predictions), m_dictionary, m_time);
    m_predictions->start();
    return {};
}

void RemoteInstance::stop()
{
    if (m_predictions)
        m_predictions->stop();
    if (m_link)
        m_link->stop();
}

void RemoteInstance::takeLimits(const std::string &json)
{
    auto limits = limitsFromJson(json);
    if (!limits) {
        m_events.report(m_time.now(), Severity::caution, EventCode::refused, m_server.url,
                        "limits: " + limits.error().message);
        return;
    }
    if (limits->rules() == m_limits.limits()->rules())
        return;
    m_events.report(m_time.now(), Severity::nominal, EventCode::limitsLoaded, m_server.url,
                    std::to_string(limits->size()));
    const auto now = std::make_shared<const LimitSet>(*std::move(limits));
    m_processor->setLimits(now);
    m_limits.take(now);
}

void RemoteInstance::tick()
{
    const SteadyTime now = m_time.steadyNow();
    if (now - m_secondAt >= 1s) {
        m_secondAt = now;
        m_topology->tick(now);
        m_topology->propagate(m_time.now());
        m_gapLedger.observe(*m_topology->latest());
    }
    m_topology->publish(m_time.now());
}

const PredictionSource *RemoteInstance::predictions() const
{
    return m_predictions.get();
}

TopologySnapshotPtr RemoteInstance::topology() const
{
    return m_topology->latest();
}

TelemetrySource::Counters RemoteInstance::counters() const
{
    Counters counters;
    if (m_processor) {
        counters.points = m_processor->counters().points.load();
        counters.samples = m_processor->counters().samples.load();
    }
    counters.displayDropped = m_display.droppedSamples();
    return counters;
}

DataLinkStatus RemoteInstance::serverStatus() const
{
    return m_link ? m_link->status() : DataLinkStatus{};
}

} // namespace desk
