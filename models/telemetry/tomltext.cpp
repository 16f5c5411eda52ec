// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/tomltext.h"

#include "models/telemetry/tomlparser_p.h"

#include <array>
#include <charconv>

namespace desk {
namespace {

// The same text in ASCII: each other byte becomes three letters, different ones for different bytes.
std::string inAscii(std::string_view text)
{
    std::string ascii;
    ascii.reserve(text.size() + 16);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            ascii.push_back(c);
        else
            ascii.append({'z', static_cast<char>('a' + byte / 16), static_cast<char>('a' + byte % 16)});
    }
    return ascii;
}

Result<void> checkSyntax(std::string_view text)
{
    try {
        static_cast<void>(toml::parse(inAscii(text)));
        return {};
    } catch (const toml::parse_error &error) {
        const std::int64_t line = error.source().begin.line;
        return failure(ErrorCode::parseError,
                       "line " + std::to_string(line) + ": " + std::string(error.description()), {}, -1,
                       line);
    } catch (const std::runtime_error &) {
        return failure(ErrorCode::parseError, "not TOML: a key or table name is malformed");
    }
}

} // namespace

Result<void> checkTomlText(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF")) // a byte order mark is allowed
        text.remove_prefix(3);
    if (auto known = checkSyntax(text); !known)
        return known;
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

std::string tomlQuoted(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (code < ' ' || code == 127)
            ((out += "\\u00") += digits[code / 16]) += digits[code % 16];
        else
            out += c;
    }
    return out + '"';
}

std::string tomlFloat(double value)
{
    std::array<char, 40> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    std::string out(text.data(), end);
    return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}

} // namespace desk
