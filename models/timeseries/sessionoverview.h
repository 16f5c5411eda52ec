// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/monitoringresult.h"
#include "models/telemetry/time.h"

#include <optional>
#include <string>
#include <vector>

namespace desk {

// What there is in a recording, small enough to be painted at a glance: the time conductor draws it, whoever
// reads the file makes it. Reception time. Each list is in order of begin; entries outside of the bounds are
// left out of the picture. A value.
struct SessionOverview
{
    enum class Cause : std::uint8_t {
        unknown,
        linkDown,
        serverDrop,
        localDrop,
        decodeError,
        notSubscribed,
        recorderOff,
        slowClient,
        expired,
        notAcknowledged,
        outOfContact,
    };

    struct Coverage // points were received
    {
        TimeRange range;
        float density = 1; // share of the densest stretch, 0 to 1
    };
    struct Gap // none were
    {
        TimeRange range;
        Cause cause = Cause::unknown;
    };
    struct Mark // a note of an operator
    {
        Timestamp at{};
        std::string text;
        bool operator==(const Mark &) const = default;
    };
    struct Alarm
    {
        Timestamp begin{};
        std::optional<Timestamp> end; // nothing = still active when the recording ends
        Severity severity = Severity::none;
        std::string text;
    };

    TimeRange bounds; // first and last point
    std::vector<Coverage> coverage;
    std::vector<Gap> gaps;
    std::vector<Mark> marks;
    std::vector<Alarm> alarms;

    [[nodiscard]] bool isEmpty() const { return bounds.end <= bounds.start; }
};

} // namespace desk
