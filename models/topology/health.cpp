// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/health.h"

#include <array>

namespace desk {
namespace {
constexpr std::array<std::string_view, 4> healthTexts{"nominal", "degraded", "failed", "maintenance"};
}

std::string_view healthWord(Health health)
{
    return healthTexts[static_cast<std::size_t>(health)];
}

std::optional<Health> healthFromWord(std::string_view word)
{
    for (std::size_t i = 0; i < healthTexts.size(); ++i) {
        if (healthTexts[i] == word)
            return static_cast<Health>(i);
    }
    return std::nullopt;
}

std::string_view healthWords()
{
    return "nominal, degraded, failed, maintenance";
}

} // namespace desk
