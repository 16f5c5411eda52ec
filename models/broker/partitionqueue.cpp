// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/partitionqueue.h"

#include <algorithm>

namespace desk {

Result<std::unique_ptr<PartitionQueue>> PartitionQueue::open(PartitionLog::Options options,
                                                             TopicRecovery &recovery)
{
    const std::filesystem::path groupFile = options.folder / (std::to_string(options.partition) + ".groups");
    auto log = PartitionLog::open(std::move(options), recovery);
    if (!log)
        return tl::unexpected(log.error());
    std::unique_ptr<PartitionQueue> queue(new PartitionQueue(*std::move(log)));
    GroupLog::Groups saved;
    auto groupLog = GroupLog::open(groupFile, saved, recovery.damagedBytes);
    if (!groupLog)
        return tl::unexpected(groupLog.error());
    queue->m_groupLog = *std::move(groupLog);
    for (auto &[name, state] : saved) {
        // A position beyond the log belongs to messages that a torn write never finished.
        state.floor = std::clamp(state.floor, queue->m_log.first(), queue->m_log.next());
        std::erase_if(state.acknowledged, [&](std::uint64_t o) { return o >= queue->m_log.next(); });
        queue->m_groups.emplace(name, GroupState(std::move(state)));
    }
    queue->settled();
    return queue;
}

Result<void> PartitionQueue::publish(const Message &message)
{
    const auto offset = m_log.append(message);
    return offset ? Result<void>{} : tl::unexpected(offset.error());
}

Result<void> PartitionQueue::join(const std::string &group)
{
    if (m_groups.contains(group))
        return {};
    if (auto written = m_groupLog.join(group, m_log.first()); !written)
        return written;
    m_groups.emplace(group, GroupState({m_log.first(), {}, {}}));
    return {};
}

Result<void> PartitionQueue::forget(const std::string &group)
{
    if (!m_groups.contains(group))
        return {};
    if (auto written = m_groupLog.forget(group); !written)
        return written;
    m_groups.erase(group);
    settled();
    return {};
}

std::optional<Message> PartitionQueue::take(const std::string &group, SteadyTime deadline)
{
    const auto at = m_groups.find(group);
    if (at == m_groups.end())
        return std::nullopt;
    GroupState &state = at->second;
    while (const auto offset = state.upcoming(m_log.next())) {
        auto message = m_log.read(*offset);
        if (!message) {
            state.skip(*offset); // counted as damaged bytes when it was found so
            continue;
        }
        message->attempt = state.deliver(*offset, message->id, deadline);
        m_log.passed(state.cursor());
        return message;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> PartitionQueue::offsetOf(const std::string &group, const MessageId &id) const
{
    const auto at = m_groups.find(group);
    return at == m_groups.end() ? std::nullopt : at->second.find(id);
}

Result<void> PartitionQueue::acknowledge(const std::string &group, std::span<const MessageId> ids)
{
    std::vector<std::uint64_t> offsets;
    for (const MessageId &id : ids) {
        const auto offset = offsetOf(group, id);
        if (!offset)
            return failure(ErrorCode::notFound, "ack failed (unknown id or wrong group)");
        offsets.push_back(*offset);
    }
    if (auto written = m_groupLog.acknowledge(group, offsets); !written)
        return written;
    GroupState &state = m_groups.at(group);
    for (const std::uint64_t offset : offsets)
        state.acknowledge(offset);
    settled();
    return {};
}

void PartitionQueue::giveBack(const std::string &group, const MessageId &id)
{
    if (const auto offset = offsetOf(group, id))
        m_groups.at(group).giveBack(*offset);
}

void PartitionQueue::retry(const std::string &group, const MessageId &id)
{
    if (const auto offset = offsetOf(group, id))
        m_groups.at(group).retry(*offset);
}

std::optional<Message> PartitionQueue::given(const std::string &group, const MessageId &id)
{
    const auto offset = offsetOf(group, id);
    return offset ? m_log.read(*offset) : std::nullopt;
}

std::vector<PartitionQueue::Worn> PartitionQueue::expire(SteadyTime now, unsigned maxAttempts,
                                                         std::uint64_t &redelivered)
{
    std::vector<Worn> worn;
    for (auto &[name, state] : m_groups) {
        const auto timedOut = state.timedOut(now);
        if (timedOut.empty())
            continue;
        // Where this cannot be written a restart counts from before; the messages come all the same.
        static_cast<void>(m_groupLog.countAttempts(name, timedOut));
        for (const auto &[offset, attempts] : timedOut) {
            if (maxAttempts == 0 || attempts < maxAttempts) {
                state.retry(offset);
                ++redelivered;
            } else if (auto message = m_log.read(offset)) {
                message->attempt = attempts;
                worn.push_back({name, *std::move(message)});
            } else {
                state.skip(offset);
            }
        }
    }
    return worn;
}

// After something was acknowledged: what nobody needs goes.
void PartitionQueue::settled()
{
    if (m_groupLog.isLong()) {
        GroupLog::Groups all;
        for (const auto &[name, state] : m_groups)
            all.emplace(name, state.save());
        static_cast<void>(m_groupLog.rewrite(all)); // the long one goes on to be right
    }
    if (m_groups.empty())
        return;
    std::uint64_t lowest = m_log.next();
    for (const auto &[name, state] : m_groups)
        lowest = std::min(lowest, state.floor());
    m_log.trim(lowest);
}

std::uint64_t PartitionQueue::dropOldest()
{
    const std::uint64_t dropped = m_log.dropOldest();
    for (auto &[name, state] : m_groups)
        state.raiseFloor(m_log.first());
    return dropped;
}

std::map<std::string, PartitionQueue::GroupFigures> PartitionQueue::groups() const
{
    std::map<std::string, GroupFigures> figures;
    for (const auto &[name, state] : m_groups)
        figures[name] = {state.waiting(m_log.next()), state.held()};
    return figures;
}

std::uint64_t PartitionQueue::depth() const
{
    std::uint64_t lowest = m_groups.empty() ? m_log.first() : m_log.next();
    for (const auto &[name, state] : m_groups)
        lowest = std::min(lowest, state.floor());
    return m_log.next() - lowest;
}

} // namespace desk
