// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string_view>

namespace desk {

// What the program returns; the same for every command.
inline constexpr int exitOk = 0;
inline constexpr int exitFailure = 1;
inline constexpr int exitUsage = 2;
inline constexpr int exitConfigurationRefused = 78;

// Says on stderr what went wrong, with the program's name before it; returns the code it was given.
int complain(const Error &error, int code = exitFailure);
int complain(std::string_view message, int code = exitFailure);
// The same for what was wrong before anything could be tried: the configuration, unless something is not
// there.
int complainOfConfiguration(const Error &error);

} // namespace desk
