// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRgb>

#include <cstdint>
#include <span>

namespace desk {

// Lays one opaque colour onto a row of pixels (Format_RGB32), on each as much of it as the mask says: 0 to
// 255. Any thread.
void layMask(std::span<const std::uint8_t> mask, QRgb *line, QRgb colour);

} // namespace desk
