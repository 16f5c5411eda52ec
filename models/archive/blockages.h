// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <utility>

namespace desk {

// When rows have to end so that none spans more than so much time of reception: a seek looks no further back.
// By the points' own reception times, also where they are read faster than they came or the clock was put
// back. One thread.
class BlockAges
{
public:
    explicit BlockAges(std::chrono::nanoseconds most)
        : m_most(most.count())
    {
    }

    // Points from this number on came then. Blocks that hold a point of a number below the result have to end
    // before they are taken; 0: none.
    std::uint64_t came(std::uint64_t sequence, std::int64_t reception)
    {
        if (!m_marks.empty() && reception < m_marks.back().reception - step) {
            m_marks.clear();
            m_marks.push_back({reception, sequence});
            return sequence;
        }
        if (m_marks.empty() || reception - m_marks.back().reception >= step)
            m_marks.push_back({reception, sequence});
        std::uint64_t before = 0;
        for (; reception - m_marks.front().reception >= m_most && m_marks.size() > 1; m_marks.pop_front())
            before = m_marks[1].sequence;
        return before;
    }

private:
    static constexpr std::int64_t step = 60'000'000'000; // of the clock: more is not looked at
    struct Mark
    {
        std::int64_t reception;
        std::uint64_t sequence;
    };
    const std::int64_t m_most;
    std::deque<Mark> m_marks;
};

} // namespace desk
