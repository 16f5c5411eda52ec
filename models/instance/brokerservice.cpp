// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/brokerservice.h"

#include <algorithm>

namespace desk {

using namespace std::chrono_literals;

Result<void> BrokerService::openTopics(const std::filesystem::path &folder,
                                       const Configuration &configuration)
{
    TopicQueues::Options options;
    options.folder = folder / "topics";
    options.queueSize = configuration.queueSize;
    options.visibility = configuration.visibilityTimeout;
    options.partitionsPerTopic = configuration.partitionsPerTopic;
    options.maxBytes = configuration.brokerMaxBytes;
    options.groupExpiry = configuration.groupExpiry;
    auto queues = TopicQueues::open(std::move(options), m_time, m_recovery);
    if (!queues)
        return tl::unexpected(queues.error());
    m_log = *std::move(queues);
    const auto topics = configuration.topicList();
    if (!topics)
        return tl::unexpected(topics.error());
    for (const auto &[name, partitions] : *topics) {
        if (auto made = m_log->makeTopic(name, partitions); !made)
            return failure(made.error().code, "TOPICS: " + name + ": " + made.error().message, "TOPICS");
    }
    const std::string where = (folder / "topics").string();
    if (m_recovery.tornBytes > 0)
        m_events.report(m_time.now(), Severity::caution, EventCode::journalTornTail, where,
                        std::to_string(m_recovery.tornBytes));
    if (m_recovery.damagedBytes > 0)
        m_events.report(m_time.now(), Severity::warning, EventCode::journalError, where,
                        std::to_string(m_recovery.damagedBytes) +
                            " damaged bytes were passed over; the files are kept");
    return {};
}

Result<void> BrokerService::open(const std::filesystem::path &folder, const Configuration &configuration,
                                 BatchSink sink, DataLinkStatistics &statistics)
{
    if (auto opened = openTopics(folder, configuration); !opened)
        return opened;
    const auto post = [this](std::function<void()> task) { m_server.post(std::move(task)); };
    m_consumers.emplace(*m_log, post);
    const auto collected = configuration.collectedTopicList();
    m_collector.emplace(*m_log, collected, m_dictionary, std::move(sink), m_gpus, m_events, m_time, post);
    m_collector->onAccepted = [this, &statistics](std::size_t points, std::size_t samples,
                                                  std::size_t bytes) {
        m_server.metrics().countPoints(points, samples, bytes);
        statistics.count(points, bytes, m_time.steadyNow());
        statistics.setState(DataLinkState::up);
    };
    m_log->onAvailable = [this](const std::string &topic, unsigned partition) {
        m_consumers->wake(topic, partition);
        m_collector->wake(topic);
    };
    if (configuration.compatibility) // else these names are for workers
        m_brokerRoutes.emplace(
            m_server, *m_log, *m_consumers,
            BrokerRoutes::Figures{configuration.queueSize, configuration.visibilityTimeout});
    m_gpuRoutes.emplace(m_server, *m_log, configuration.compatibility ? collected.front() : std::string(),
                        m_gpus);
    addMetrics();
    m_server.every(100ms, [this] { m_log->expire(); });
    m_server.every(1s, [this] { m_collector->tick(); });
    m_server.every(15s, [this] { m_consumers->beat(); });
    return {};
}

bool BrokerService::wantsOlder() const
{
    for (std::size_t i = 0; i < m_dictionary.nodeCount(); ++i) {
        const NodeDefinition &node = m_dictionary.definition(static_cast<NodeId>(i));
        if (node.type == NodeType::gpu && !m_gpus.find(node.name))
            return true;
    }
    return false;
}

void BrokerService::restoreOlder(const std::vector<SampleBatchPtr> &lastPoints)
{
    std::vector<SampleBatch> points; // of GPUs that the journal knows nothing of
    for (const SampleBatchPtr &batch : lastPoints) {
        for (std::size_t p = 0; p < batch->points(); ++p) {
            const NodeDefinition &node =
                m_dictionary.definition(m_dictionary.definition(batch->entity[p]).node);
            if (node.type != NodeType::gpu || m_gpus.find(node.name))
                continue;
            SampleBatch &point = points.emplace_back();
            for (std::uint32_t i = batch->pointBegin(p); i < batch->pointEnd[p]; ++i)
                point.addSample(batch->series[i], batch->value[i], batch->quality[i]);
            point.endPoint(batch->entity[p], batch->generation[p]);
            point.reception = batch->reception;
        }
    }
    // Labels make a node one of the collector's, so they come first.
    std::stable_partition(points.begin(), points.end(), [this](const SampleBatch &point) {
        return std::ranges::any_of(point.series, [this](SeriesId id) {
            return m_dictionary.definition(id).kind == ValueKind::text;
        });
    });
    for (const SampleBatch &point : points)
        m_gpus.restore(point, m_dictionary);
}

void BrokerService::addMetrics()
{
    ServerMetrics &metrics = m_server.metrics();
    const auto sum = [this](auto &&of) {
        return [this, of] {
            double total = 0;
            for (const auto &topic : m_log->status()) {
                for (const auto &partition : topic.partitions)
                    total += of(partition);
            }
            return total;
        };
    };
    const auto counter = [this](auto member) {
        return [this, member] { return double(m_log->counters().*member); };
    };
    using Partition = MessageLog::PartitionStatus;
    using Counters = MessageLog::Counters;
    metrics.addGauge("constellation_broker_queue_depth_messages",
                     "Messages of all topics that some group has not acknowledged.",
                     sum([](const Partition &partition) { return double(partition.depth); }));
    metrics.addGauge("constellation_broker_in_flight_messages",
                     "Messages given to a consumer and neither acknowledged nor timed out.",
                     sum([](const Partition &partition) {
                         double held = 0;
                         for (const auto &[name, group] : partition.groups)
                             held += double(group.inFlight);
                         return held;
                     }));
    metrics.addGauge("constellation_broker_memory_messages", "Messages of all topics held in memory.",
                     sum([](const Partition &partition) { return double(partition.inMemory); }));
    metrics.addGauge("constellation_broker_disk_bytes", "Bytes the topics hold on disk.",
                     sum([](const Partition &partition) { return double(partition.bytes); }));
    metrics.addGauge("constellation_broker_consumers", "Open connections of consumers.",
                     [this] { return double(m_consumers->size()); });
    metrics.addCounter("constellation_broker_published_total", "Messages taken and safe.",
                       counter(&Counters::published));
    metrics.addCounter("constellation_broker_delivered_total", "Deliveries, repeated ones included.",
                       counter(&Counters::delivered));
    metrics.addCounter("constellation_broker_acknowledged_total", "Messages acknowledged by a group.",
                       counter(&Counters::acknowledged));
    metrics.addCounter("constellation_broker_redelivered_total",
                       "Messages whose visibility time-out brought them again.",
                       counter(&Counters::redelivered));
    metrics.addCounter("constellation_broker_dead_letters_total", "Messages moved to a dead-letter topic.",
                       counter(&Counters::deadLetters));
    metrics.addCounter("constellation_broker_dead_letters_dropped_total",
                       "Oldest dead letters given up for want of room.",
                       counter(&Counters::deadLettersDropped));
    metrics.addCounter("constellation_broker_groups_forgotten_total",
                       "Groups forgotten because nobody read them.", counter(&Counters::groupsForgotten));
    metrics.addCounter("constellation_broker_recovery_damaged_bytes_total",
                       "Bytes of topic files passed over as damaged at the start.",
                       [this] { return double(m_recovery.damagedBytes); });
    metrics.addCounter("constellation_collector_rows_total", "GPU rows collected into the journal.",
                       [this] { return double(m_collector->counters().collected); });
    metrics.addCounter("constellation_collector_rows_refused_total",
                       "GPU rows that went to the dead letters.",
                       [this] { return double(m_collector->counters().refused); });
}

} // namespace desk
