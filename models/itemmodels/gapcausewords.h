// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/sessionoverview.h"

#include <QString>

namespace desk {

// Why nothing was received, as people say it in the language of the window. GUI thread.
[[nodiscard]] QString gapCauseWords(SessionOverview::Cause cause);

} // namespace desk
