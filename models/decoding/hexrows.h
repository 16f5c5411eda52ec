// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace desk {

// "0010  54 3d 32 31 …  T=21…": 16 bytes a row with the offset of the first, figures and characters; what is
// not printable ASCII is a dot. Rows end with a line feed. Pure.
std::string hexRows(std::span<const std::byte> bytes, std::uint64_t offset = 0);

} // namespace desk
