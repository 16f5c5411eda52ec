// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/processing/displayqueue.h"

#include <utility>

namespace desk {

void DisplayQueue::push(SampleBatchPtr batch)
{
    if (m_maxSamples == 0)
        return;
    std::deque<SampleBatchPtr> refused; // declared before the lock, so freed after it
    const std::lock_guard lock(m_mutex);
    m_samples += batch->samples();
    m_batches.push_back(std::move(batch));
    while (m_samples > m_maxSamples && m_batches.size() > 1) {
        const std::size_t lost = m_batches.front()->samples();
        m_samples -= lost;
        m_dropped.fetch_add(lost, std::memory_order_relaxed);
        refused.push_back(std::move(m_batches.front()));
        m_batches.pop_front();
    }
}

void DisplayQueue::restart(std::vector<SampleBatchPtr> lastValues)
{
    std::deque<SampleBatchPtr> unwanted; // declared before the lock, so freed after it
    {
        const std::lock_guard lock(m_mutex);
        m_samples = 0;
        ++m_restarts.count;
        m_restarts.lastValues.swap(lastValues);
        unwanted.swap(m_batches);
    }
    const std::lock_guard lock(m_wakerMutex);
    if (m_waker)
        m_waker();
}

void DisplayQueue::setWaker(std::function<void()> waker)
{
    const std::lock_guard lock(m_wakerMutex);
    m_waker = std::move(waker);
}

std::deque<SampleBatchPtr> DisplayQueue::take(Restarts *restarts)
{
    std::deque<SampleBatchPtr> out;
    const std::lock_guard lock(m_mutex);
    m_samples = 0;
    if (restarts) {
        restarts->count = m_restarts.count;
        restarts->lastValues = std::exchange(m_restarts.lastValues, {});
    }
    out.swap(m_batches);
    return out;
}

std::size_t DisplayQueue::queuedSamples()
{
    const std::lock_guard lock(m_mutex);
    return m_samples;
}

} // namespace desk
