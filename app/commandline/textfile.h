// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string>

namespace desk {

// All of a file that a command was given. Errors: it is not there, is a folder, or may not be read.
Result<std::string> readTextFile(const std::string &name);

} // namespace desk
