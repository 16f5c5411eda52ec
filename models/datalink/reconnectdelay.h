// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <random>

namespace desk {

// How long to wait before the next attempt: doubling from `shortest` to `longest`, each time a random share
// between one half and the whole of it, so that many clients of one server do not come back at once (equal
// jitter). Any one thread.
class ReconnectDelay
{
public:
    struct Options
    {
        std::chrono::milliseconds shortest{1'000};
        std::chrono::milliseconds longest{30'000};
    };

    ReconnectDelay(Options options, std::uint64_t seed)
        : m_options(options)
        , m_random(seed)
    {
    }

    // Of the attempt after another failure.
    [[nodiscard]] std::chrono::milliseconds next();
    // The connection held: the next failure is the first again.
    void reset() { m_failures = 0; }
    [[nodiscard]] unsigned failures() const { return m_failures; }

private:
    const Options m_options;
    std::mt19937_64 m_random;
    unsigned m_failures = 0;
};

} // namespace desk
