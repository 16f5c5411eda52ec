// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/decodedrecord.h"

#include <deque>
#include <vector>

namespace desk {

// A frame that was kept, with what became of it. Plain value.
struct KeptFrame
{
    struct Field
    {
        std::uint32_t key = 0;
        BitRange at;
        std::string name;
        std::string raw;
        std::string value; // with its unit

        bool operator==(const Field &) const = default;
    };
    std::uint64_t offset = 0; // in the stream
    std::uint64_t wireLength = 0;
    Timestamp arrival{};
    std::vector<std::byte> bytes; // the first FrameHistory::mostBytes
    std::vector<Field> fields;    // the first FrameHistory::mostFields
    std::string refusal;          // empty = taken
    std::int64_t refusedAt = -1;  // byte of bytes; -1 = none

    bool operator==(const KeptFrame &) const = default;
};

// The newest frames of a link, for whoever inspects it. Costs nothing with the capacity 0, and at most
// `perSecond` frames of a second are kept. One thread at a time.
class FrameHistory
{
public:
    static constexpr std::size_t mostBytes = 1024;
    static constexpr std::size_t mostFields = 256;
    static constexpr int perSecond = 200;

    void setCapacity(std::size_t frames);
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] const std::deque<KeptFrame> &frames() const { return m_frames; } // oldest first

    // Whether this frame is to be kept; then add() what it holds and refuse() if need be.
    bool begin(const Frame &frame);
    void add(const DecodedRecord &record);
    void refuse(const Error &error, std::int64_t byte);
    void end() { m_open = false; }
    void clear() { m_frames.clear(); }

private:
    std::size_t m_capacity = 0;
    std::deque<KeptFrame> m_frames;
    bool m_open = false;
    std::int64_t m_second = 0;
    int m_inSecond = 0;
};

} // namespace desk
