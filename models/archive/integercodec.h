// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/bytes.h"

namespace desk {

// A column of integers, lossless, made small for the compressor behind it: differences of order 0, 1 or 2
// (whichever needs fewer bits), zigzag, as many bytes each as the largest needs, byte planes apart (all
// lowest bytes first). Equal steps cost nothing. Pure functions, any thread.
void encodeIntegers(std::span<const std::int64_t> column, std::string &out);
// Fills the column, whose length the caller knows; false when the bytes are not such a column.
[[nodiscard]] bool decodeIntegers(ByteReader &in, std::span<std::int64_t> column);

} // namespace desk
