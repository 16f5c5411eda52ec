// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postattempts.h"

#include <algorithm>

namespace desk {

void PostAttempts::begin(SteadyTime now)
{
    m_begun = now;
    m_tried = 0;
}

void PostAttempts::attempt(SteadyTime now)
{
    static_cast<void>(m_breaker.allows(std::max(now, due()))); // half open from here on, if it was open
    ++m_tried;
}

void PostAttempts::answered()
{
    m_answered = true;
    m_breaker.succeeded();
}

PostAttempts::Next PostAttempts::failed(SteadyTime now, bool hasAnswer, std::chrono::seconds asked)
{
    const bool wasClosed = m_breaker.state() == CircuitBreaker::State::closed;
    m_answered = m_answered || hasAnswer;
    m_breaker.failed(now, asked);
    if (wasClosed && m_breaker.state() == CircuitBreaker::State::open)
        ++m_opened;
    if (m_options.tries > 0)
        return m_tried >= m_options.tries ? Next::bury : Next::again;
    const auto patience = m_answered ? m_options.giveUp : std::min(m_options.firstContact, m_options.giveUp);
    return now - m_begun >= patience ? Next::giveUp : Next::again;
}

std::string_view circuitWord(CircuitBreaker::State state)
{
    switch (state) {
    case CircuitBreaker::State::closed:
        return "closed";
    case CircuitBreaker::State::open:
        return "open";
    case CircuitBreaker::State::halfOpen:
        break;
    }
    return "half open";
}

} // namespace desk
