// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/eventlog.h"

#include <QString>

namespace desk {

// An event as one sentence in the language of the window, on one line whatever its names hold. GUI thread.
[[nodiscard]] QString eventText(const Event &event);

} // namespace desk
