// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace desk {

// What the end of a subscription means, in words with the remedy; detail = the server's own words, may be
// empty. Codes of RFC 6455 and of constellation.stream.v1. A pure function, any thread.
std::string streamCloseWords(std::uint16_t code, const std::string &detail);

// Whether trying again soon is of no use before somebody changes something: the longest delay is right then.
bool needsSomebody(std::uint16_t code);

} // namespace desk
