// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>

namespace desk {

// The only lossy queue, between the ingest thread and one window. Bounded by samples: when the window cannot
// follow, the oldest batches are not shown and counted; they are in the journal all the same. Any thread.
class DisplayQueue
{
public:
    static constexpr std::size_t usual = 4'000'000;

    // 0: there is no window, and nothing is kept or counted.
    explicit DisplayQueue(std::size_t maxSamples = usual)
        : m_maxSamples(maxSamples)
    {
    }

    void push(SampleBatchPtr batch);
    // How often restart() was called, and the last values it came with when it was since the last take().
    struct Restarts
    {
        std::uint64_t count = 0;
        std::vector<SampleBatchPtr> lastValues;
    };
    // Another part of a recording follows: what is queued is not wanted, nor what was taken before.
    void restart(std::vector<SampleBatchPtr> lastValues);
    // Called, on any thread, after each restart(): nobody should wait for a tick then. Empty: nobody.
    void setWaker(std::function<void()> waker);
    // Everything queued, in order; one swap under the lock.
    [[nodiscard]] std::deque<SampleBatchPtr> take(Restarts *restarts = nullptr);
    [[nodiscard]] std::size_t queuedSamples();
    [[nodiscard]] std::uint64_t droppedSamples() const { return m_dropped.load(std::memory_order_relaxed); }

private:
    const std::size_t m_maxSamples;
    std::mutex m_mutex; // guards m_batches, m_samples, m_restarts
    std::deque<SampleBatchPtr> m_batches;
    std::size_t m_samples = 0;
    Restarts m_restarts;
    std::mutex m_wakerMutex; // guards m_waker
    std::function<void()> m_waker;
    std::atomic<std::uint64_t> m_dropped{0};
};

} // namespace desk
