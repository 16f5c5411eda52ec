// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

enum class GapCause : std::uint8_t { slowClient, expired, notAcknowledged };
inline constexpr std::size_t gapCauses = 3;

inline std::string_view gapCauseWord(GapCause cause)
{
    static constexpr std::string_view words[gapCauses] = {"slow_client", "expired", "not_acknowledged"};
    return words[static_cast<std::size_t>(cause)];
}

// Samples as they go out, encoded once for everybody who asked for the same. Plain value.
struct StreamFrame
{
    std::uint64_t first = 0; // numbers of its first and its last point
    std::uint64_t last = 0;
    std::shared_ptr<const std::string> body; // "first_seq":a,"last_seq":b,"points":[…]}
};

// One client of the live stream: gives frames their envelope and sends them. Never calls the publisher back
// from within a call. Ingest thread.
class StreamSink
{
public:
    virtual ~StreamSink() = default;

    virtual void sendBatch(std::uint64_t subscription, const StreamFrame &frame) = 0;
    // Points [from, to] will not come.
    virtual void sendGap(std::uint64_t subscription, std::uint64_t from, std::uint64_t to,
                         GapCause cause) = 0;
    // Bytes handed over that the kernel has not taken yet.
    [[nodiscard]] virtual std::size_t unsent() const = 0;
};

} // namespace desk
