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
// For messages: at most 40 characters; what is not printable ASCII is \xNN.
std::string printableText(std::string_view text);
std::string quotedText(std::string_view text);

} // namespace desk
