// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/bytes.h"

namespace desk {

// A column of doubles, lossless to the bit. Values that were decimal numbers (nearly all telemetry is) become
// integers by one power of ten for the column (decimalcolumn.h); the few that do not fit are kept beside it
// as they are. A column that is not decimal keeps the bits: as a dictionary where values repeat, else each
// XORed with those before (after Gorilla: Pelkonen et al., VLDB 2015) in byte planes. Pure functions, any
// thread.
void encodeValues(std::span<const double> column, std::string &out);
// Fills the column, whose length the caller knows; false when the bytes are not such a column.
[[nodiscard]] bool decodeValues(ByteReader &in, std::span<double> column);

// One value of a column of so many; as sure of the rest as the other.
[[nodiscard]] bool decodeValue(ByteReader &in, std::size_t count, std::size_t at, double &value);

} // namespace desk
