// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/streamclose.h"

namespace desk {
namespace {

constexpr std::uint16_t unauthenticated = 4401;
constexpr std::uint16_t missingScope = 4403;

const char *meaning(std::uint16_t code)
{
    switch (code) {
    case 1000:
        return "the server ended the subscription";
    case 1001:
        return "the server is shutting down";
    case 1002:
        return "the server found a frame of ours against the protocol";
    case 1006:
        return "the connection broke";
    case 1008:
        return "the server refused the subscription";
    case 1009:
        return "the server found a message of ours too big";
    case 1011:
        return "the server failed";
    case 1012:
        return "the server is restarting";
    case 1013:
        return "this desk was too slow for the stream; it goes on where it stopped";
    case unauthenticated:
        return "the server does not know the token; set CONSTELLATION_API_TOKEN or put a valid one into the "
               "credentials file";
    case missingScope:
        return "the token may not read telemetry; it needs the scope telemetry:read";
    case 4429:
        return "too many requests with this token; the desk waits";
    default:
        return nullptr;
    }
}

} // namespace

std::string streamCloseWords(std::uint16_t code, const std::string &detail)
{
    const char *words = meaning(code);
    std::string text = words ? words : "the connection was closed with code " + std::to_string(code);
    if (!detail.empty())
        text += " (" + detail + ")";
    return text;
}

bool needsSomebody(std::uint16_t code)
{
    return code == unauthenticated || code == missingScope;
}

} // namespace desk
