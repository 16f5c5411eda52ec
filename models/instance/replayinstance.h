// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaycontrol.h"
#include "models/instance/telemetrysource.h"
#include "models/processing/replaytime.h"
#include "models/settings/configuration.h"
#include "models/timeseries/sessionoverview.h"

#include <filesystem>
#include <memory>

namespace desk {

class RecordedPredictions;
class ReplayLink;
class ReplayProcessor;
class Topology;

// Composition root of what looks at a recording: names, the fleet graph, limits, events and a display queue
// of its own, fed by a replay of a session file. Touches no data folder, journal or server; the file is only
// read, also while it is being recorded. A ParameterFeed on it takes time() as its clock. Made, started and
// stopped by the GUI thread.
class ReplayInstance final : public TelemetrySource
{
public:
    // steady: the clock that the speed counts by.
    ReplayInstance(std::filesystem::path file, const Configuration &configuration, const TimeService &steady);
    ~ReplayInstance() override;

    // The replay stands at the first point, paused. The error names the file, what is wrong and what to do.
    Result<void> start();
    void stop();

    // Once started, until stopped.
    [[nodiscard]] ReplayControl &control();
    // now() is the play head. steadyNow() moves with it, so ages are those of the recording and stand still
    // while it is paused.
    [[nodiscard]] const TimeService &time() const { return m_replayTime; }
    // What there is in the file: reads it on the caller's thread; a fraction of a second for a long one.
    [[nodiscard]] Result<SessionOverview> overview() const;

    [[nodiscard]] DisplayQueue &displayQueue() override { return m_display; }
    [[nodiscard]] const SeriesDictionary &dictionary() const override { return m_dictionary; }
    [[nodiscard]] EventLog &events() override { return m_events; }
    [[nodiscard]] TopologySnapshotPtr topology() const override;
    [[nodiscard]] Counters counters() const override;
    [[nodiscard]] DataLinkStatus serverStatus() const override;
    [[nodiscard]] std::unique_ptr<SeriesHistory> history(const SeriesCatalogue &names) override;
    [[nodiscard]] std::string origin() const override { return m_file.string(); }
    // Those that stood at the play head.
    [[nodiscard]] const PredictionSource *predictions() const override;
    // Those in force there. After start().
    [[nodiscard]] LimitDefinitions *limits() override;

private:
    const std::filesystem::path m_file;
    const Configuration m_configuration;
    const TimeService &m_steady;
    ReplayTime m_replayTime;
    EventLog m_events;
    DisplayQueue m_display;
    SeriesDictionary m_dictionary;
    std::unique_ptr<Topology> m_topology;
    std::unique_ptr<ReplayProcessor> m_processor;
    std::unique_ptr<ReplayLink> m_link;
    std::unique_ptr<RecordedPredictions> m_predictions;
};

} // namespace desk
