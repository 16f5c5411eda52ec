// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/topology/largeblock_p.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace desk {

// Large parts of a graph, each laid out by itself: by the thread that steps and, where there are several, by
// helpers on the other cores. The parts do not see each other: the places are the same however many help.
class LargeBlocks
{
public:
    void add(std::size_t block, std::unique_ptr<LargeBlock> work);
    [[nodiscard]] bool empty() const { return m_parts.empty(); }

    // Some milliseconds of work, or of waiting for the helpers; false when all parts are done. After a stop
    // the positions mean nothing.
    bool step(const std::stop_token &stop);

    struct Part
    {
        std::size_t block = 0; // as it was added
        std::unique_ptr<LargeBlock> work;
    };
    [[nodiscard]] const std::vector<Part> &parts() const { return m_parts; }

private:
    void begin();
    void help(const std::stop_token &stop);
    LargeBlock *take();
    void finishOne();
    bool allDone();

    std::vector<Part> m_parts;
    LargeBlock *m_own = nullptr; // what the stepping thread works on
    bool m_begun = false;
    std::atomic<std::size_t> m_next = 0;
    std::mutex m_mutex;
    std::condition_variable m_finished;
    std::size_t m_done = 0;
    std::vector<std::jthread> m_helpers; // last: they end before what they use
};

} // namespace desk
