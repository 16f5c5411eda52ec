// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaystate.h"
#include "models/telemetry/result.h"

namespace desk {

// The play head of a replay. It runs on reception time: what had been received until the head, that moment
// included, is what is shown. It stands at the first point to begin with, so that the first sample is shown
// at t0, and never leaves the session on either side.
//
// Its owner calls advance() at each tick with the steady time, and with the reception time of the first point
// after the head; then it hands out the points up to head(). Where `jumped` is set, the points between the
// old and the new head do not tell what to show: it starts again from a key frame at or before the head.
//
// At a speed, the head moves by elapsed steady time × factor; a tick never counts for more than longestTick,
// so that a suspended machine or a busy thread slows the replay down and tears no hole into it. Without a
// limit of speed, the head goes to the next point at each call: the owner calls again when its consumer takes
// more. Any one thread; takes no time of its own; does not allocate but for errors.
class ReplayClock
{
public:
    struct Options
    {
        std::chrono::nanoseconds longestTick = std::chrono::milliseconds{250};
    };
    struct Tick
    {
        Timestamp head{};
        bool jumped = false; // since the last tick: seek, step, or a loop that began anew
    };

    explicit ReplayClock(ReplaySpan session)
        : ReplayClock(session, Options())
    {
    }
    ReplayClock(ReplaySpan session, Options options);

    void play(); // at the end: from the beginning
    void pause();
    void seek(Timestamp head);
    void toBegin() { seek(m_session.begin); }
    void toEnd() { seek(m_session.end); }
    // Pauses there: what a step of a sample is made of, once the owner knows the time of that sample.
    void stepTo(Timestamp head);
    void stepBy(std::chrono::nanoseconds by); // negative = back
    // Limited to what there is; refuses a factor that is no number.
    Result<void> setSpeed(ReplaySpeed speed);
    // Cut to the session; refuses one without length. Nothing = no loop.
    Result<void> setLoop(std::optional<ReplaySpan> loop);
    // The head leaps to the next point when that is farther away than this. Nothing = no gap is skipped.
    Result<void> setSkipGaps(std::optional<std::chrono::nanoseconds> longerThan);
    // The session is still being recorded: it ends later now. Never earlier than before.
    void extendTo(Timestamp end);

    // next: reception of the first point after the head; nothing when there is none until the end.
    Tick advance(SteadyTime now, std::optional<Timestamp> next);

    [[nodiscard]] Timestamp head() const { return m_head; }
    [[nodiscard]] ReplaySpan session() const { return m_session; }
    [[nodiscard]] bool isPlaying() const { return m_playing; }
    [[nodiscard]] bool hasEnded() const { return m_ended; }
    [[nodiscard]] ReplaySpeed speed() const { return m_speed; }
    [[nodiscard]] std::optional<ReplaySpan> loop() const { return m_loop; }
    [[nodiscard]] std::optional<std::chrono::nanoseconds> skipGaps() const { return m_skipGaps; }

private:
    void run(std::chrono::nanoseconds elapsed, std::optional<Timestamp> next);
    [[nodiscard]] std::chrono::nanoseconds scaled(std::chrono::nanoseconds elapsed);

    ReplaySpan m_session;
    Options m_options;
    Timestamp m_head;
    ReplaySpeed m_speed;
    std::optional<ReplaySpan> m_loop;
    std::optional<std::chrono::nanoseconds> m_skipGaps;
    std::optional<SteadyTime> m_last; // of the tick before; nothing when it did not play
    double m_rest = 0;                // ns that a slow speed has not made whole yet
    bool m_playing = false;
    bool m_ended = false;
    bool m_jumped = false;
};

} // namespace desk
