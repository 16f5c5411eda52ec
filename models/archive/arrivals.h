// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/blockcodec.h"

namespace desk {

// One batch of points as it came: those of the numbers [first, first + points).
struct Arrival
{
    std::uint64_t first = 0;
    std::uint64_t points = 0;
    std::int64_t reception = 0; // ns since 1970
    std::uint32_t source = 0;   // index of the data link it came by
    bool operator==(const Arrival &) const = default;
};

inline constexpr std::size_t mostArrivals = 65536; // packed together

void packArrivals(std::span<const Arrival> arrivals, BlockCodec &codec, std::string &out);
// first: number of the first point; count: how many arrivals. False when the bytes are not those.
[[nodiscard]] bool unpackArrivals(std::string_view packed, std::uint64_t first, std::uint64_t count,
                                  BlockCodec &codec, std::vector<Arrival> &arrivals);

} // namespace desk
