// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/circuitbreaker.h"
#include "models/telemetry/time.h"

#include <string_view>

namespace desk {

// When a batch is sent to a server that fails, and when that is enough: waits that double, with jitter, until
// a circuit breaker opens; then one attempt after each rest. One thread; time is told by the caller.
class PostAttempts
{
public:
    // What follows a failure: another attempt at due(), the end of this batch, or the end of everything.
    enum class Next : std::uint8_t { again, bury, giveUp };
    struct Options
    {
        unsigned tries = 0;                                              // of a batch; 0 = until giveUp
        std::chrono::nanoseconds giveUp = std::chrono::minutes(10);      // of a batch, without tries
        std::chrono::nanoseconds firstContact = std::chrono::seconds(3); // the same, before any answer
        CircuitBreaker::Options breaker{
            5,
            {std::chrono::milliseconds(250), std::chrono::milliseconds(10'000)},
            {std::chrono::milliseconds(5'000), std::chrono::milliseconds(10'000)}};
    };

    PostAttempts(Options options, std::uint64_t seed)
        : m_options(options)
        , m_breaker(options.breaker, seed)
    {
    }

    // Another batch. The server is not asked before due() even so.
    void begin(SteadyTime now);
    [[nodiscard]] SteadyTime due() const { return m_breaker.again(); }
    // An attempt is made: not before due().
    void attempt(SteadyTime now);
    // The server took the batch, or refused it for good.
    void answered();
    // hasAnswer: it said "later". asked: how long it wants to be left alone.
    Next failed(SteadyTime now, bool hasAnswer, std::chrono::seconds asked = {});

    [[nodiscard]] CircuitBreaker::State state() const { return m_breaker.state(); }
    [[nodiscard]] unsigned failures() const { return m_breaker.failures(); } // in a row
    [[nodiscard]] std::uint64_t opened() const { return m_opened; }          // how often the circuit opened
    [[nodiscard]] unsigned tried() const { return m_tried; }                 // this batch
    [[nodiscard]] std::chrono::nanoseconds spent(SteadyTime now) const { return now - m_begun; } // on it
    [[nodiscard]] bool wasAnswered() const { return m_answered; }                                // ever

private:
    const Options m_options;
    CircuitBreaker m_breaker;
    SteadyTime m_begun{};
    unsigned m_tried = 0;
    bool m_answered = false;
    std::uint64_t m_opened = 0;
};

// "closed", "open", "half open".
std::string_view circuitWord(CircuitBreaker::State state);

} // namespace desk
