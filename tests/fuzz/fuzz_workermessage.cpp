// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/workermessage.h"

#include <cstdlib>

using namespace desk;

// A message of a stranger: refused with words, or read, and then what is written of it reads as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static WorkerMessageReader reader;
    const auto message = reader.read({reinterpret_cast<const char *>(data), size});
    if (!message)
        return message.error().message.empty() ? (std::abort(), 0) : 0;
    if (message->status && (*message->status < 100 || *message->status > 599))
        std::abort();
    static_cast<void>(message->parameters("a"));
    const auto again = reader.read(encode(*message, Timestamp{}));
    if (!again || again->guid != message->guid || again->type != message->type ||
        again->status != message->status || again->body != message->body ||
        again->method != message->method || again->headers.size() != message->headers.size())
        std::abort();
    return 0;
}
