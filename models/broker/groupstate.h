// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/broker/message.h"
#include "models/telemetry/time.h"

#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <vector>

namespace desk {

// How far one consumer group is with one partition: what it has acknowledged, what it holds and until when,
// what goes to it again. Everything below floor() is acknowledged. What comes again goes before what is new,
// lowest offset first. Time-outs are counted from delivery on the steady clock. No files, no clock of its
// own; ingest thread.
class GroupState
{
public:
    // A group may hold this many unacknowledged messages of a partition; more wait until some are
    // acknowledged or their time is out.
    static constexpr std::size_t maxHeld = 50'000;

    // What a restart finds.
    struct Saved
    {
        std::uint64_t floor = 0;
        std::vector<std::uint64_t> acknowledged; // above floor
        std::map<std::uint64_t, unsigned> attempts;
    };
    explicit GroupState(Saved saved);

    // The offset to deliver next, given the end of the log; nothing when there is none for now.
    [[nodiscard]] std::optional<std::uint64_t> upcoming(std::uint64_t end);
    // That offset goes out; how often it did by now.
    unsigned deliver(std::uint64_t offset, const MessageId &id, SteadyTime deadline);
    // That offset cannot be delivered (damaged): as if acknowledged.
    void skip(std::uint64_t offset) { settle(offset); }

    // Of a message the group was given and has not acknowledged, in time or not.
    [[nodiscard]] std::optional<std::uint64_t> find(const MessageId &id) const;
    void acknowledge(std::uint64_t offset) { settle(offset); }
    // Given back unread: again at once, and that time does not count.
    void giveBack(std::uint64_t offset);
    // Again at once; that time counts.
    void retry(std::uint64_t offset);

    struct TimedOut
    {
        std::uint64_t offset = 0;
        unsigned attempts = 0;
    };
    // Offsets whose time is out: no longer held, and not to be delivered until retry() or acknowledge().
    std::vector<TimedOut> timedOut(SteadyTime now);

    [[nodiscard]] std::uint64_t floor() const { return m_floor; }
    [[nodiscard]] std::uint64_t cursor() const { return m_cursor; }
    [[nodiscard]] std::size_t held() const { return m_held; }
    // Neither acknowledged nor held, given the end of the log.
    [[nodiscard]] std::uint64_t waiting(std::uint64_t end) const
    {
        return end - m_floor - m_acknowledged.size() - m_held;
    }
    [[nodiscard]] Saved save() const;
    // Offsets below are gone from the log.
    void raiseFloor(std::uint64_t first);

private:
    struct Delivery
    {
        MessageId id;
        unsigned attempts = 0;
        SteadyTime deadline{};
        bool held = false;
    };
    void settle(std::uint64_t offset);
    void letGo(Delivery &delivery);

    std::uint64_t m_floor = 0;
    std::uint64_t m_cursor = 0;             // never delivered from here on, but for what is acknowledged
    std::set<std::uint64_t> m_acknowledged; // at or above the floor
    std::set<std::uint64_t> m_again;        // to be delivered before the cursor
    std::map<std::uint64_t, unsigned> m_earlierAttempts; // of before the restart
    std::unordered_map<std::uint64_t, Delivery> m_deliveries;
    std::unordered_map<MessageId, std::uint64_t, MessageIdHash> m_offsets;
    std::deque<std::pair<SteadyTime, std::uint64_t>> m_deadlines; // some are out of date
    std::size_t m_held = 0;
};

} // namespace desk
