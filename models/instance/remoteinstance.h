// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/alarms/foreignlimits.h"
#include "models/instance/remoteserver.h"
#include "models/instance/telemetrysource.h"
#include "models/processing/gapledger.h"
#include "models/telemetry/timeservice.h"

#include <memory>

namespace desk {

class ConstellationLink;
class RemotePredictions;
class RemoteProcessor;
class Topology;

// Composition root of a window that looks at another instance: no data folder, journal or server of its own,
// but a dictionary, the fleet graph, limits and a display queue fed by a live subscription. Names, limits and
// graph live on the link's thread. start() and stop() are called by the thread that made it.
class RemoteInstance final : public TelemetrySource
{
public:
    RemoteInstance(RemoteServer server, const Configuration &configuration, const TimeService &time);
    ~RemoteInstance() override;

    // Limits are those of the other instance as soon as it has given them, and those of the data folder until
    // then, or where it has none. Fails when limits.toml of the data folder is damaged: nobody must believe
    // in limits that are not in force. That the other instance cannot be reached is no failure but a state.
    Result<void> start();
    void stop();

    [[nodiscard]] DisplayQueue &displayQueue() override { return m_display; }
    [[nodiscard]] const SeriesDictionary &dictionary() const override { return m_dictionary; }
    [[nodiscard]] EventLog &events() override { return m_events; }
    [[nodiscard]] TopologySnapshotPtr topology() const override;
    [[nodiscard]] Counters counters() const override;
    [[nodiscard]] DataLinkStatus serverStatus() const override;
    [[nodiscard]] std::string origin() const override { return m_server.url; }
    [[nodiscard]] const GapLog *gaps() const override { return &m_gaps; }
    [[nodiscard]] LimitDefinitions *limits() override { return &m_limits; }
    [[nodiscard]] const PredictionSource *predictions() const override;

private:
    void tick();
    void takeLimits(const std::string &json);

    const RemoteServer m_server;
    const Configuration m_configuration;
    const TimeService &m_time;
    EventLog m_events;
    DisplayQueue m_display;
    SeriesDictionary m_dictionary;
    std::unique_ptr<Topology> m_topology;
    SteadyTime m_secondAt{}; // of the last activity check
    ForeignLimits m_limits{"these are the limits of another instance: change them in its window, or by PUT "
                           "/api/v1/limits there"};
    GapLog m_gaps;
    GapLedger m_gapLedger{m_gaps};
    std::unique_ptr<RemoteProcessor> m_processor;
    std::unique_ptr<ConstellationLink> m_link;
    std::unique_ptr<RemotePredictions> m_predictions; // reads the names
};

} // namespace desk
