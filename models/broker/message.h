// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace desk {

// 16 random bytes that name a message for good; as text 22 characters of base64url (RFC 4648, no padding).
// Plain value.
struct MessageId
{
    std::array<std::uint8_t, 16> bytes{};

    // From the system's random source.
    static MessageId random();
    // Nothing when the text is not 22 characters of the alphabet or has bits that no id has.
    static std::optional<MessageId> fromText(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const MessageId &) const = default;
};

struct MessageIdHash
{
    std::size_t operator()(const MessageId &id) const;
};

// One message of a topic. Plain value.
struct Message
{
    MessageId id;
    std::string payload; // UTF-8 as the producer sent it
    Timestamp created{};
    unsigned attempt = 0; // how often it was given to the group, this time included

    bool operator==(const Message &) const = default;
};

} // namespace desk
