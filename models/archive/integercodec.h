// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/bytes.h"

namespace desk {

// A column of integers, lossless, made small for the compressor behind it: differences of order 0, 1 or 2
// (whichever needs fewer bits), over their common divisor (times in whole milliseconds), zigzag, as many
// bytes each as the largest needs, byte planes apart (all lowest bytes first). Equal steps cost nothing. A
// column of few distinct values becomes these and their places. Pure functions, any thread.
void encodeIntegers(std::span<const std::int64_t> column, std::string &out);
// The same as a dictionary, where that takes no more bits than so many; false, and nothing written,
// otherwise.
bool encodeDictionary(std::span<const std::int64_t> column, std::uint64_t mostBits, std::string &out);
// The same for values that keep to equal steps but for a little, as times of a clock do; false, and nothing
// added, when these do not.
[[nodiscard]] bool encodeRegular(std::span<const std::int64_t> column, std::string &out);
// Fills the column, whose length the caller knows; false when the bytes are not such a column.
[[nodiscard]] bool decodeIntegers(ByteReader &in, std::span<std::int64_t> column);

} // namespace desk
