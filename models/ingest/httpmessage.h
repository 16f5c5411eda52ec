// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace desk {

class WebSocketPeer;
struct Identity;

enum class HttpMethod : std::uint8_t { get, head, post, put, del, options, other };
std::string_view httpMethodWord(HttpMethod method);

struct HeaderField
{
    std::string_view name; // as sent
    std::string_view value;
};

// One complete request as handlers see it. Views are valid during the call. Ingest thread.
struct HttpRequest
{
    HttpMethod method = HttpMethod::other;
    std::string_view verb;   // the method as sent
    std::string_view target; // raw, as received
    std::string_view path;   // target without query
    std::string_view query;
    std::vector<HeaderField> headers;
    std::span<const char> body; // at least PointDecoder::padding readable bytes follow
    std::string_view remote;    // address of the peer
    std::uint16_t remotePort = 0;
    bool loopback = false;
    const Identity *identity = nullptr; // who sent it; null where none is needed

    // Case-insensitive; empty when missing.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    // Percent-decoded value of a query parameter, empty when missing.
    [[nodiscard]] std::string parameter(std::string_view name) const;
    // Percent-decoded rest of the path behind so much of it.
    [[nodiscard]] std::string pathBehind(std::string_view begin) const;
};

// The open end of a response that goes on until somebody ends it (server-sent events). Ingest thread.
class ResponseStream
{
public:
    virtual ~ResponseStream() = default;

    // Sent in order; nothing after the end. The same bytes may go to many streams.
    virtual void write(std::shared_ptr<const std::string> bytes) = 0;
    virtual void end() = 0;
    // Bytes handed over that the kernel has not taken yet.
    [[nodiscard]] virtual std::size_t unsent() const = 0;

    std::function<void()> onDrained; // everything handed over is with the kernel
    std::function<void()> onEnd; // the peer went, took nothing for the write deadline, or end(); last call
};

struct ServerResponse
{
    int status = 200;
    std::string contentType = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    bool close = false; // refusals of framing, Host, Origin and size end the connection
    // When set, the answer is sent only once the function it is given was called (on the ingest thread).
    std::function<void(std::function<void()> ready)> hold;
    // When set, called just before a held answer is sent: it may have become another.
    std::function<void(ServerResponse &)> amend;
    // When set, the body has no end: called with its open end after the header was sent.
    std::function<void(std::shared_ptr<ResponseStream>)> stream;
    // When set, the request asked for a WebSocket and gets it: called once it is open.
    std::function<void(std::shared_ptr<WebSocketPeer>)> upgrade;
    std::string subprotocol;            // of the upgrade, one that the client offered; empty for none
    std::size_t maxMessage = 1U << 20U; // of the upgrade: bytes of a message from the client
};

// { "success": false, "error": { "code", "message" } } with the members of the error that mean something.
ServerResponse errorResponse(int status, std::string_view code, const Error &error);
ServerResponse errorResponse(int status, std::string_view code, std::string_view message);
// For clients that show what they get.
ServerResponse textResponse(int status, std::string text);
// Status and code of the API for a failure of the domain.
ServerResponse errorResponse(const Error &error);

bool equalIgnoringCase(std::string_view a, std::string_view b);

} // namespace desk
