// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/hashring.h"
#include "models/broker/messagelog.h"
#include "models/broker/partitionqueue.h"
#include "models/telemetry/timeservice.h"

namespace desk {

// Topics in this process: everything is on disk (topics/<name>/) before publish() returns, the next messages
// of each partition are in memory too. A killed process loses nothing that publish() named (write(2)
// returned: the level "os" of the journal); what was not acknowledged comes again after a start.
//
// How long a message is kept: until every group of its topic acknowledged it, and a little longer, by whole
// segments of 16 MiB, so that a group that joins late sees what was said last. A topic without a group keeps
// everything. Nothing that was promised is dropped to make room: at maxBytes publish() fails and names the
// group that lags most. So that one that never comes back does not hold the disk for good, a group that
// nobody read for groupExpiry is forgotten, and begins anew when it comes again. Dead letters, which often
// nobody reads, keep deadLetterBytes a partition, newest first; what goes is counted.
// A start counts groups as read just now. Ingest thread.
class TopicQueues final : public MessageLog
{
public:
    struct Options
    {
        std::filesystem::path folder;
        std::size_t queueSize = 2000; // QUEUE_SIZE: messages of a partition in memory
        std::size_t queueBytes = 16U << 20U;
        std::chrono::nanoseconds visibility = std::chrono::seconds{30};
        unsigned partitionsPerTopic = 4;
        unsigned maxAttempts = 5;
        std::uint64_t segmentBytes = 16U << 20U;
        std::uint64_t maxBytes = 4ULL << 30U;
        std::uint64_t deadLetterBytes = 64ULL << 20U;
        std::chrono::nanoseconds groupExpiry = std::chrono::hours{7 * 24};
    };
    static constexpr unsigned maxPartitions = 64;     // of a topic
    static constexpr unsigned maxAllPartitions = 128; // of all topics but dead letters; two files open each
    static constexpr std::size_t maxGroups = 64;      // of a topic
    static constexpr std::size_t maxName = 100;
    static constexpr std::string_view deadLetterEnd = ".dlq";

    static Result<std::unique_ptr<TopicQueues>> open(Options options, const TimeService &time,
                                                     TopicRecovery &recovery);

    Result<void> makeTopic(const std::string &topic, unsigned partitions) override;
    [[nodiscard]] unsigned partitions(const std::string &topic) const override;
    Result<MessageId> publish(const std::string &topic, std::optional<unsigned> partition,
                              std::string payload) override;
    Result<void> join(const std::string &topic, const std::string &group) override;
    std::optional<Message> take(const std::string &topic, unsigned partition,
                                const std::string &group) override;
    Result<void> acknowledge(const std::string &topic, unsigned partition, const std::string &group,
                             std::span<const MessageId> ids) override;
    void giveBack(const std::string &topic, unsigned partition, const std::string &group,
                  const MessageId &id) override;
    Result<void> refuse(const std::string &topic, unsigned partition, const std::string &group,
                        const MessageId &id) override;
    void expire() override;
    [[nodiscard]] std::vector<TopicStatus> status() const override;
    [[nodiscard]] const Counters &counters() const override { return m_counters; }

private:
    struct Topic
    {
        unsigned partitions = 0;
        HashRing ring;
        std::map<unsigned, std::unique_ptr<PartitionQueue>> queues; // made with the first message or group
        std::map<std::string, SteadyTime> groups;                   // and when somebody read it last
    };

    TopicQueues(Options options, const TimeService &time)
        : m_options(std::move(options))
        , m_time(time)
    {
    }
    Result<void> restoreTopic(const std::filesystem::path &folder, TopicRecovery &recovery);
    Result<void> openQueue(const std::string &name, Topic &topic, unsigned partition,
                           TopicRecovery &recovery);
    Result<PartitionQueue *> queueOf(const std::string &name, Topic &topic, unsigned partition);
    Result<void> store(const std::string &name, unsigned partition, const Message &message);
    Result<void> makeRoom(std::size_t bytes) const;
    Result<void> bury(const std::string &name, unsigned partition, const std::string &group,
                      const Message &message);
    void forgetGroups(Topic &topic);
    [[nodiscard]] PartitionQueue *find(const std::string &topic, unsigned partition) const;
    void announce(const std::string &topic, unsigned partition) const;

    const Options m_options;
    const TimeService &m_time;
    std::map<std::string, Topic> m_topics;
    Counters m_counters;
};

} // namespace desk
