// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/openrecording.h"
#include "models/archive/sessionnames.h"
#include "models/settings/configuration.h"

namespace desk {

// The units that a file states where they are not the usual ones of their metrics.
[[nodiscard]] std::vector<SeriesCatalogue::OwnUnit> ownUnits(const SessionNames &names);

// Opens session files for replay: what is shown, and what there is with the gaps and their causes. The replay
// stands at the first point, paused. steady: the clock its speed counts by; must outlive what is opened.
[[nodiscard]] Result<OpenRecording> openSessionFile(const std::filesystem::path &file,
                                                    const Configuration &configuration,
                                                    const TimeService &steady);

} // namespace desk
