// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"
#include "models/archive/sessionnames.h"
#include "models/telemetry/samplebatch.h"

#include <memory>
#include <optional>
#include <vector>

namespace desk {

// What there was at a moment of a recording, for a replay that begins there. A value.
struct ReplayPicture
{
    Timestamp head{};
    std::vector<SampleBatchPtr> lastPoints; // of every set of series, in ids of the file
    std::optional<SessionTopology> topology;
    std::optional<SessionLimits> limits;
    std::vector<Event> events; // the last ones until then, oldest first
    std::vector<SessionGap> gaps;
};

// Takes what a replay shows, each thing in its order and nothing from after the head. Batches are in ids of
// the file and as they were recorded. Called on the thread of the player.
class ReplaySink
{
public:
    virtual ~ReplaySink() = default;

    // First of all, and again when the file has more. Fails when they cannot be taken: the replay ends.
    virtual Result<void> setNames(const SessionNames &names) = 0;
    // Forget everything that was shown. Points of some time before the head follow, then those after it.
    virtual void restart(ReplayPicture picture) = 0;
    virtual void setLimits(const SessionLimits &limits) = 0;
    virtual void setTopology(const SessionTopology &topology) = 0;
    // One that has the number of an earlier one takes its place.
    virtual void addEvents(std::vector<Event> events) = 0;
    virtual void addGaps(std::vector<SessionGap> gaps) = 0;
    virtual void addPoints(std::shared_ptr<SampleBatch> batch) = 0;
    // All there was until this moment was given.
    virtual void setHead(Timestamp head) = 0;
    // Nothing more is due now: what was put off can be done.
    virtual void rest() {}
    // Does it take more points now? Else it is asked again soon; nothing is left out.
    [[nodiscard]] virtual bool hasRoom() = 0;
};

} // namespace desk
