// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <filesystem>
#include <string_view>

namespace desk {

// Puts a text in place of a file, for its owner only. Without an error the text is on the disk by that name;
// otherwise the file is as it was, unless only its name could not be brought to the disk. The error says what
// to do. It waits for the disk: any thread that may.
Result<void> keepFile(const std::filesystem::path &file, std::string_view text);

} // namespace desk
