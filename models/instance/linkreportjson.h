// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/linkmanager.h"

namespace desk {

// Links as /api/v1/links tells of them: definition, state with the reason, figures, the last refusal. Pure
// functions.
[[nodiscard]] std::string linkReportJson(const LinkReport &report);
[[nodiscard]] std::string linkReportsJson(const std::vector<LinkReport> &reports);
// {"frames": [{"offset", "arrival", "hex", "fields": [{"name", "raw", "value", "first_bit", "bits"}],
// "refusal"}]}
[[nodiscard]] std::string keptFramesJson(const std::vector<KeptFrame> &frames);

} // namespace desk
