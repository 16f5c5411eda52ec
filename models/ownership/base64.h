// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace desk {

// RFC 4648, section 4, with padding. Pure, any thread.
void appendBase64(std::string &out, std::string_view bytes);
// Nothing for a character that is not of the alphabet, or where padding is missing.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace desk
