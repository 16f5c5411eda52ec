// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamcommand.h"

#include <cstdlib>

using namespace desk;

// A command of a stranger: accepted within its bounds, or refused with words.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto command = parseStreamCommand({reinterpret_cast<const char *>(data), size});
    if (!command)
        return command.error().message.empty() ? (std::abort(), 0) : 0;
    const StreamRequest &request = command->request;
    if (request.maxRateHz < 0 || request.maxRateHz > 1000 || request.maxLag.count() < 0 ||
        request.patterns.nodes.size() > 1000)
        std::abort();
    for (const std::string &pattern : request.patterns.nodes)
        static_cast<void>(globMatches(pattern, "sat-0001"));
    return 0;
}
