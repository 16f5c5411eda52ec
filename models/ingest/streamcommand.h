// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/seriesfilter.h"

#include <chrono>

namespace desk {

enum class StreamMode : std::uint8_t { all, latest };

// What a subscriber asks for. Plain value.
struct StreamRequest
{
    SeriesPatterns patterns;
    StreamMode mode = StreamMode::all;
    double maxRateHz = 0;                  // of frames in mode latest; 0 = as it comes
    std::optional<std::uint64_t> sinceSeq; // deliver from the next number on; none = from now
    std::chrono::milliseconds maxLag{0};   // 0 = never jump ahead
};

// One text message of a client on the WebSocket stream.
struct StreamCommand
{
    enum class Op : std::uint8_t { subscribe, unsubscribe, ping };
    Op op = Op::ping;
    std::uint64_t id = 0;
    StreamRequest request;
};

// Errors name the member and what it may be. Pure.
Result<StreamCommand> parseStreamCommand(std::string_view text);

} // namespace desk
