// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/base64.h"

#include <array>
#include <cstdint>

namespace desk {
namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t noLetter = 0x8000'0000U;

constexpr std::array<std::uint32_t, 256> valuesOfLetters()
{
    std::array<std::uint32_t, 256> values{};
    for (std::uint32_t &value : values)
        value = noLetter;
    for (std::size_t i = 0; i < letters.size(); ++i)
        values[static_cast<unsigned char>(letters[i])] = static_cast<std::uint32_t>(i);
    return values;
}

constexpr std::array<std::uint32_t, 256> letterValues = valuesOfLetters();

std::uint32_t byteAt(std::string_view bytes, std::size_t i)
{
    return static_cast<unsigned char>(bytes[i]);
}

} // namespace

void appendBase64(std::string &out, std::string_view bytes)
{
    const std::size_t begin = out.size();
    out.resize(begin + (bytes.size() + 2) / 3 * 4);
    char *to = out.data() + begin;
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t word =
            byteAt(bytes, i) << 16U | byteAt(bytes, i + 1) << 8U | byteAt(bytes, i + 2);
        *to++ = letters[word >> 18U];
        *to++ = letters[word >> 12U & 63U];
        *to++ = letters[word >> 6U & 63U];
        *to++ = letters[word & 63U];
    }
    if (i == bytes.size())
        return;
    const bool two = i + 2 == bytes.size();
    const std::uint32_t word = byteAt(bytes, i) << 16U | (two ? byteAt(bytes, i + 1) << 8U : 0U);
    *to++ = letters[word >> 18U];
    *to++ = letters[word >> 12U & 63U];
    *to++ = two ? letters[word >> 6U & 63U] : '=';
    *to = '=';
}

std::optional<std::string> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=')
        ++padding;
    std::string out(text.size() / 4 * 3, '\0');
    char *to = out.data();
    const std::size_t whole = padding > 0 ? text.size() - 4 : text.size();
    for (std::size_t i = 0; i < whole; i += 4) {
        const std::uint32_t word =
            letterValues[byteAt(text, i)] << 18U | letterValues[byteAt(text, i + 1)] << 12U |
            letterValues[byteAt(text, i + 2)] << 6U | letterValues[byteAt(text, i + 3)];
        // The mark of a wrong letter is shifted out of all but the last.
        if (((letterValues[byteAt(text, i)] | letterValues[byteAt(text, i + 1)] |
              letterValues[byteAt(text, i + 2)] | letterValues[byteAt(text, i + 3)]) &
             noLetter) != 0)
            return std::nullopt;
        *to++ = static_cast<char>(word >> 16U & 255U);
        *to++ = static_cast<char>(word >> 8U & 255U);
        *to++ = static_cast<char>(word & 255U);
    }
    if (padding > 0) {
        std::uint32_t word = 0;
        for (std::size_t k = 0; k < 4 - padding; ++k) {
            const std::uint32_t value = letterValues[byteAt(text, whole + k)];
            if (value == noLetter)
                return std::nullopt;
            word |= value << (18U - 6U * static_cast<unsigned>(k));
        }
        *to++ = static_cast<char>(word >> 16U & 255U);
        if (padding == 1)
            *to++ = static_cast<char>(word >> 8U & 255U);
    }
    out.resize(static_cast<std::size_t>(to - out.data()));
    return out;
}

} // namespace desk
