// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace desk {

// JSON from somebody else: no exception, and no brackets in one another deeper than agreed, which would end
// the program's stack when it is written or copied. Errors: parseError with the byte, from 0, where there is
// one. Any thread.
Result<nlohmann::json> parseJson(std::string_view text, std::size_t deepest);

} // namespace desk
