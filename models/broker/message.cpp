// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/message.h"

#include <cstdlib>
#include <cstring>
#include <openssl/rand.h>

namespace desk {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t textLength = 22;

} // namespace

MessageId MessageId::random()
{
    MessageId id;
    if (RAND_bytes(id.bytes.data(), static_cast<int>(id.bytes.size())) != 1)
        std::abort(); // without a random source two messages could share a name
    return id;
}

std::string MessageId::text() const
{
    std::string out;
    out.reserve(textLength);
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8U | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            out += alphabet[bits >> held & 63U];
        }
    }
    out += alphabet[bits << (6 - held) & 63U];
    return out;
}

std::optional<MessageId> MessageId::fromText(std::string_view text)
{
    if (text.size() != textLength)
        return std::nullopt;
    MessageId id;
    std::uint32_t bits = 0;
    unsigned held = 0;
    std::size_t at = 0;
    for (const char c : text) {
        const auto digit = alphabet.find(c);
        if (digit == std::string_view::npos)
            return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        held += 6;
        if (held >= 8 && at < id.bytes.size()) {
            held -= 8;
            id.bytes[at++] = static_cast<std::uint8_t>(bits >> held);
        }
    }
    if ((bits & ((1U << held) - 1)) != 0)
        return std::nullopt;
    return id;
}

std::size_t MessageIdHash::operator()(const MessageId &id) const
{
    std::size_t hash = 0; // the bytes are random already
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
}

} // namespace desk
