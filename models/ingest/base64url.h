// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace desk {

// RFC 4648, section 5, without padding, as JSON web tokens use it. Pure.
std::string toBase64url(std::string_view bytes);
// Nothing for any other character, padding, an impossible length, or spare bits that are not zero: two texts
// must never mean the same bytes.
std::optional<std::string> fromBase64url(std::string_view text);

} // namespace desk
