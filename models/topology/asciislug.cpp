// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/asciislug.h"

#include <array>

namespace desk {

namespace {

// ASCII forms of U+00C0 to U+017F (Latin-1 and Latin Extended-A), lower case; "" separates words.
constexpr std::array<const char *, 0x180 - 0xC0> latin = {
    // 00C0
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    // 00D0
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "ss",
    // 00E0
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    // 00F0
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",
    // 0100
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",
    // 0110
    "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",
    // 0120
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",
    // 0130
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",
    // 0140
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",
    // 0150
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",
    // 0160
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",
    // 0170
    "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};

// The code point at `at`, which moves past it; the text is valid UTF-8.
char32_t nextCodePoint(std::string_view text, std::size_t &at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80)
        return first;
    const int more = first >= 0xF0 ? 3 : (first >= 0xE0 ? 2 : 1);
    char32_t code = first & (0x3Fu >> more);
    for (int i = 0; i < more && at < text.size(); ++i)
        code = (code << 6) | (byte(at++) & 0x3Fu);
    return code;
}

bool isCombining(char32_t code)
{
    return code >= 0x300 && code <= 0x36F;
}

} // namespace

std::string asciiSlug(std::string_view name)
{
    std::string slug;
    bool wordEnded = false;
    const auto append = [&](std::string_view letters) {
        if (wordEnded && !slug.empty())
            slug += '-';
        wordEnded = false;
        slug += letters;
    };
    for (std::size_t at = 0; at < name.size();) {
        const char32_t code = nextCodePoint(name, at);
        if ((code >= 'a' && code <= 'z') || (code >= '0' && code <= '9'))
            append(std::string{static_cast<char>(code)});
        else if (code >= 'A' && code <= 'Z')
            append(std::string{static_cast<char>(code - 'A' + 'a')});
        else if (code >= 0xC0 && code < 0x180 && *latin[code - 0xC0] != '\0')
            append(latin[code - 0xC0]);
        else if (code != '\'' && code != U'\u2019' && !isCombining(code)) // inside a word
            wordEnded = true;
    }
    return slug;
}

} // namespace desk
