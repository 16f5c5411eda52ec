// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/jwtverifier.h"

#include <cstdlib>

using namespace desk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto keys = JsonWebKeys::parse(text);
    if (!keys)
        return 0;
    // A key that was taken can be asked; nobody signed this.
    for (const KeyAlgorithm algorithm : {KeyAlgorithm::rs256, KeyAlgorithm::es256}) {
        if (keys->verify(algorithm, {}, "a.b", std::string(64, '\1')) == JsonWebKeys::Verdict::good)
            std::abort();
    }
    return 0;
}
