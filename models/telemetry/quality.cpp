// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/quality.h"

#include <algorithm>
#include <array>
#include <utility>

namespace desk {

namespace {

constexpr std::array<std::pair<Quality, const char *>, 8> flagTexts{{
    {Quality::invalid, "invalid"},
    {Quality::outOfRange, "out_of_range"},
    {Quality::uncertain, "uncertain"},
    {Quality::clockAhead, "clock_ahead"},
    {Quality::superseded, "superseded"},
    {Quality::backFilled, "back_filled"},
    {Quality::derived, "derived"},
    {Quality::simulated, "simulated"},
}};

} // namespace

std::string qualityWords(Quality q)
{
    std::string text;
    for (const auto &[flag, word] : flagTexts) {
        if (has(q, flag))
            text += (text.empty() ? "" : "|") + std::string(word);
    }
    return text.empty() ? "good" : text;
}

std::optional<Quality> qualityFromWords(std::string_view text)
{
    if (text == "good")
        return Quality::good;
    Quality quality = Quality::good;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('|', begin), text.size());
        const auto known = std::find_if(flagTexts.begin(), flagTexts.end(), [&](const auto &entry) {
            return entry.second == text.substr(begin, end - begin);
        });
        if (known == flagTexts.end())
            return std::nullopt;
        quality |= known->first;
        begin = end + 1;
    }
    return quality;
}

} // namespace desk
