// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <cstdint>
#include <span>

namespace desk {

// A row of pixels (Format_RGB32) as another one with an opaque colour laid onto it, on each as much of it as
// the mask says: 0 to 255. under may be line itself. Any thread.
void layMask(std::span<const std::uint8_t> mask, const QRgb *under, QRgb *line, QRgb colour);

} // namespace desk
