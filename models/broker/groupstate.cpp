// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/groupstate.h"

#include <algorithm>

namespace desk {

GroupState::GroupState(Saved saved)
    : m_floor(saved.floor)
    , m_cursor(saved.floor)
    , m_acknowledged(saved.acknowledged.begin(), saved.acknowledged.end())
    , m_earlierAttempts(std::move(saved.attempts))
{
    m_acknowledged.erase(m_acknowledged.begin(), m_acknowledged.lower_bound(m_floor));
    while (m_acknowledged.erase(m_floor) > 0)
        ++m_floor;
    m_cursor = m_floor;
}

std::optional<std::uint64_t> GroupState::upcoming(std::uint64_t end)
{
    if (m_held >= maxHeld)
        return std::nullopt;
    if (!m_again.empty())
        return *m_again.begin();
    while (m_cursor < end && m_acknowledged.contains(m_cursor))
        ++m_cursor;
    return m_cursor < end ? std::optional(m_cursor) : std::nullopt;
}

unsigned GroupState::deliver(std::uint64_t offset, const MessageId &id, SteadyTime deadline)
{
    const auto [at, isNew] = m_deliveries.try_emplace(offset);
    Delivery &delivery = at->second;
    if (isNew) {
        delivery.id = id;
        m_offsets[id] = offset;
        if (const auto earlier = m_earlierAttempts.find(offset); earlier != m_earlierAttempts.end()) {
            delivery.attempts = earlier->second;
            m_earlierAttempts.erase(earlier);
        }
    }
    ++delivery.attempts;
    delivery.deadline = deadline;
    delivery.held = true;
    ++m_held;
    m_deadlines.emplace_back(deadline, offset);
    m_again.erase(offset);
    if (offset == m_cursor)
        ++m_cursor;
    return delivery.attempts;
}

std::optional<std::uint64_t> GroupState::find(const MessageId &id) const
{
    const auto at = m_offsets.find(id);
    return at == m_offsets.end() ? std::nullopt : std::optional(at->second);
}

void GroupState::letGo(Delivery &delivery)
{
    if (delivery.held)
        --m_held;
    delivery.held = false;
}

void GroupState::settle(std::uint64_t offset)
{
    if (const auto at = m_deliveries.find(offset); at != m_deliveries.end()) {
        letGo(at->second);
        m_offsets.erase(at->second.id);
        m_deliveries.erase(at);
    }
    m_again.erase(offset);
    if (offset < m_floor)
        return;
    m_acknowledged.insert(offset);
    while (m_acknowledged.erase(m_floor) > 0)
        ++m_floor;
    m_cursor = std::max(m_cursor, m_floor);
}

void GroupState::giveBack(std::uint64_t offset)
{
    if (const auto at = m_deliveries.find(offset); at != m_deliveries.end() && at->second.held)
        --at->second.attempts;
    retry(offset);
}

void GroupState::retry(std::uint64_t offset)
{
    if (const auto at = m_deliveries.find(offset); at != m_deliveries.end()) {
        letGo(at->second);
        m_again.insert(offset);
    }
}

std::vector<GroupState::TimedOut> GroupState::timedOut(SteadyTime now)
{
    std::vector<TimedOut> out;
    while (!m_deadlines.empty() && m_deadlines.front().first <= now) {
        const auto [deadline, offset] = m_deadlines.front();
        m_deadlines.pop_front();
        const auto at = m_deliveries.find(offset);
        if (at == m_deliveries.end() || !at->second.held || at->second.deadline != deadline)
            continue;
        letGo(at->second);
        out.push_back({offset, at->second.attempts});
    }
    return out;
}

GroupState::Saved GroupState::save() const
{
    Saved saved{m_floor, {m_acknowledged.begin(), m_acknowledged.end()}, m_earlierAttempts};
    for (const auto &[offset, delivery] : m_deliveries) {
        const unsigned finished = delivery.attempts - (delivery.held && delivery.attempts > 0 ? 1 : 0);
        if (finished > 0)
            saved.attempts[offset] = finished;
    }
    return saved;
}

void GroupState::raiseFloor(std::uint64_t first)
{
    for (std::uint64_t offset = m_floor; offset < first; ++offset)
        settle(offset);
}

} // namespace desk
