// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exchange/csvtext.h"

namespace desk {
namespace {

using namespace std::string_view_literals;

bool needsGuard(std::string_view text)
{
    return text.empty() || "=+-@\t\r'"sv.find(text.front()) != std::string_view::npos;
}

} // namespace

void appendCsvCell(std::string &out, std::string_view cell)
{
    // Blanks at the ends are kept by quotes only in some programs.
    const bool plain = cell.find_first_of("\",\r\n") == std::string_view::npos && !cell.starts_with(' ') &&
                       !cell.ends_with(' ');
    if (plain) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

void appendCsvText(std::string &out, std::string_view text)
{
    if (needsGuard(text))
        appendCsvCell(out, std::string("'").append(text));
    else
        appendCsvCell(out, text);
}

std::string unguardedCsvText(std::string cell)
{
    if (cell.starts_with('\'') && needsGuard(std::string_view(cell).substr(1)))
        cell.erase(0, 1);
    return cell;
}

} // namespace desk
