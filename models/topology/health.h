// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace desk {

// The API's health of a node, as its owner reports it. Plain value.
enum class Health : std::uint8_t { nominal, degraded, failed, maintenance };

std::string_view healthWord(Health health);
std::optional<Health> healthFromWord(std::string_view word);
// "nominal, degraded, …" for error messages.
std::string_view healthWords();

} // namespace desk
