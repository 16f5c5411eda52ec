// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <atomic>

namespace desk {

// The only source of "now". Thread-safe; passed by reference to whoever stamps or waits.
class TimeService
{
public:
    virtual ~TimeService() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
    [[nodiscard]] virtual SteadyTime steadyNow() const = 0;
};

class SystemTimeService final : public TimeService
{
public:
    [[nodiscard]] Timestamp now() const override;
    [[nodiscard]] SteadyTime steadyNow() const override;
};

// A clock for tests and simulation: it stands until told to move.
class SimulatedTimeService final : public TimeService
{
public:
    explicit SimulatedTimeService(Timestamp start)
        : m_now(nanoseconds(start))
    {
    }
    [[nodiscard]] Timestamp now() const override { return fromNanoseconds(m_now.load()); }
    [[nodiscard]] SteadyTime steadyNow() const override;
    // Moves both clocks.
    void advance(std::chrono::nanoseconds by);
    // Moves the wall clock only: what an NTP step does.
    void step(std::chrono::nanoseconds by) { m_now += by.count(); }

private:
    std::atomic<std::int64_t> m_now;
    std::atomic<std::int64_t> m_steady{0};
};

} // namespace desk
