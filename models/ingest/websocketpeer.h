// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace desk {

// One message in up to two parts: what is the client's own, and bytes that many clients share.
struct WebSocketMessage
{
    std::string head;
    std::shared_ptr<const std::string> body{}; // may be null
    bool binary = false;                       // else text
    [[nodiscard]] std::size_t size() const { return head.size() + (body ? body->size() : 0); }
};

enum class CloseCode : std::uint16_t {
    goingAway = 1001,
    policy = 1008,
    tooBig = 1009,
    tryAgainLater = 1013,
    unauthenticated = 4401,
    missingScope = 4403,
    rate = 4429,
};

// The server's end of a WebSocket. Ingest thread.
class WebSocketPeer
{
public:
    virtual ~WebSocketPeer() = default;

    // Sent in order; nothing after close().
    virtual void send(WebSocketMessage message) = 0;
    // Drops what has not begun to go out. The reason has at most 120 bytes.
    virtual void close(CloseCode code, std::string_view reason) = 0;
    // Bytes handed over that the kernel has not taken yet.
    [[nodiscard]] virtual std::size_t unsent() const = 0;

    std::function<void(std::string_view)> onText;
    std::function<void(std::string_view)> onBinary; // not set: a binary message ends the connection
    std::function<void()> onProgress;               // the kernel took a message
    std::function<void()> onEnd;                    // last call
};

} // namespace desk
