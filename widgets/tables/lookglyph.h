// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/valuelook.h"

class QPainter;
class QRectF;

namespace desk {

class Theme;

// The shape of how alive a figure is: none for a fresh one; the others differ by outline, so that they can be
// told apart without colour. GUI thread.
void drawLook(QPainter &painter, const Theme &theme, const QRectF &box, ValueLook look);

} // namespace desk
