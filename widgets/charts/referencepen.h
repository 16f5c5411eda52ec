// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPen>

namespace desk {

class Theme;

// How the curve of a reference is drawn: the series' hue, paler but still 3 : 1 on the plot, and dashed, so
// that it is told apart without colour, too. Pure.
[[nodiscard]] QPen referencePen(const Theme &theme, int colour);

} // namespace desk
