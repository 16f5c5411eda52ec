// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"

#include <mutex>

namespace desk {

// Gaps of this run in the order in which they were noticed and ended, as a session file keeps them: one
// place that the recorder and the window read from, so that both say the same. Thread-safe: the one who
// notices adds, readers take what is new.
class GapLog
{
public:
    static constexpr std::size_t mostKept = 20'000; // more: the oldest are no longer told

    void add(SessionGap gap);
    struct Changes
    {
        std::vector<SessionGap> gaps;
        std::uint64_t change = 0;
    };
    // What was added after the given change number, oldest first.
    [[nodiscard]] Changes changesSince(std::uint64_t change) const;

private:
    mutable std::mutex m_mutex; // guards the rest
    std::vector<SessionGap> m_gaps;
    std::uint64_t m_dropped = 0;
};

} // namespace desk
