// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/largeblocks_p.h"

#include <algorithm>
#include <chrono>

namespace desk {
namespace {

constexpr std::size_t mostThreads = 4; // the rest of the machine has other work
constexpr std::chrono::milliseconds patience{5};

} // namespace

void LargeBlocks::add(std::size_t block, std::unique_ptr<LargeBlock> work)
{
    m_parts.push_back({block, std::move(work)});
}

bool LargeBlocks::step(const std::stop_token &stop)
{
    if (!m_begun)
        begin();
    if (stop.stop_requested()) {
        m_helpers.clear(); // asks them to stop, and waits
        return false;
    }
    if (!m_own)
        m_own = take();
    if (m_own) {
        if (!m_own->step(stop)) {
            m_own = nullptr;
            finishOne();
        }
        return !allDone();
    }
    std::unique_lock lock(m_mutex);
    return !m_finished.wait_for(lock, patience, [this] { return m_done == m_parts.size(); });
}

void LargeBlocks::begin()
{
    m_begun = true;
    // The largest first: what is left for the end is short.
    std::stable_sort(m_parts.begin(), m_parts.end(),
                     [](const Part &a, const Part &b) { return a.work->nodeCount() > b.work->nodeCount(); });
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t threads = std::min({cores, mostThreads, m_parts.size()});
    for (std::size_t i = 1; i < threads; ++i)
        m_helpers.emplace_back([this](const std::stop_token &stop) { help(stop); });
}

void LargeBlocks::help(const std::stop_token &stop)
{
    while (LargeBlock *work = stop.stop_requested() ? nullptr : take()) {
        while (work->step(stop)) {
        }
        finishOne();
    }
}

LargeBlock *LargeBlocks::take()
{
    const std::size_t next = m_next++;
    return next < m_parts.size() ? m_parts[next].work.get() : nullptr;
}

void LargeBlocks::finishOne()
{
    const std::lock_guard lock(m_mutex);
    ++m_done;
    m_finished.notify_one();
}

bool LargeBlocks::allDone()
{
    const std::lock_guard lock(m_mutex);
    return m_done == m_parts.size();
}

} // namespace desk
