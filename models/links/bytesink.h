// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <functional>
#include <span>
#include <string_view>

namespace desk {

// Bytes as they came in. The views hold for the call only.
struct ArrivedBytes
{
    std::span<const char> bytes;
    Timestamp at{};          // stamped when they were read
    std::string_view origin; // peer, topic or file; pieces of one origin belong together
    bool whole = false;      // a datagram or message: frames do not go on in the next
};

// Takes what a transport brings. All calls come from the one thread of a link.
class ByteSink
{
public:
    ByteSink() = default;
    virtual ~ByteSink() = default;
    ByteSink(const ByteSink &) = delete;
    ByteSink &operator=(const ByteSink &) = delete;

    // False: whoever can wait reads no more for now. What comes all the same may be lost, and is counted.
    [[nodiscard]] virtual bool hasRoom() const = 0;
    virtual void take(const ArrivedBytes &arrived) = 0;
    // Nothing more comes of this origin: a connection or a file has ended.
    virtual void ended(std::string_view origin) = 0;
    // After each turn of reading: what was taken goes on its way.
    virtual void handOver() = 0;
    // Likewise; told is called on any thread once all that was taken so far stands in the journal or was
    // refused for good (true), or when it could not be kept and should come again (false).
    virtual void handOver(std::function<void(bool kept)> told) = 0;
};

} // namespace desk
