// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/replayinstance.h"

#include "models/datalink/replaylink.h"
#include "models/instance/recordedhistory.h"
#include "models/instance/recordedpredictions.h"
#include "models/instance/recordingoverview.h"
#include "models/processing/replayprocessor.h"

namespace desk {

ReplayInstance::ReplayInstance(std::filesystem::path file, const Configuration &configuration,
                               const TimeService &steady)
    : m_file(std::move(file))
    , m_configuration(configuration)
    , m_steady(steady)
    , m_dictionary({configuration.maxSeries, configuration.maxNodes})
    , m_topology(std::make_unique<Topology>())
{
}

ReplayInstance::~ReplayInstance()
{
    stop();
}

Result<void> ReplayInstance::start()
{
    m_processor = std::make_unique<ReplayProcessor>(
        ReplayProcessor::Parts{m_dictionary, *m_topology, m_display, m_events, m_replayTime, m_steady});
    ReplayLink::Options options;
    options.file = m_file;
    options.player.history = {}; // what came before a leap is read from the file where it is looked at
    auto link = ReplayLink::open(std::move(options), *m_processor, m_steady);
    if (!link)
        return tl::unexpected(link.error());
    m_link = *std::move(link);
    m_link->start();
    m_predictions = std::make_unique<RecordedPredictions>(m_file, m_dictionary, m_replayTime);
    m_predictions->start();
    return {};
}

void ReplayInstance::stop()
{
    if (m_predictions)
        m_predictions->stop();
    if (m_link)
        m_link->stop();
}

ReplayControl &ReplayInstance::control()
{
    return m_link->control();
}

Result<SessionOverview> ReplayInstance::overview() const
{
    return readOverview(m_file);
}

const PredictionSource *ReplayInstance::predictions() const
{
    return m_predictions.get();
}

LimitDefinitions *ReplayInstance::limits()
{
    return m_processor ? &m_processor->limits() : nullptr;
}

TopologySnapshotPtr ReplayInstance::topology() const
{
    return m_topology->latest();
}

std::unique_ptr<SeriesHistory> ReplayInstance::history(const SeriesCatalogue &names)
{
    return std::make_unique<RecordedHistory>(
        RecordedHistory::Source{[file = m_file] { return std::vector{file}; }, false,
                                [this] { return std::optional(m_replayTime.now()); }},
        names);
}

TelemetrySource::Counters ReplayInstance::counters() const
{
    Counters counters;
    if (m_processor) {
        counters.points = m_processor->counters().points.load();
        counters.samples = m_processor->counters().samples.load();
    }
    counters.displayDropped = m_display.droppedSamples();
    return counters;
}

DataLinkStatus ReplayInstance::serverStatus() const
{
    return m_link ? m_link->status() : DataLinkStatus{};
}

} // namespace desk
