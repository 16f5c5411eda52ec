// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace desk {

// '*' stands for any number of characters, everything else for itself. Linear in the text for one star,
// never exponential. Pure, any thread.
bool globMatches(std::string_view pattern, std::string_view text);

} // namespace desk
