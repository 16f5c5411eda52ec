// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace desk {

// Colours for a number from 0 to 1, even to the eye and to colour-blind ones, dark to bright: viridis, by
// N. J. Smith and S. van der Walt for matplotlib (2015, CC0), here by M. Zucker's polynomials of degree six
// ("Matplotlib colormaps", CC0), which differ from it by less than 1 %. Any thread.
[[nodiscard]] QRgb viridis(double share);

// The part of it whose colours stand out by at least 3:1 from a dark or a bright ground, for small marks: the
// highest share stands out most.
[[nodiscard]] QRgb viridisOn(bool darkGround, double share);

} // namespace desk
