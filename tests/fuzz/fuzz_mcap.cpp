// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/mcapparser.h"

#include <algorithm>
#include <cstdlib>

using namespace desk;

namespace {

struct Outcome
{
    std::vector<std::string> messages;
    std::size_t errors = 0;
    bool operator==(const Outcome &) const = default;
};

Outcome readAll(std::string_view bytes, std::size_t piece)
{
    Outcome outcome;
    McapParser parser;
    const auto take = [&] {
        while (true) {
            const auto message = parser.next();
            if (!message) {
                ++outcome.errors;
                if (message.error().message.empty())
                    std::abort();
                continue; // a broken file gives nothing from then on
            }
            if (!*message)
                return;
            const McapMessage &read = **message;
            outcome.messages.push_back(read.channel->topic + '\n' + std::string(read.data) + '\n' +
                                       std::to_string(read.logTime));
        }
    };
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        parser.append(bytes.substr(at, piece));
        take();
    }
    parser.finish();
    take();
    return outcome;
}

} // namespace

// An MCAP file of any bytes; the first says in what pieces it comes, which must not change what is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    const std::string_view bytes(reinterpret_cast<const char *>(data) + 1, size - 1);
    const Outcome whole = readAll(bytes, std::max<std::size_t>(bytes.size(), 1));
    if (data[0] % 4 == 0 && readAll(bytes, 1U + data[0] / 4U) != whole)
        std::abort();
    return 0;
}
