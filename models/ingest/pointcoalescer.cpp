// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointcoalescer.h"

#include <utility>

namespace desk {

PointCoalescer::PointCoalescer(const TimeService &time, Sink sink, Post post, Settled settled)
    : m_time(time)
    , m_sink(std::move(sink))
    , m_post(std::move(post))
    , m_settled(std::move(settled))
{
}

void PointCoalescer::add(const SampleBatch &points, std::size_t bodyBytes, ServerResponse &response)
{
    if (!m_turn) {
        m_turn = std::make_shared<Turn>();
        m_post([this] { flush(); });
    }
    m_turn->batch.append(points);
    m_turn->sums.points += points.points();
    m_turn->sums.samples += points.samples();
    m_turn->sums.bytes += bodyBytes;
    response.hold = [turn = m_turn](std::function<void()> ready) {
        turn->waiting.push_back(std::move(ready));
    };
    response.amend = [turn = m_turn](ServerResponse &held) {
        if (!turn->taken)
            held = errorResponse(turn->taken.error());
    };
}

void PointCoalescer::flush()
{
    const auto turn = std::exchange(m_turn, nullptr);
    turn->batch.reception = m_time.now();
    turn->taken = m_sink(std::move(turn->batch));
    m_settled(turn->taken, turn->sums);
    for (const auto &ready : std::exchange(turn->waiting, {}))
        ready();
}

} // namespace desk
