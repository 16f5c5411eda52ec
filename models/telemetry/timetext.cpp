// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/timetext.h"

#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace desk {
namespace {

using std::chrono::nanoseconds;

constexpr std::size_t longest = 100; // no time is longer; a pasted page is none
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr const char *allowed =
    "; allowed are 2026-11-21T14:03:07Z, 2026-325T14:03:07Z, 14:03:07, now, -15m and "
    "seconds, milliseconds or nanoseconds since 1970";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The text without blanks that mean nothing, and where each character came from.
struct Typed
{
    std::string text;
    std::vector<std::size_t> from;
    std::size_t end = 0; // where the text ends before trailing blanks

    [[nodiscard]] std::size_t origin(std::size_t at) const { return at < from.size() ? from[at] : end; }
    [[nodiscard]] char at(std::size_t i) const { return i < text.size() ? text[i] : '\0'; }
    [[nodiscard]] std::size_t digits(std::size_t i) const
    {
        std::size_t n = 0;
        while (isDigit(at(i + n)))
            ++n;
        return n;
    }
};

tl::unexpected<Error> wrong(const Typed &typed, std::size_t at, const std::string &expected,
                            ErrorCode code = ErrorCode::parseError)
{
    const std::size_t origin = typed.origin(at);
    return failure(code, "character " + std::to_string(origin + 1) + ": expected " + expected + allowed, {},
                   static_cast<std::int64_t>(origin));
}

// Length of the blank that begins here: also tab, line end, and the blanks U+00A0, U+2009 and U+202F that a
// formatted text holds; 0 = none.
std::size_t blankAt(std::string_view text, std::size_t at)
{
    const char c = text[at];
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
        return 1;
    for (const std::string_view wide : {"\u00A0", "\u2009", "\u202F"}) {
        if (text.substr(at).starts_with(wide))
            return wide.size();
    }
    return 0;
}

// One blank stays where digits stand on both sides: between a date and a time of day.
Typed withoutBlanks(std::string_view text)
{
    Typed out;
    bool pending = false;
    std::size_t blank = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (const std::size_t length = blankAt(text, i); length > 0) {
            if (!pending)
                blank = i;
            pending = true;
            i += length;
            continue;
        }
        if (pending && !out.text.empty() && isDigit(out.text.back()) && isDigit(text[i])) {
            out.text += ' ';
            out.from.push_back(blank);
        }
        pending = false;
        out.text += text[i];
        out.from.push_back(i);
        out.end = ++i;
    }
    if (out.text.ends_with("UTC")) {
        out.text.replace(out.text.size() - 3, 3, "Z");
        out.from.resize(out.text.size());
    }
    return out;
}

// A stamp with what was left out put back: prefix before it, zone or midnight after it.
Result<Timestamp> readStamp(const Typed &typed, const std::string &prefix)
{
    const std::string full = prefix + typed.text;
    auto time = parseTimestamp(full);
    // A failure at the very end: something is only missing.
    for (const char *missing : {"Z", "T00:00:00Z"}) {
        if (time || time.error().offset != static_cast<std::int64_t>(full.size()))
            break;
        if (auto again = parseTimestamp(full + missing))
            time = again;
    }
    if (time)
        return time;
    const auto offset = static_cast<std::size_t>(std::max<std::int64_t>(time.error().offset, 0));
    const std::size_t at = offset > prefix.size() ? offset - prefix.size() : 0;
    if (time.error().code == ErrorCode::outOfRange)
        return wrong(typed, at, "a year from 1970 to 2261", ErrorCode::outOfRange);
    // "… expected hh:mm at character 12, for example …": the place is counted in the completed text.
    std::string expected = time.error().message;
    const std::size_t begin = expected.find("expected ");
    const std::size_t end = expected.find(" at character");
    expected = begin == std::string::npos || end == std::string::npos
                   ? std::string("a time")
                   : expected.substr(begin + 9, end - begin - 9);
    return wrong(typed, at, expected);
}

Result<Timestamp> readEpoch(const Typed &typed)
{
    const std::size_t digits = typed.digits(0);
    std::int64_t unit = 1;
    if (digits <= 11)
        unit = 1'000'000'000;
    else if (digits <= 14)
        unit = 1'000'000;
    else if (digits <= 17)
        unit = 1'000;
    else if (digits > 19)
        return wrong(typed, 19, "at most 19 digits", ErrorCode::outOfRange);
    std::int64_t number = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const std::int64_t digit = typed.at(i) - '0';
        if (number > (largest - digit) / 10)
            return wrong(typed, i, "a time before 2262", ErrorCode::outOfRange);
        number = number * 10 + digit;
    }
    std::int64_t fraction = 0;
    std::size_t at = digits;
    if (typed.at(at) == '.' || typed.at(at) == ',') {
        if (unit == 1 || typed.digits(at + 1) == 0)
            return wrong(typed, at, unit == 1 ? "the end" : "digits after the decimal point");
        std::int64_t scale = unit / 10;
        for (++at; isDigit(typed.at(at)); ++at, scale /= 10)
            fraction += scale * (typed.at(at) - '0');
    }
    if (at != typed.text.size())
        return wrong(typed, at, "the end");
    if (number > (largest - fraction) / unit)
        return wrong(typed, 0, "a time before 2262", ErrorCode::outOfRange);
    return fromNanoseconds(number * unit + fraction);
}

