// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/fielddefinition.h"

namespace desk {

// Values as texts have them. Pure.

// An integer (decimal, or hexadecimal after 0x), a number, a number with a unit behind it (21.5C: unit gets
// the symbol), true, false, or the text itself; none where nothing is meant (empty, null, nan, -).
DecodedValue valueOfText(std::string_view text, char decimalPoint = '.', std::string_view *unit = nullptr);
// The value as a field of this type; none where it is no such value.
DecodedValue convertedTo(const DecodedValue &value, FieldType type);
// The byte at which a text stops to be UTF-8; its size where it is.
std::size_t firstBadUtf8(std::string_view text);
// A text of a binary field; none where it is no UTF-8.
DecodedValue textOrNone(std::string_view text);
// Refuses what is no UTF-8: nearly always a port at another speed, or a binary protocol.
Result<void> checkText(std::string_view text);
// For messages: at most 40 characters; what is not printable ASCII is \xNN.
std::string printableText(std::string_view text);
std::string quotedText(std::string_view text);

} // namespace desk
