// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/groundstation.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace desk;
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto read = readStations(text);
    if (!read && read.error().message.empty())
        std::abort(); // a refusal without a reason
    return 0;
}