std::optional<std::int64_t> unitAt(const Typed &typed, std::size_t &at)
{
    constexpr std::int64_t second = 1'000'000'000;
    static constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> units{{{"ms", second / 1000},
                                                                                     {"min", 60 * second},
                                                                                     {"s", second},
                                                                                     {"m", 60 * second},
                                                                                     {"h", 3600 * second},
                                                                                     {"d", 86'400 * second}}};
    for (const auto &[word, unit] : units) {
        if (std::string_view(typed.text).substr(std::min(at, typed.text.size())).starts_with(word)) {
            at += word.size();
            return unit;
        }
    }
    return std::nullopt;
}

// After "now": nothing, or a sign and one number with a unit or several of them.
Result<Timestamp> readRelative(const Typed &typed, std::size_t at, Timestamp now)
{
    if (at == typed.text.size())
        return now;
    if (typed.at(at) != '-' && typed.at(at) != '+')
        return wrong(typed, at, "+, - or the end");
    const bool back = typed.at(at++) == '-';
    constexpr double farthest = 100.0 * 366 * 86'400e9;
    double sum = 0;
    do {
        if (typed.at(at) == ' ') // between two of them: 1h 30m loses its blank, 1 30 does not
            return wrong(typed, at, "a unit (ms, s, m, h or d)");
        const std::size_t digits = typed.digits(at);
        if (digits == 0)
            return wrong(typed, at, "a number and a unit (ms, s, m, h or d)");
        double number = 0;
        for (const std::size_t end = at + digits; at < end; ++at)
            number = number * 10 + (typed.at(at) - '0');
        if ((typed.at(at) == '.' || typed.at(at) == ',') && isDigit(typed.at(at + 1))) {
            double scale = 0.1;
            for (++at; isDigit(typed.at(at)); ++at, scale /= 10)
                number += scale * (typed.at(at) - '0');
        }
        const auto unit = unitAt(typed, at);
        if (!unit)
            return wrong(typed, at, "a unit (ms, s, m, h or d)");
        sum += number * double(*unit);
        if (sum > farthest)
            return wrong(typed, at, "no more than 100 years", ErrorCode::outOfRange);
    } while (at < typed.text.size());
    const auto by = static_cast<std::int64_t>(sum);
    const std::int64_t base = desk::nanoseconds(now);
    if (!back && base > largest - by)
        return wrong(typed, 0, "a time before 2262", ErrorCode::outOfRange);
    if (back && base < by)
        return wrong(typed, 0, "a time after 1970", ErrorCode::outOfRange);
    return fromNanoseconds(back ? base - by : base + by);
}

} // namespace

Result<Timestamp> parseTimeText(std::string_view text, Timestamp now)
{
    if (text.size() > longest)
        return failure(ErrorCode::tooLarge,
                       "character 101: a time has at most 100 characters" + std::string(allowed), {},
                       static_cast<std::int64_t>(longest));
    const Typed typed = withoutBlanks(text);
    if (typed.text.empty())
        return wrong(typed, 0, "a time");
    std::string word = typed.text.substr(0, 3);
    for (char &c : word)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (word == "now")
        return readRelative(typed, 3, now);
    const char first = typed.text.front();
    if (first == '-' || first == '+')
        return readRelative(typed, 0, now);
    const std::size_t digits = typed.digits(0);
    if (digits == 0)
        return wrong(typed, 0, "a digit, +, - or now");
    if (digits <= 2 && typed.at(digits) == ':')
        return readStamp(typed, formatTimestamp(now).substr(0, 11) + (digits == 1 ? "0" : ""));
    if (digits == 4 && typed.at(4) == '-')
        return readStamp(typed, {});
    const char after = typed.at(digits);
    if (after == '\0' || after == '.' || after == ',')
        return readEpoch(typed);
    return wrong(typed, digits, after == ' ' ? "one number" : digits == 4 ? "-" : "the end");
}

std::string formatTimeText(Timestamp t, TimeNotation notation, Fraction fraction)
{
    std::string text = formatTimestamp(t, fraction);
    if (notation == TimeNotation::dayOfYear)
        text.replace(5, 5, formatDayOfYear(t).substr(5, 3));
    return text;
}

} // namespace desk
