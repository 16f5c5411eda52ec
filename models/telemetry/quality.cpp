// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/quality.h"

#include <array>
#include <utility>

namespace desk {

std::string qualityWords(Quality q)
{
    static constexpr std::array<std::pair<Quality, const char *>, 8> words{{
        {Quality::invalid, "invalid"},
        {Quality::outOfRange, "out_of_range"},
        {Quality::uncertain, "uncertain"},
        {Quality::clockAhead, "clock_ahead"},
        {Quality::superseded, "superseded"},
        {Quality::backFilled, "back_filled"},
        {Quality::derived, "derived"},
        {Quality::simulated, "simulated"},
    }};
    std::string text;
    for (const auto &[flag, word] : words) {
        if (has(q, flag))
            text += (text.empty() ? "" : "|") + std::string(word);
    }
    return text.empty() ? "good" : text;
}

} // namespace desk
