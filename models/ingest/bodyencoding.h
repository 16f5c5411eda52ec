// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <span>
#include <string_view>
#include <vector>

namespace desk {

// A compressed body as it was before, by the words of Content-Encoding. Pure, any thread.
struct BodyEncoding
{
    static constexpr std::size_t maxBytes = 32U << 20U; // decompressed
    static constexpr std::size_t maxRatio = 100;        // judged above unjudgedBytes
    static constexpr std::size_t unjudgedBytes = 64U << 10U;

    // encoding: gzip (also several members), deflate (zlib) or snappy (block format). out gets the bytes and
    // padding readable ones behind them; the result is the bytes. tooLarge beyond the limits, noticed before
    // more is written (snappy: before anything is); parseError when the body is damaged.
    static Result<std::span<const char>> undo(std::string_view encoding, std::span<const char> body,
                                              std::size_t padding, std::vector<char> &out);
};

} // namespace desk
