// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace desk {

// Bytes of the object or array that begins the text, 0 while its end is not there. Only counts brackets
// outside of strings: it finds ends, it checks nothing. Pure.
std::size_t jsonValueLength(std::string_view text);
// Whether brackets outside of strings stand in one another more than so often. Pure.
bool jsonIsDeeper(std::string_view text, std::size_t depth);

} // namespace desk
