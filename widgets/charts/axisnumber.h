// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/axisscale.h"

#include <QString>

namespace desk {

// 25 000, 1.5 M, 2e-05: a tick's label, short enough for an axis, in the notation of the program's locale.
[[nodiscard]] QString axisNumber(double value, const AxisScale &scale);

} // namespace desk
