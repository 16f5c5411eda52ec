// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/topicqueues.h"
#include "models/ingest/brokerroutes.h"
#include "models/ingest/gpucollector.h"
#include "models/ingest/gpuroutes.h"
#include "models/settings/configuration.h"

#include <optional>

namespace desk {

// The queue of the telemetry stack and what stands on it, wired: topics of the data folder, their routes, the
// collector, the stored-GPU routes, figures. Opened before the ingest thread starts, then lives there.
class BrokerService
{
public:
    BrokerService(IngestServer &server, SeriesDictionary &dictionary, EventLog &events,
                  const TimeService &time)
        : m_server(server)
        , m_dictionary(dictionary)
        , m_events(events)
        , m_time(time)
    {
    }

    // What the journal holds of GPUs, before open().
    void restore(const SampleBatch &batch) { m_gpus.restore(batch, m_dictionary); }
    Result<void> open(const std::filesystem::path &folder, const Configuration &configuration, BatchSink sink,
                      DataLinkStatistics &statistics);
    // Where the GPU routes find what is older; after open().
    void setHistory(GpuRoutes::AskHistory ask) { m_gpuRoutes->setHistory(std::move(ask)); }
    // There are GPUs that the journal no longer tells of; then what they were last. After open().
    [[nodiscard]] bool wantsOlder() const;
    void restoreOlder(const std::vector<SampleBatchPtr> &lastPoints);

private:
    Result<void> openTopics(const std::filesystem::path &folder, const Configuration &configuration);
    void addMetrics();

    IngestServer &m_server;
    SeriesDictionary &m_dictionary;
    EventLog &m_events;
    const TimeService &m_time;
    GpuMemory m_gpus;
    std::unique_ptr<MessageLog> m_log;
    std::optional<ConsumerStreams> m_consumers;
    std::optional<GpuCollector> m_collector;
    std::optional<BrokerRoutes> m_brokerRoutes;
    std::optional<GpuRoutes> m_gpuRoutes;
    TopicRecovery m_recovery;
};

} // namespace desk
