// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/message.h"
#include "models/telemetry/result.h"

#include <functional>
#include <map>
#include <span>
#include <vector>

namespace desk {

// Topics of messages with partitions and consumer groups: what /produce and /consume stand on. TopicQueues
// keeps them in this process and its data folder; Redis Streams or Kafka can take its place behind this
// interface. Ingest thread.
//
// At least once: a message that publish() named is given to every group until the group acknowledged it.
// Within a group it is given to one taker at a time, for the visibility time-out; then again, with the same
// id and one more attempt, before what is new. After the last attempt it moves to the topic <topic>.dlq.
class MessageLog
{
public:
    struct GroupStatus
    {
        std::uint64_t waiting = 0; // not yet given, or to be given again
        std::uint64_t inFlight = 0;
    };
    struct PartitionStatus
    {
        std::uint64_t depth = 0; // messages that some group has not acknowledged; all where there is no group
        std::uint64_t inMemory = 0;
        std::uint64_t bytes = 0; // on disk, with what is kept for groups to come
        double share = 0;        // of all keys, 0 to 1
        std::map<std::string, GroupStatus> groups;
    };
    struct TopicStatus
    {
        std::string name;
        std::vector<PartitionStatus> partitions;
    };
    struct Counters
    {
        std::uint64_t published = 0;
        std::uint64_t delivered = 0; // first deliveries and others
        std::uint64_t acknowledged = 0;
        std::uint64_t redelivered = 0; // available again after a time-out
        std::uint64_t deadLetters = 0;
        std::uint64_t deadLettersDropped = 0; // the oldest, where nobody takes them
        std::uint64_t groupsForgotten = 0;
    };

    MessageLog() = default;
    virtual ~MessageLog() = default;
    MessageLog(const MessageLog &) = delete;
    MessageLog &operator=(const MessageLog &) = delete;

    // Makes a topic, or adds partitions to one; it never loses any. 0 = as many as is usual.
    virtual Result<void> makeTopic(const std::string &topic, unsigned partitions) = 0;
    // 0 = no such topic.
    [[nodiscard]] virtual unsigned partitions(const std::string &topic) const = 0;

    // Without a partition the payload's key decides. The id once the message is safe. Never waits for
    // consumers. notFound: no such topic; outOfRange: no such partition; storageUnavailable: disk or limit.
    virtual Result<MessageId> publish(const std::string &topic, std::optional<unsigned> partition,
                                      std::string payload) = 0;

    // From here on the group gets every message of the topic, beginning with the oldest that is kept; for a
    // known one it says that somebody still reads it.
    virtual Result<void> join(const std::string &topic, const std::string &group) = 0;
    // The next message for the group, nothing when there is none for now.
    virtual std::optional<Message> take(const std::string &topic, unsigned partition,
                                        const std::string &group) = 0;
    // All or none. notFound when one was not given to the group or is acknowledged already.
    virtual Result<void> acknowledge(const std::string &topic, unsigned partition, const std::string &group,
                                     std::span<const MessageId> ids) = 0;
    // Not handled for a reason outside of the message: available again at once, the attempt does not count.
    virtual void giveBack(const std::string &topic, unsigned partition, const std::string &group,
                          const MessageId &id) = 0;
    // Will never be handled: to the dead letters now.
    virtual Result<void> refuse(const std::string &topic, unsigned partition, const std::string &group,
                                const MessageId &id) = 0;

    // To be called every 100 ms: time-outs, dead letters, groups that never come back.
    virtual void expire() = 0;

    [[nodiscard]] virtual std::vector<TopicStatus> status() const = 0;
    [[nodiscard]] virtual const Counters &counters() const = 0;

    // Something may be there to take: published, timed out or given back.
    std::function<void(const std::string &topic, unsigned partition)> onAvailable;
};

} // namespace desk
