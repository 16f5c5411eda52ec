// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace desk {

// What misses points, as one text that a session file keeps: a node, a link (both of its directions), or one
// series. The parts stand between tabs, which no name has; a text without one is the name of a data link, and
// an empty one is everything. Pure, any thread.
[[nodiscard]] std::string nodeSubject(std::string_view node);
[[nodiscard]] std::string linkSubject(std::string_view node, std::string_view dst);
// dst empty: of the node.
[[nodiscard]] std::string entitySubject(std::string_view node, std::string_view dst);
[[nodiscard]] std::string seriesSubject(std::string_view node, std::string_view dst, std::string_view metric);
// All that comes over a data link, or all there is: not one node, link or series.
[[nodiscard]] bool isWholeSource(std::string_view subject);
// For people: "A", "A ↔ B", "A → B snr"; the name of a data link as it is.
[[nodiscard]] std::string subjectWords(std::string_view subject);

} // namespace desk
