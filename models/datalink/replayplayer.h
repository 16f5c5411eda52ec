// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessioncursor.h"
#include "models/datalink/replayhead.h"
#include "models/datalink/replaysink.h"

#include <deque>

namespace desk {

class SessionReader;

// Reads a session file in the order in which it was received and gives a sink what lies up to the play head.
// Where the head leapt it starts the sink anew from the key frame before it. Sees what a recorder goes on
// writing. Has no clock and no thread of its own: its owner calls tick(). One thread; times are reception.
class ReplayPlayer
{
public:
    struct Options
    {
        std::chrono::nanoseconds history =
            std::chrono::minutes{15};                             // points given before the head, for charts
        std::size_t events = 10'000;                              // given before the head
        std::chrono::nanoseconds walk = std::chrono::seconds{30}; // a leap forward by less is gone through
        std::chrono::nanoseconds lookAgain = std::chrono::milliseconds{500}; // for what was recorded since
        std::size_t batchPoints = 4096;
    };

    // Errors name the file, what is wrong with it and what to do.
    static Result<std::unique_ptr<ReplayPlayer>> open(const std::filesystem::path &path, Options options);

    ~ReplayPlayer();
    ReplayPlayer(const ReplayPlayer &) = delete;
    ReplayPlayer &operator=(const ReplayPlayer &) = delete;

    [[nodiscard]] const SessionNames &names() const { return m_cursor->names(); }
    [[nodiscard]] ReplaySpan span() const { return m_span; }
    [[nodiscard]] std::size_t damagedBlocks() const { return m_cursor->damagedBlocks(); }

    // Gives the sink the names and the picture at the beginning.
    Result<void> begin(ReplayHead &head, ReplaySink &sink);
    // Moves the head and gives what it passed. In how long the next tick is of use; zero: at once.
    Result<std::chrono::nanoseconds> tick(SteadyTime now);

private:
    ReplayPlayer(std::unique_ptr<SessionCursor> cursor, std::unique_ptr<SessionReader> reader,
                 Options options);
    Result<void> lookAgain(SteadyTime now);
    Result<void> walkSteps();
    Result<void> restart(Timestamp head);
    Result<void> give();
    Result<void> move(SteadyTime now);
    Result<void> peek();
    Result<void> loadLog();
    Result<void> setNames();
    void giveLog(std::uint64_t before);
    void giveEvents();
    [[nodiscard]] bool isDue(const SampleBatch &batch) const;

    const std::unique_ptr<SessionCursor> m_cursor;
    const std::unique_ptr<SessionReader> m_reader;
    const Options m_options;
    ReplayHead *m_control = nullptr;
    ReplaySink *m_sink = nullptr;
    ReplaySpan m_span;
    std::uint64_t m_last = 0;            // number of the last point
    std::uint64_t m_revision = 0;        // of the names that the sink has
    Timestamp m_head{};                  // to be given until here
    bool m_behind = false;               // not all of it was
    std::shared_ptr<SampleBatch> m_next; // read, not due yet
    SessionLog m_log;                    // from after the head until m_logTo
    std::size_t m_topologies = 0;        // given of m_log
    std::size_t m_limits = 0;
    std::size_t m_events = 0;
    std::size_t m_gaps = 0;
    Timestamp m_logTo{};
    std::uint64_t m_lastEvent = 0; // number of the newest event given
    SteadyTime m_looked{};
};

} // namespace desk
