// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layoutkind.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {
constexpr std::array<std::string_view, 8> words{
    "stress", "circle", "map", "globe", "orbital", "layered", "fruchterman-reingold", "kamada-kawai"};
}

std::string_view layoutWord(LayoutKind kind)
{
    return words[static_cast<std::size_t>(kind)];
}

std::optional<LayoutKind> layoutFromWord(std::string_view word)
{
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? std::nullopt
                                : std::optional(static_cast<LayoutKind>(found - words.begin()));
}

std::string layoutWords()
{
    std::string all;
    for (const std::string_view word : words)
        all.append(all.empty() ? "" : "|").append(word);
    return all;
}

} // namespace desk
