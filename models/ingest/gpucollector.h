// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/messagelog.h"
#include "models/ingest/gpumemory.h"
#include "models/ingest/telemetryroutes.h"

#include <set>

namespace desk {

class PointFields;

// The embedded collector: group "desk" of the given topics. It decodes GPU rows and acknowledges a message
// only when its point is in the journal; while that cannot be written it gives its messages back and tries
// again every second. A row that is no row goes to the dead letters and is counted; the event log says so
// once, then at most once a minute with the number since.
//
// A row becomes a point of the node <uuid>, type gpu, metric <metric_name>. What else the row says of the GPU
// (gpu_id, device, modelName, Hostname, container, pod, namespace) is no part of the series' name, because a
// pod that moves would begin every series anew: it is a text of the same node, in the same point, when it is
// new or has changed. Ingest thread.
class GpuCollector
{
public:
    static constexpr const char *groupName = "desk";

    using Post = std::function<void(std::function<void()>)>;
    struct Counters
    {
        std::uint64_t collected = 0;
        std::uint64_t refused = 0;
    };
    GpuCollector(MessageLog &log, std::vector<std::string> topics, SeriesDictionary &dictionary,
                 BatchSink sink, GpuMemory &gpus, EventLog &events, const TimeService &time, Post post);
    ~GpuCollector();

    // A topic may have something for it; work is done in a later turn of the ingest thread.
    void wake(const std::string &topic);
    // To be called every second: tries again after a fault, reports.
    void tick();
    // One turn: what is there, up to 512 messages of each partition. Whether there may be more.
    bool collect();

    [[nodiscard]] const Counters &counters() const { return m_counters; }
    // Points and samples that were journalled, and bytes of their rows.
    std::function<void(std::size_t points, std::size_t samples, std::size_t bytes)> onAccepted;

private:
    bool collectPartition(const std::string &topic, unsigned partition);
    Result<void> append(const GpuRow &row, SampleBatch &batch, bool withLabels);
    Result<void> addRawLabels(const GpuRow &row);
    Result<void> decode(const Message &message, SampleBatch &batch);
    void refuse(const std::string &topic, unsigned partition, const MessageId &id, const Error &error);
    void schedule();

    MessageLog &m_log;
    const std::vector<std::string> m_topics;
    SeriesDictionary &m_dictionary;
    BatchSink m_sink;
    GpuMemory &m_gpus;
    EventLog &m_events;
    const TimeService &m_time;
    Post m_post;
    std::unique_ptr<PointFields> m_fields;
    std::vector<GpuRow> m_rows;                                              // of the open batch
    std::map<std::string, GpuLabels, std::less<>> m_labelsInBatch;           // already told in it
    std::map<std::pair<std::string, std::string>, std::string> m_rawInBatch; // by GPU and metric, likewise
    bool m_scheduled = false;
    bool m_paused = false; // the journal could not be written
    Counters m_counters;
    std::uint64_t m_reported = 0;
    SteadyTime m_reportedAt{};
    Error m_lastRefusal;
};

} // namespace desk
