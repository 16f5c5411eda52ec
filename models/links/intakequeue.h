// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/intakeblock.h"

#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace desk {

// The one bounded queue between the threads of all links and the ingest thread. Any thread.
class IntakeQueue
{
public:
    struct Options
    {
        std::size_t mostBytes = 128U << 20U; // of all links
        std::size_t linkBytes = 32U << 20U;  // of one: a flood leaves room for the others
    };

    // wake: called when the queue was empty, outside of its lock, on the pushing thread.
    IntakeQueue(Options options, std::function<void()> wake);

    // False: there is no room and the block is gone; whoever pushes counts it. A block that somebody waits
    // for (told) always fits.
    [[nodiscard]] bool push(IntakeBlock &&block);
    // Less than half of what is allowed waits.
    [[nodiscard]] bool hasRoom(std::uint32_t link) const;

    // Ingest thread. The oldest; its room is free again.
    [[nodiscard]] std::optional<IntakeBlock> pop();
    // One that could not be taken yet is the oldest again.
    void putBack(IntakeBlock &&block);
    [[nodiscard]] std::size_t bytes() const;

private:
    const Options m_options;
    const std::function<void()> m_wake;
    mutable std::mutex m_mutex; // guards the rest
    std::deque<IntakeBlock> m_blocks;
    std::size_t m_bytes = 0;
    std::unordered_map<std::uint32_t, std::size_t> m_bytesOfLink;
};

} // namespace desk
