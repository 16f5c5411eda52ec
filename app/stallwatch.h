// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/stalldetector.h"
#include "models/telemetry/eventlog.h"
#include "models/telemetry/timeservice.h"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <thread>

namespace desk {

// Writes down when the window did not answer, for how long and what it was doing: into the event log, and as
// lines of JSON into a file of bounded length. A thread of its own does so while the stall lasts. GUI thread.
class StallWatch final
{
public:
    struct Options
    {
        std::filesystem::path file; // empty = none; when it is full, its name with ".1" keeps what was in it
        std::uintmax_t mostBytes = 256 * 1024;
        StallDetector::Options limits;
        std::chrono::nanoseconds eventInterval = std::chrono::seconds{10};     // of stalls that are over
        std::function<GuiActivity()> activity = &WatchedApplication::activity; // any thread
    };

    StallWatch(Options options, const TimeService &time, EventLog &events);
    ~StallWatch();
    StallWatch(const StallWatch &) = delete;
    StallWatch &operator=(const StallWatch &) = delete;

    // The GUI thread is alive. Cheap, a few dozen times a second.
    void beat() { m_detector.beat(m_time.steadyNow()); }
    // What the thread does ten times a second. Not while it runs: tests do it with a clock of theirs.
    void look();
    void startThread();

private:
    void write(const StallDetector::Stall &stall, Timestamp begin);
    void report(const StallDetector::Stall &stall, Timestamp begin, SteadyTime now);

    const Options m_options;
    const TimeService &m_time;
    EventLog &m_events;
    StallDetector m_detector;
    SteadyTime m_reported = SteadyTime::min(); // the last event of one that was over
    std::uint64_t m_unreported = 0;
    bool m_hangs = false; // was told of while it lasted
    std::mutex m_mutex;   // guards nothing but the waiting
    std::condition_variable_any m_ending;
    std::jthread m_thread; // last: it uses the others
};

} // namespace desk
