// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/topicqueues.h"

#include "models/broker/messagepayload.h"

#include <algorithm>

namespace desk {

PartitionQueue *TopicQueues::find(const std::string &topic, unsigned partition) const
{
    const auto at = m_topics.find(topic);
    if (at == m_topics.end())
        return nullptr;
    const auto queue = at->second.queues.find(partition);
    return queue == at->second.queues.end() ? nullptr : queue->second.get();
}

void TopicQueues::announce(const std::string &topic, unsigned partition) const
{
    if (onAvailable)
        onAvailable(topic, partition);
}

unsigned TopicQueues::partitions(const std::string &topic) const
{
    const auto at = m_topics.find(topic);
    return at == m_topics.end() ? 0 : at->second.partitions;
}

Result<MessageId> TopicQueues::publish(const std::string &topic, std::optional<unsigned> partition,
                                       std::string payload)
{
    const auto at = m_topics.find(topic);
    if (at == m_topics.end())
        return failure(ErrorCode::notFound, "unknown topic");
    if (!partition)
        partition = at->second.ring.partition(partitionKey(payload));
    if (*partition >= at->second.partitions)
        return failure(ErrorCode::outOfRange,
                       "partition " + std::to_string(*partition) + " exceeds max partitions " +
                           std::to_string(at->second.partitions) + " for topic " + topic);
    if (auto room = makeRoom(payload.size()); !room)
        return tl::unexpected(room.error());
    const Message message{MessageId::random(), std::move(payload), m_time.now(), 0};
    if (auto stored = store(topic, *partition, message); !stored)
        return tl::unexpected(stored.error());
    ++m_counters.published;
    announce(topic, *partition);
    return message.id;
}

Result<void> TopicQueues::store(const std::string &name, unsigned partition, const Message &message)
{
    const auto queue = queueOf(name, m_topics.at(name), partition);
    return queue ? (*queue)->publish(message) : tl::unexpected(queue.error());
}

Result<PartitionQueue *> TopicQueues::queueOf(const std::string &name, Topic &topic, unsigned partition)
{
    if (!topic.queues.contains(partition)) {
        TopicRecovery nothing;
        if (auto opened = openQueue(name, topic, partition, nothing); !opened)
            return tl::unexpected(opened.error());
    }
    return topic.queues.at(partition).get();
}

Result<void> TopicQueues::makeRoom(std::size_t bytes) const
{
    std::uint64_t total = bytes;
    std::uint64_t most = 0;
    std::string holder;
    for (const auto &[name, topic] : m_topics) {
        for (const auto &[partition, queue] : topic.queues)
            total += queue->log().bytes();
    }
    if (total <= m_options.maxBytes)
        return {};
    for (const auto &[name, topic] : m_topics) {
        for (const auto &[partition, queue] : topic.queues) {
            if (queue->groups().empty() && queue->depth() > most) {
                most = queue->depth();
                holder = "topic " + name + " has no consumer for " + std::to_string(most) + " messages";
            }
            for (const auto &[group, figures] : queue->groups()) {
                if (figures.waiting + figures.held <= most)
                    continue;
                most = figures.waiting + figures.held;
                holder = "group " + group + " of topic " + name + " has not acknowledged " +
                         std::to_string(most) + " messages";
            }
        }
    }
    return failure(ErrorCode::storageUnavailable,
                   "the topics hold " + std::to_string(total >> 20U) + " MiB, their limit is " +
                       std::to_string(m_options.maxBytes >> 20U) + " MiB" +
                       (holder.empty() ? "" : "; " + holder) + "; consume them or raise broker.max_bytes");
}

Result<void> TopicQueues::join(const std::string &topic, const std::string &group)
{
    const auto at = m_topics.find(topic);
    if (at == m_topics.end())
        return failure(ErrorCode::notFound, "unknown topic");
    auto &groups = at->second.groups;
    if (const auto known = groups.find(group); known != groups.end()) {
        known->second = m_time.steadyNow();
        return {};
    }
    if (group.empty() || group.size() > maxName)
        return failure(ErrorCode::invalidArgument, "group: a name of 1 to 100 bytes", "group");
    if (groups.size() >= maxGroups)
        return failure(ErrorCode::cardinalityLimit,
                       "topic " + topic + " has " + std::to_string(maxGroups) +
                           " groups already; one goes when nobody reads it for broker.group_expiry",
                       "group");
    // On disk in every partition, so that a restart knows what still has to reach it.
    for (unsigned partition = 0; partition < at->second.partitions; ++partition) {
        auto queue = queueOf(topic, at->second, partition);
        auto joined = queue ? (*queue)->join(group) : Result<void>(tl::unexpected(queue.error()));
        if (!joined)
            return joined;
    }
    groups.emplace(group, m_time.steadyNow());
    return {};
}

std::optional<Message> TopicQueues::take(const std::string &topic, unsigned partition,
                                         const std::string &group)
{
    PartitionQueue *queue = find(topic, partition);
    auto message = queue ? queue->take(group, m_time.steadyNow() + m_options.visibility) : std::nullopt;
    m_counters.delivered += message ? 1 : 0;
    return message;
}

Result<void> TopicQueues::acknowledge(const std::string &topic, unsigned partition, const std::string &group,
                                      std::span<const MessageId> ids)
{
    PartitionQueue *queue = find(topic, partition);
    if (!queue)
        return failure(ErrorCode::notFound, "ack failed (unknown id or wrong group)");
    auto acknowledged = queue->acknowledge(group, ids);
    if (acknowledged) {
        m_counters.acknowledged += ids.size();
        static_cast<void>(join(topic, group)); // somebody reads it
    }
    return acknowledged;
}

void TopicQueues::giveBack(const std::string &topic, unsigned partition, const std::string &group,
                           const MessageId &id)
{
    if (PartitionQueue *queue = find(topic, partition))
        queue->giveBack(group, id);
}

Result<void> TopicQueues::refuse(const std::string &topic, unsigned partition, const std::string &group,
                                 const MessageId &id)
{
    PartitionQueue *queue = find(topic, partition);
    const auto message = queue ? queue->given(group, id) : std::nullopt;
    if (!message)
        return failure(ErrorCode::notFound, "ack failed (unknown id or wrong group)");
    return bury(topic, partition, group, *message);
}

// First among the dead letters, then acknowledged: a kill in between leaves it in both, never in none.
Result<void> TopicQueues::bury(const std::string &name, unsigned partition, const std::string &group,
                               const Message &message)
{
    const std::string dead = name + std::string(deadLetterEnd);
    if (auto made = makeTopic(dead, partitions(name)); !made)
        return made;
    if (auto stored = store(dead, partition, message); !stored)
        return stored;
    ++m_counters.deadLetters;
    PartitionQueue *letters = find(dead, partition);
    while (letters->log().bytes() > m_options.deadLetterBytes) {
        const std::uint64_t dropped = letters->dropOldest();
        if (dropped == 0)
            break;
        m_counters.deadLettersDropped += dropped;
    }
    announce(dead, partition);
    return find(name, partition)->acknowledge(group, std::span(&message.id, 1));
}

void TopicQueues::expire()
{
    const SteadyTime now = m_time.steadyNow();
    struct Dead
    {
        std::string topic;
        unsigned partition;
        PartitionQueue::Worn worn;
    };
    std::vector<Dead> dead; // buried afterwards: that may make a topic
    for (auto &[name, topic] : m_topics) {
        // A dead letter has nowhere else to go.
        const unsigned attempts = name.ends_with(deadLetterEnd) ? 0 : m_options.maxAttempts;
        for (auto &[partition, queue] : topic.queues) {
            const std::uint64_t before = m_counters.redelivered;
            for (auto &worn : queue->expire(now, attempts, m_counters.redelivered))
                dead.push_back({name, partition, std::move(worn)});
            if (m_counters.redelivered != before)
                announce(name, partition);
        }
        forgetGroups(topic);
    }
    for (const auto &[name, partition, worn] : dead) {
        // A disk that is full must not end a message: it stays where it is.
        if (!bury(name, partition, worn.group, worn.message))
            find(name, partition)->retry(worn.group, worn.message.id);
    }
}

void TopicQueues::forgetGroups(Topic &topic)
{
    const SteadyTime oldest = m_time.steadyNow() - m_options.groupExpiry;
    for (auto group = topic.groups.begin(); group != topic.groups.end();) {
        const bool gone = group->second < oldest &&
                          std::all_of(topic.queues.begin(), topic.queues.end(), [&](const auto &queue) {
                              return queue.second->forget(group->first).has_value();
                          });
        m_counters.groupsForgotten += gone ? 1 : 0;
        group = gone ? topic.groups.erase(group) : std::next(group);
    }
}

std::vector<MessageLog::TopicStatus> TopicQueues::status() const
{
    std::vector<TopicStatus> all;
    for (const auto &[name, topic] : m_topics) {
        TopicStatus status{name, std::vector<PartitionStatus>(topic.partitions)};
        for (unsigned i = 0; i < topic.partitions; ++i) {
            PartitionStatus &partition = status.partitions[i];
            partition.share = topic.ring.share(i);
            for (const auto &[group, seen] : topic.groups)
                partition.groups[group];
            const PartitionQueue *queue = find(name, i);
            if (!queue)
                continue;
            partition.depth = queue->depth();
            partition.inMemory = queue->log().inMemory();
            partition.bytes = queue->log().bytes();
            for (const auto &[group, figures] : queue->groups())
                partition.groups[group] = {figures.waiting, figures.held};
        }
        all.push_back(std::move(status));
    }
    return all;
}

} // namespace desk
