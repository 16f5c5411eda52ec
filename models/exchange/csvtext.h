// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace desk {

// Cells of the CSV files that we write. A text that a spreadsheet would take for a formula (= + - @ TAB CR at
// its start), an empty one, and one that begins with an apostrophe itself get an apostrophe before them.
// Pure.

// A cell as it is, in quotes where it needs them (RFC 4180).
void appendCsvCell(std::string &out, std::string_view cell);
// A text, guarded.
void appendCsvText(std::string &out, std::string_view text);
// The way back from what appendCsvText() wrote.
std::string unguardedCsvText(std::string cell);

} // namespace desk
