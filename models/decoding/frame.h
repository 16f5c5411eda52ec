// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace desk {

// Bytes of a stream that belong together: a line, a packet, a datagram. A view: valid only during the call
// that hands it out. Plain value, any thread.
struct Frame
{
    std::span<const std::byte> bytes; // what it carries: without delimiters, marks and stuffing
    std::uint64_t offset = 0;         // byte of the stream at which it begins, delimiters included
    std::uint64_t wireLength = 0;     // bytes it takes in the stream, delimiters included
    Timestamp arrival{};              // of the piece of the stream in which it became complete

    [[nodiscard]] std::string_view text() const
    {
        return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    }
};

// Takes what a framer finds, in the stream's order, on the thread that feeds it. Must not feed the framer.
class FrameSink
{
public:
    virtual ~FrameSink() = default;

    virtual void frame(const Frame &frame) = 0;
    // False: the frame that was just given does not hold what it should, so it may be none.
    [[nodiscard]] virtual bool wasGood() const { return true; }
    // Bytes that make no frame. skipped: the stretch passed over; of a long one bytes holds only the first.
    // error.offset is the byte of the stream; the message names it, the cause and what may be done.
    virtual void fault(const Frame &skipped, const Error &error) = 0;

protected:
    FrameSink() = default;
    FrameSink(const FrameSink &) = default;
    FrameSink &operator=(const FrameSink &) = default;
};

} // namespace desk
