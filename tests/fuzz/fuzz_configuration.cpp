// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/configuration.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    desk::Configuration configuration;
    const auto read = configuration.apply({reinterpret_cast<const char *>(data), size});
    if (!read && read.error().message.empty())
        std::abort(); // a refusal without a reason
    return 0;
}
