// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace desk {

// CRC-32C (Castagnoli, RFC 3720 appendix B.4) over bytes, continuing from an earlier result (0 to start).
// Uses the processor's instruction where there is one. Any thread.
std::uint32_t crc32c(std::span<const std::byte> bytes, std::uint32_t previous = 0);

} // namespace desk
