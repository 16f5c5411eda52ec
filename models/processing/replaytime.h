// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeservice.h"

namespace desk {

// The time of a recording: both clocks show the play head, so that ages count in recorded time and stand
// still while a replay is paused. steadyNow() goes back where the head does. Thread-safe.
class ReplayTime final : public TimeService
{
public:
    [[nodiscard]] Timestamp now() const override { return fromNanoseconds(m_head.load()); }
    [[nodiscard]] SteadyTime steadyNow() const override { return at(now()); }
    void set(Timestamp head) { m_head = nanoseconds(head); }

    // The steady time of a moment of the recording.
    [[nodiscard]] static SteadyTime at(Timestamp moment)
    {
        return SteadyTime{std::chrono::nanoseconds{nanoseconds(moment)}};
    }

private:
    std::atomic<std::int64_t> m_head{0};
};

} // namespace desk
