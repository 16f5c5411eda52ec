// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/textvalue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <simdjson.h>

namespace desk {
namespace {

constexpr std::size_t longestNumber = 64;

bool isWord(std::string_view text, std::string_view lowerCase)
{
    return std::equal(text.begin(), text.end(), lowerCase.begin(), lowerCase.end(),
                      [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a + 32 == b); });
}

bool isMissingText(std::string_view text)
{
    constexpr std::array<std::string_view, 9> words{"",    "null", "nan", "-nan", "na",
                                                    "n/a", "none", "-",   "--"};
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view one) { return isWord(text, one); });
}

// Symbols that instruments print right behind a number.
bool isUnitSymbol(std::string_view text)
{
    constexpr std::array<std::string_view, 42> symbols{
        "V",    "mV", "uV",  "kV",  "A",   "mA",  "uA",  "W",  "mW", "kW", "C",   "degC", "°C",  "F",
        "°F",   "K",  "%",   "Hz",  "kHz", "MHz", "GHz", "s",  "ms", "us", "Pa",  "hPa",  "kPa", "bar",
        "mbar", "dB", "dBm", "ppm", "m",   "mm",  "cm",  "km", "g",  "kg", "rpm", "Ohm",  "Nm",  "lx"};
    return std::find(symbols.begin(), symbols.end(), text) != symbols.end();
}

// How much of the text is a number, and which; 0 = none.
std::size_t numberAt(std::string_view text, DecodedValue &value)
{
    const bool plus = text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+';
    const std::string_view digits = text.substr(plus ? 1 : 0);
    const char *const begin = digits.data();
    const char *const end = begin + digits.size();
    if (digits.size() > 2 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
        std::uint64_t natural = 0;
        const auto read = std::from_chars(begin + 2, end, natural, 16);
        if (read.ec != std::errc{} || read.ptr != end)
            return 0;
        value = DecodedValue::ofNatural(natural);
        return text.size();
    }
    std::int64_t integer = 0;
    const auto whole = std::from_chars(begin, end, integer);
    if (whole.ec == std::errc{} &&
        (whole.ptr == end || (*whole.ptr != '.' && *whole.ptr != 'e' && *whole.ptr != 'E'))) {
        value = DecodedValue::ofInteger(integer);
        return static_cast<std::size_t>(whole.ptr - text.data());
    }
    std::uint64_t natural = 0;
    if (const auto large = std::from_chars(begin, end, natural);
        large.ec == std::errc{} && large.ptr == end) {
        value = DecodedValue::ofNatural(natural);
        return text.size();
    }
    double number = 0;
    const auto read = std::from_chars(begin, end, number);
    if (read.ec != std::errc{} || !std::isfinite(number))
        return 0;
    value = DecodedValue::ofNumber(number);
    return static_cast<std::size_t>(read.ptr - text.data());
}

} // namespace

DecodedValue valueOfText(std::string_view text, char decimalPoint, std::string_view *unit)
{
    if (isMissingText(text))
        return {};
    if (isWord(text, "true"))
        return DecodedValue::ofBoolean(true);
    if (isWord(text, "false"))
        return DecodedValue::ofBoolean(false);
    if (text.size() > longestNumber)
        return DecodedValue::ofText(text);
    std::array<char, longestNumber> pointed{};
    std::string_view number = text;
    if (decimalPoint != '.') {
        std::replace_copy(text.begin(), text.end(), pointed.begin(), decimalPoint, '.');
        number = {pointed.data(), text.size()};
    }
    DecodedValue value;
    const std::size_t length = numberAt(number, value);
    if (length == 0)
        return DecodedValue::ofText(text);
    if (length == text.size())
        return value;
    std::string_view rest = text.substr(length);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (!isUnitSymbol(rest))
        return DecodedValue::ofText(text);
    if (unit)
        *unit = rest;
    return value;
}

DecodedValue convertedTo(const DecodedValue &value, FieldType type)
{
    using Kind = DecodedValue::Kind;
    const DecodedValue read =
        value.kind == Kind::text && type != FieldType::text ? valueOfText(value.text) : value;
    switch (type) {
    case FieldType::number:
    case FieldType::ieeeFloat:
        return read.isNumeric() ? read : DecodedValue{};
    case FieldType::integer:
    case FieldType::unsignedInteger:
    case FieldType::signedInteger:
        if (read.kind == Kind::number && read.number == std::floor(read.number) &&
            std::abs(read.number) < 9e15)
            return DecodedValue::ofInteger(static_cast<std::int64_t>(read.number));
        return read.kind == Kind::integer || read.kind == Kind::natural ? read : DecodedValue{};
    case FieldType::boolean:
        if (read.kind == Kind::integer && (read.integer == 0 || read.integer == 1))
            return DecodedValue::ofBoolean(read.integer == 1);
        return read.kind == Kind::boolean ? read : DecodedValue{};
    case FieldType::text:
        return value.kind == Kind::text ? value : DecodedValue{};
    case FieldType::automatic:
    case FieldType::blank:
        break;
    }
    return value;
}

std::size_t firstBadUtf8(std::string_view text)
{
    if (simdjson::validate_utf8(text.data(), text.size()))
        return text.size();
    std::size_t good = 0;
    while (good < text.size()) {
        const auto lead = static_cast<unsigned char>(text[good]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (good + length > text.size() || !simdjson::validate_utf8(text.data() + good, length))
            break;
        good += length;
    }
    return good;
}

DecodedValue textOrNone(std::string_view text)
{
    return firstBadUtf8(text) == text.size() ? DecodedValue::ofText(text) : DecodedValue{};
}

Result<void> checkText(std::string_view text)
{
    const std::size_t bad = firstBadUtf8(text);
    if (bad == text.size())
        return {};
    return failure(ErrorCode::parseError,
                   "byte " + std::to_string(bad) + ": text in UTF-8 is expected, found " +
                       quotedText(text.substr(bad, 4)) +
                       "; check the speed and parity of the port, or the protocol is binary",
                   {}, static_cast<std::int64_t>(bad));
}

std::string printableText(std::string_view text)
{
    constexpr std::size_t longest = 40;
    constexpr std::string_view hex = "0123456789abcdef";
    std::string printable;
    for (const char c : text.substr(0, longest)) {
        const auto code = static_cast<unsigned char>(c);
        if (code >= 0x20 && code < 0x7F) {
            printable += c;
            continue;
        }
        printable += "\\x";
        printable += hex[code >> 4U];
        printable += hex[code & 15U];
    }
    return printable + (text.size() > longest ? "…" : "");
}

std::string quotedText(std::string_view text)
{
    return '\'' + printableText(text) + '\'';
}

} // namespace desk
