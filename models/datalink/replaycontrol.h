// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaystate.h"

namespace desk {

// What the time conductor drives and what a replay link implements. Called from the GUI thread; every command
// returns at once and state() shows it from then on, even where the points follow later. Times outside of
// the session are moved to its nearer end. With no session open commands do nothing.
class ReplayControl
{
public:
    virtual ~ReplayControl() = default;

    [[nodiscard]] virtual ReplayState state() const = 0;

    // At the end: from the beginning.
    virtual void play() = 0;
    virtual void pause() = 0;
    // Keeps on playing if it did.
    virtual void seek(Timestamp head) = 0;
    virtual void setSpeed(ReplaySpeed speed) = 0;
    // Nothing = no loop. One that has no length is not taken.
    virtual void setLoop(std::optional<ReplaySpan> loop) = 0;
    virtual void setSkipGaps(std::optional<std::chrono::nanoseconds> longerThan) = 0;
    // Both pause. Negative = back. A sample step goes to the reception time of the next or previous point.
    virtual void stepSamples(int count) = 0;
    virtual void stepSeconds(int count) = 0;
    // To the first and to the last point of the session.
    virtual void toBegin() = 0;
    virtual void toEnd() = 0;
};

} // namespace desk
