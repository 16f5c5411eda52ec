// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/bodyencoding.h"

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace desk;

// First byte: the encoding. Whatever comes out is within the limits, with its padding behind it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static constexpr std::array<std::string_view, 3> encodings{"gzip", "deflate", "snappy"};
    constexpr std::size_t padding = 64;
    if (size < 1)
        return 0;
    const std::vector<char> body(data + 1, data + size);
    std::vector<char> out;
    const auto plain = BodyEncoding::undo(encodings[data[0] % encodings.size()], body, padding, out);
    if (!plain)
        return plain.error().message.empty() ? (std::abort(), 0) : 0;
    const std::size_t limit = std::max(BodyEncoding::unjudgedBytes, body.size() * BodyEncoding::maxRatio);
    if (plain->size() > limit || plain->size() + padding > out.size())
        std::abort();
    return 0;
}
