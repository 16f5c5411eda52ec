// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace desk {

class Theme;

// The one style sheet of the program, made of the theme's tokens: flat, 4 px corners, focus in the accent.
// GUI thread.
[[nodiscard]] QString styleSheet(const Theme &theme);

} // namespace desk
