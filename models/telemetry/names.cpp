// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/names.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr auto characterTable(std::string_view extra)
{
    std::array<bool, 256> allowed{};
    for (int c = '0'; c <= '9'; ++c)
        allowed[static_cast<std::size_t>(c)] = true;
    for (int c = 'A'; c <= 'Z'; ++c)
        allowed[static_cast<std::size_t>(c)] = allowed[static_cast<std::size_t>(c) + 32] = true;
    for (const char c : extra)
        allowed[static_cast<unsigned char>(c)] = true;
    return allowed;
}

constexpr auto nodeCharacters = characterTable("_.:-");
constexpr auto metricCharacters = characterTable("_.:/");

bool consistsOf(std::string_view text, const std::array<bool, 256> &allowed)
{
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return allowed[static_cast<unsigned char>(c)]; });
}

} // namespace

bool isNodeName(std::string_view text)
{
    return !text.empty() && text.size() <= 128 && consistsOf(text, nodeCharacters);
}

bool isMetricName(std::string_view text)
{
    return !text.empty() && text.size() <= 128 && (text[0] < '0' || text[0] > '9') && text[0] != '.' &&
           text[0] != ':' && text[0] != '/' && consistsOf(text, metricCharacters);
}

} // namespace desk
