// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replayclock.h"
#include "models/datalink/replaycontrol.h"

#include <condition_variable>
#include <mutex>

namespace desk {

// The play head between the one who drives it and the one who moves it: commands from the GUI thread, a
// player that advances it on a thread of its own. Thread-safe; nobody waits for the other.
class ReplayHead final : public ReplayControl
{
public:
    explicit ReplayHead(ReplayClock::Options options = {})
        : m_options(options)
    {
    }

    [[nodiscard]] ReplayState state() const override;
    void play() override;
    void pause() override;
    void seek(Timestamp head) override;
    void setSpeed(ReplaySpeed speed) override;
    void setLoop(std::optional<ReplaySpan> loop) override;
    void setSkipGaps(std::optional<std::chrono::nanoseconds> longerThan) override;
    void stepSamples(int count) override;
    void stepSeconds(int count) override;
    void toBegin() override;
    void toEnd() override;

    // Of the player.
    void open(std::string name, ReplaySpan session);
    void extendTo(Timestamp end);
    // As of ReplayClock; right after a leap the next point counts as unknown.
    ReplayClock::Tick advance(SteadyTime now, std::optional<Timestamp> next);
    struct Pace
    {
        bool playing = false;
        bool unlimited = false;
    };
    [[nodiscard]] Pace pace() const;
    // Steps that were asked for and wait for takeSteps(): negative = back.
    [[nodiscard]] int takeSteps();
    // Where such steps led to; not taken when another command came meanwhile.
    void stepTo(Timestamp head);
    // The head was put elsewhere since the last advance().
    [[nodiscard]] bool hasJumped() const;
    // Until something was commanded since the last wait, or so long.
    void wait(std::chrono::nanoseconds longest);
    void wake();

private:
    template <class Command>
    void command(Command &&run);

    const ReplayClock::Options m_options;
    mutable std::mutex m_mutex; // guards the rest
    std::condition_variable m_wake;
    std::optional<ReplayClock> m_clock; // none: no session is open
    std::string m_name;
    int m_steps = 0;
    bool m_stepping = false; // taken by the player, not arrived
    bool m_jumped = false;
    bool m_commanded = false;
};

} // namespace desk
