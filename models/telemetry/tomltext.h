// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>
#include <string_view>

namespace desk {

// What must be refused before toml++ 3.3 reads it, because that version's handling of letters beyond ASCII is
// undefined but in quotes and comments: such a letter anywhere else (TOML 1.0 allows none there), and every
// text that is no TOML, since it looks at letters anywhere on the way out of an error. index = line from 1.
// Pure.
Result<void> checkTomlText(std::string_view text);

// As a basic string, with its quotes. Pure.
std::string tomlQuoted(std::string_view text);
// The shortest that reads back the same; a fraction or exponent makes it a float, which TOML tells apart.
// Finite. Pure.
std::string tomlFloat(double value);

} // namespace desk
