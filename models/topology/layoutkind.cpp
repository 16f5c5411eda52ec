// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layoutkind.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {
constexpr std::array<std::string_view, 8> layoutKindWords{
    "stress", "circle", "map", "globe", "orbital", "layered", "fruchterman-reingold", "kamada-kawai"};
}

std::string_view layoutWord(LayoutKind kind)
{
    return layoutKindWords[static_cast<std::size_t>(kind)];
}

std::optional<LayoutKind> layoutFromWord(std::string_view word)
{
    const auto found = std::find(layoutKindWords.begin(), layoutKindWords.end(), word);
    return found == layoutKindWords.end()
               ? std::nullopt
               : std::optional(static_cast<LayoutKind>(found - layoutKindWords.begin()));
}

std::string layoutWords()
{
    std::string all;
    for (const std::string_view word : layoutKindWords)
        all.append(all.empty() ? "" : "|").append(word);
    return all;
}

} // namespace desk
