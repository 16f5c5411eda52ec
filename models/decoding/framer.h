// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/frame.h"
#include "models/decoding/framingdefinition.h"

#include <memory>
#include <vector>

namespace desk {

struct FramingCounters
{
    std::uint64_t bytes = 0;
    std::uint64_t frames = 0;
    std::uint64_t faults = 0;
    std::uint64_t skippedBytes = 0; // in faults

    bool operator==(const FramingCounters &) const = default;
};

// Cuts a stream of bytes into frames: any split of the same stream gives the same frames and faults, as long
// as it does not stop within a frame. After a fault it finds the stream again by itself. Keeps at most one
// frame. One thread at a time, none of its own.
class Framer
{
public:
    Framer() = default;
    Framer(const Framer &) = delete;
    Framer &operator=(const Framer &) = delete;
    virtual ~Framer() = default;

    // arrival: when these bytes were received. last: they end what was begun, as with endOfStream().
    void feed(std::span<const std::byte> bytes, Timestamp arrival, FrameSink &sink, bool last = false);
    // What is complete but for its delimiter (a last line) is a frame, anything else kept a fault. The next
    // byte begins a frame; offsets go on. For transports that tell frames apart (datagrams), and at the end.
    void endOfStream(Timestamp arrival, FrameSink &sink);
    // Forgets what is kept and starts at offset 0; counters stay.
    void reset();
    [[nodiscard]] const FramingCounters &counters() const { return m_counters; }
    // Bytes of the frame that is not complete yet.
    [[nodiscard]] std::size_t kept() const { return m_kept.size(); }

protected:
    enum class What : std::uint8_t {
        more,    // nothing yet; the first `length` bytes need not be looked at again
        frame,   // `length` bytes, of which payload are the frame
        skip,    // `length` bytes of no meaning: empty lines, delimiters
        discard, // `length` bytes that belong to the fault before
        fault,   // `length` bytes that make no frame; made by fault()
    };
    struct Found
    {
        What what = What::more;
        std::size_t length = 0;
        std::span<const std::byte> payload{}; // in bytes, or kept by the framer until the next call
    };
    // What stands at the beginning of bytes (never empty). It must not depend on bytes that follow it: the
    // answer but `more` stays the same however many there are.
    // scanned: the length of the last `more` for this beginning. ended: nothing follows; `more` then is a
    // fault.
    virtual Found find(std::span<const std::byte> bytes, std::size_t scanned, bool ended) = 0;
    // How long a frame that is not complete is waited for, from its first bytes on.
    [[nodiscard]] virtual std::chrono::nanoseconds patience(std::span<const std::byte>) const
    {
        return std::chrono::nanoseconds::max();
    }
    // Bytes of a frame that was not good which are passed over; the rest is looked at again.
    [[nodiscard]] virtual std::size_t passedOver(std::size_t length) const { return length; }
    // The next bytes belong to a fault that was said.
    virtual void lose() {}
    // Forgets that it was in the middle of a fault.
    virtual void forget() {}
    // at: byte, counted from the beginning of those in find(). The message begins after "byte N: ".
    Found fault(std::size_t length, std::size_t at, ErrorCode code, std::string message);

private:
    std::size_t consume(std::span<const std::byte> bytes, Timestamp arrival, bool ended, FrameSink &sink);
    Found giveUp(std::size_t kept, std::chrono::nanoseconds waited);
    std::size_t give(const Found &found, Timestamp arrival, FrameSink &sink);

    std::vector<std::byte> m_kept;
    std::size_t m_scanned = 0;
    Timestamp m_begun{};        // when the first byte kept came
    unsigned m_wrong = 0;       // frames that were not good, one after the other
    std::uint64_t m_offset = 0; // of the first byte kept, or of the next byte fed
    Error m_error;              // of the fault found
    FramingCounters m_counters;
};

// The definition must be valid (see checkFraming).
std::unique_ptr<Framer> makeFramer(const FramingDefinition &definition);
// What a framer can work with: lengths within bounds, marks that are there. field = the member at fault.
Result<void> checkFraming(const FramingDefinition &definition);

} // namespace desk
