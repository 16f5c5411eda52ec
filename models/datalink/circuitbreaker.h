// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/reconnectdelay.h"

#include <cstdint>

namespace desk {

// Whether a server that failed may be asked again. Closed: each failure is followed by a longer wait. After
// so many in a row it opens: the server is left alone for a rest, then asked once (half open); that decides
// whether all is well or another, longer rest follows. "Circuit breaker" of Nygard, Release It! (2007), 5.2.
// One thread; time is told by the caller.
class CircuitBreaker
{
public:
    enum class State : std::uint8_t { closed, open, halfOpen };
    struct Options
    {
        unsigned failures = 3; // in a row, until it opens
        ReconnectDelay::Options wait{};
        ReconnectDelay::Options rest{std::chrono::milliseconds{15'000}, std::chrono::milliseconds{120'000}};
    };
    using Time = std::chrono::steady_clock::time_point;

    CircuitBreaker(Options options, std::uint64_t seed)
        : m_options(options)
        , m_wait(options.wait, seed)
        , m_rest(options.rest, seed + 1)
    {
    }

    // Whether to ask now. Of an open one whose rest is over: once, until it is told what came of it.
    [[nodiscard]] bool allows(Time now);
    void succeeded();
    // atLeast: how long the server wants to be left alone.
    void failed(Time now, std::chrono::milliseconds atLeast = {});

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] unsigned failures() const { return m_failures; } // in a row
    [[nodiscard]] Time again() const { return m_again; }           // of the next attempt, after a failure

private:
    const Options m_options;
    ReconnectDelay m_wait;
    ReconnectDelay m_rest;
    State m_state = State::closed;
    unsigned m_failures = 0;
    Time m_again{};
};

} // namespace desk
