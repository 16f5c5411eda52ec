// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/circuitbreaker.h"

#include <algorithm>

namespace desk {

bool CircuitBreaker::allows(Time now)
{
    if (m_state == State::halfOpen || now < m_again)
        return false;
    if (m_state == State::open)
        m_state = State::halfOpen;
    return true;
}

void CircuitBreaker::succeeded()
{
    m_state = State::closed;
    m_failures = 0;
    m_again = {};
    m_wait.reset();
    m_rest.reset();
}

void CircuitBreaker::failed(Time now, std::chrono::milliseconds atLeast)
{
    ++m_failures;
    if (m_state == State::halfOpen || m_failures >= m_options.failures)
        m_state = State::open;
    m_again = now + std::max(atLeast, m_state == State::open ? m_rest.next() : m_wait.next());
}

} // namespace desk
