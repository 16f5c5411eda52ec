// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace desk {

inline constexpr double degree = 0.017453292519943295; // pi / 180, in radians

} // namespace desk
