// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/tomltext.h"

namespace desk {

Result<void> checkTomlText(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) // a byte order mark is allowed
        text.remove_prefix(3);
    std::int64_t line = 1;
    char quote = '\0'; // the string we are in
    bool comment = false;
    char before = '\n'; // the last character that is no blank
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\n') { // our files have no strings over several lines
            ++line;
            quote = '\0';
            comment = false;
        } else if (comment) {
            continue;
        } else if (quote != '\0') {
            if (c == '\\' && quote == '"')
                ++i;
            else if (c == quote)
                quote = '\0';
        } else if ((c == '"' || c == '\'') &&
                   std::string_view("\n=,[{.").find(before) != std::string_view::npos) {
            quote = c; // anywhere else toml++ sees no string begin
        } else if (c == '#') {
            comment = true;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            return failure(ErrorCode::parseError,
                           "line " + std::to_string(line) + ": letters beyond ASCII belong into quotes", {},
                           -1, line);
        }
        if (c != ' ' && c != '\t' && c != '\r')
            before = c;
    }
    return {};
}

} // namespace desk
