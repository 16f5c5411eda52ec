// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/ownershipservice.h"

#include <unordered_map>

namespace desk {

using namespace std::chrono_literals;

namespace {

Controller::Options controllerOptions(const Configuration &configuration)
{
    Controller::Options options;
    options.heartbeatInterval = configuration.heartbeatInterval;
    options.maxFailures = configuration.maxHeartbeatFailures;
    options.proxyTimeout = configuration.proxyTimeout;
    options.responseRetention = configuration.responseRetention;
    options.pinExpiry = configuration.pinExpiry;
    return options;
}

} // namespace

OwnershipService::OwnershipService(IngestServer &server, const Configuration &configuration, EventLog &events,
                                   const TimeService &time)
    : m_server(server)
    , m_configuration(configuration)
    , m_events(events)
    , m_time(time)
    , m_controller(controllerOptions(configuration), time)
    , m_metrics(server.metrics(), m_controller)
    , m_routes(m_controller, m_metrics, time, configuration.tls)
    , m_door(server, m_controller, time)
{
}

Result<void> OwnershipService::open()
{
    if (!m_configuration.workers)
        return {};
    if (auto listening = m_door.listen(m_configuration.workersAddress, m_configuration.workersPort,
                                       m_configuration.workersGiven);
        !listening)
        return listening;
    m_server.setFallback(
        {[this](const HttpRequest &request) { return m_routes.answer(request); }, &ProxyRoutes::refuse});
    m_server.every(100ms, [this] { m_controller.tick(); });
    publish();
    m_server.every(1s, [this] { publish(); });
    return {};
}

void OwnershipService::publish()
{
    const auto before = m_board.ownership();
    m_board.publish(m_controller, m_door.url(), m_time.now(), m_time.steadyNow());
    if (before)
        report(*before, *m_board.ownership());
}

// Workers come and go with their programs; what an operator has to know is who no longer answers.
void OwnershipService::report(const OwnershipSnapshot &before, const OwnershipSnapshot &now)
{
    if (before.counters.evicted == now.counters.evicted &&
        before.counters.recovered == now.counters.recovered)
        return;
    std::unordered_map<Guid, bool> wasHealthy;
    for (const WorkerFigures &worker : before.workers)
        wasHealthy.emplace(worker.guid, worker.healthy);
    for (const WorkerFigures &worker : now.workers) {
        const auto known = wasHealthy.find(worker.guid);
        const bool healthyBefore = known == wasHealthy.end() || known->second;
        if (worker.healthy == healthyBefore)
            continue;
        const std::string subject = "worker " + worker.guid.text();
        if (worker.healthy)
            m_events.report(m_time.now(), Severity::nominal, EventCode::linkUp, subject);
        else
            m_events.report(m_time.now(), Severity::warning, EventCode::linkDown, subject,
                            std::to_string(worker.failures) + " heartbeats in a row were not answered");
    }
}

} // namespace desk
