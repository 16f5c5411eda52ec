// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/grouplog.h"
#include "models/broker/partitionlog.h"

namespace desk {

// One partition of a topic: its messages and how far each group is with them. Every group gets every message
// that is kept; a message goes when all groups have acknowledged it. Ingest thread.
class PartitionQueue
{
public:
    static Result<std::unique_ptr<PartitionQueue>> open(PartitionLog::Options options,
                                                        TopicRecovery &recovery);

    Result<void> publish(const Message &message);
    // A new group begins with the oldest message that is kept.
    Result<void> join(const std::string &group);
    Result<void> forget(const std::string &group);
    // Nothing when the group is unknown or has nothing to get for now.
    std::optional<Message> take(const std::string &group, SteadyTime deadline);
    // All or none; notFound when the group was not given one of them or has acknowledged it.
    Result<void> acknowledge(const std::string &group, std::span<const MessageId> ids);
    void giveBack(const std::string &group, const MessageId &id);
    // A copy of a message that the group was given and has not acknowledged.
    std::optional<Message> given(const std::string &group, const MessageId &id);

    // Makes what timed out available again and says what has had its last attempt: each of those waits for
    // acknowledge() or retry(). maxAttempts 0 = no last one.
    struct Worn
    {
        std::string group;
        Message message;
    };
    std::vector<Worn> expire(SteadyTime now, unsigned maxAttempts, std::uint64_t &redelivered);
    void retry(const std::string &group, const MessageId &id);

    [[nodiscard]] const PartitionLog &log() const { return m_log; }
    std::uint64_t dropOldest();
    struct GroupFigures
    {
        std::uint64_t waiting = 0;
        std::uint64_t held = 0;
    };
    [[nodiscard]] std::map<std::string, GroupFigures> groups() const;
    // Messages that some group still waits for; all of them where there is no group.
    [[nodiscard]] std::uint64_t depth() const;

private:
    explicit PartitionQueue(PartitionLog log)
        : m_log(std::move(log))
    {
    }
    void settled();
    [[nodiscard]] std::optional<std::uint64_t> offsetOf(const std::string &group, const MessageId &id) const;

    PartitionLog m_log;
    GroupLog m_groupLog;
    std::map<std::string, GroupState> m_groups;
};

} // namespace desk
