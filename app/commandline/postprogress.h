// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/progressline.h"

#include <cstdint>

namespace desk {

// The progress of `constellation post` in words: points, rate, time left. One thread.
class PostProgress
{
public:
    // total: 0 = not known.
    PostProgress(ProgressLine &line, std::uint64_t total)
        : m_line(line)
        , m_total(total)
    {
    }

    void setTotal(std::uint64_t total) { m_total = total; }
    // Draws when it is time to; where nothing is drawn, a wait is said at its beginning and when
    // its cause changes.
    void update(std::uint64_t done, const std::string &trouble);

private:
    using Clock = std::chrono::steady_clock;

    ProgressLine &m_line;
    std::uint64_t m_total;
    std::uint64_t m_done = 0; // at m_at
    Clock::time_point m_at{};
    std::string m_waiting; // for what, as said last
    double m_rate = 0;     // points a second, of the last seconds
};

} // namespace desk
