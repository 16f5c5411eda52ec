// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/guiactivity.h"
#include "models/telemetry/time.h"

#include <mutex>
#include <vector>

namespace desk {

// Finds the times in which the GUI thread did not answer: it beats as often as it can, and another thread
// looks whether it did. Times are steady. Each method says from which thread; a mutex is held for a few
// assignments.
class StallDetector
{
public:
    struct Options
    {
        std::chrono::nanoseconds threshold = std::chrono::milliseconds{200};
        std::chrono::nanoseconds hang =
            std::chrono::seconds{5}; // is told while it lasts; again at twice that
    };
    struct Stall
    {
        SteadyTime begin{};
        std::chrono::nanoseconds length{};
        bool isOver = true;
        bool wasStopped = false; // the other thread did not run either
        GuiActivity doing;       // when it was first looked at
    };

    explicit StallDetector(Options options)
        : m_options(options)
    {
    }

    // GUI thread. The first beat begins the watch.
    void beat(SteadyTime now);
    // No beats are due from here on. Any thread.
    void rest();
    // Watching thread, more often than the threshold: what has ended since, and what lasts too long.
    [[nodiscard]] std::vector<Stall> look(SteadyTime now, const GuiActivity &doing);

private:
    static constexpr std::size_t mostWaiting = 100;

    const Options m_options;
    std::mutex m_mutex; // guards the rest
    bool m_isWatched = false;
    SteadyTime m_beat{};
    SteadyTime m_looked{};
    std::chrono::nanoseconds m_tellAt{};
    Stall m_present; // its doing, and whether it was stopped
    std::vector<Stall> m_ended;
};

} // namespace desk
