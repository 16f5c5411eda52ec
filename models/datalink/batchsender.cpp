// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/batchsender.h"

#include <algorithm>
#include <utility>

namespace desk {

BatchSender::BatchSender(Options options, std::string run, Post post)
    : m_options(options)
    , m_run(std::move(run))
    , m_post(std::move(post))
{
}

std::string &BatchSender::buffer()
{
    m_open.json += m_open.points == 0 ? "[" : ",\n";
    return m_open.json;
}

void BatchSender::pointWritten()
{
    if (++m_open.points >= m_options.batchPoints)
        flush();
}

void BatchSender::flush()
{
    if (m_open.points == 0)
        return;
    m_open.json += ']';
    m_open.number = ++m_number;
    m_waitingPoints += m_open.points;
    m_waiting.push_back(std::exchange(m_open, {}));
    if (!m_spare.empty()) {
        m_open.json = std::move(m_spare.back());
        m_spare.pop_back();
        m_open.json.clear();
    }
    while (m_waitingPoints > m_options.keepPoints && m_waiting.size() > 1)
        drop();
}

void BatchSender::drop()
{
    m_dropped += m_waiting.front().points;
    m_waitingPoints -= m_waiting.front().points;
    m_waiting.pop_front();
}

std::optional<BatchSender::Failure> BatchSender::pump(SteadyTime now)
{
    constexpr std::size_t spareBuffers = 4;
    std::optional<Failure> met;
    while (!m_waiting.empty() && now >= m_retryAt) {
        Batch &batch = m_waiting.front();
        auto failed = m_post(batch.json, batch.points, m_run + "-" + std::to_string(batch.number));
        if (failed && failed->permanent) {
            drop();
            met = std::move(failed);
            continue;
        }
        if (failed) {
            m_pause = std::clamp(2 * m_pause, m_options.firstPause, m_options.longestPause);
            const auto asked = failed->retryAfter.value_or(std::chrono::seconds(0));
            m_retryAt = now + std::max<std::chrono::milliseconds>(m_pause, asked);
            return failed;
        }
        m_pause = {};
        m_sent += batch.points;
        m_waitingPoints -= batch.points;
        if (m_spare.size() < spareBuffers)
            m_spare.push_back(std::move(batch.json));
        m_waiting.pop_front();
    }
    return met;
}

} // namespace desk
