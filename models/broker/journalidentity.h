// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <filesystem>
#include <string>

namespace desk {

// 128 random bits as 32 hexadecimal digits.
std::string randomIdentity();

// What tells a journal from every other one, whose sequence numbers mean other points: random, kept in the
// file `identity` of its folder, made when it is missing. Fails when it cannot be kept. Any thread.
Result<std::string> journalIdentity(const std::filesystem::path &folder);

} // namespace desk
