// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeoffset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>

namespace desk {
namespace {

using namespace std::chrono_literals;
using Nanoseconds = std::chrono::nanoseconds;

constexpr std::string_view allowed = "write an offset as -00:01:30.250, 2d 03:00:00, 90.5 s, 250 ms or 1.5 h";

tl::unexpected<Error> refused(std::string_view what, std::size_t at)
{
    return failure(ErrorCode::parseError, std::string(what) + "; " + std::string(allowed), "offset",
                   std::int64_t(at));
}

// What is left of a text, and how far it has been read.
class OffsetText
{
public:
    explicit OffsetText(std::string_view text)
        : m_text(text)
    {
    }

    [[nodiscard]] std::size_t at() const { return m_at; }
    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }
    void skipSpaces()
    {
        while (!atEnd() && (m_text[m_at] == ' ' || m_text[m_at] == '\t'))
            ++m_at;
    }
    bool take(std::string_view word)
    {
        if (!rest().starts_with(word))
            return false;
        m_at += word.size();
        return true;
    }
    std::string_view digits()
    {
        const std::size_t from = m_at;
        while (!atEnd() && m_text[m_at] >= '0' && m_text[m_at] <= '9')
            ++m_at;
        return m_text.substr(from, m_at - from);
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

std::int64_t number(std::string_view digits)
{
    std::int64_t value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return read.ec == std::errc() ? value : std::numeric_limits<std::int64_t>::max(); // too long
}

// Nine digits of it; what comes after is below a nanosecond.
std::int64_t fraction(std::string_view digits)
{
    std::int64_t value = 0;
    for (std::size_t i = 0; i < 9; ++i)
        value = value * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    return value;
}

struct Unit
{
    std::string_view word;
    Nanoseconds length;
};
constexpr std::array<Unit, 6> units{Unit{"ms", 1ms}, {"min", 1min}, {"m", 1min},
                                    {"s", 1s},       {"h", 1h},     {"d", 24h}};

// Seconds as a double are exact enough: a millisecond in 100 years has 42 bits.
Result<Nanoseconds> withinReach(double seconds, bool negative)
{
    if (!(seconds <= std::chrono::duration<double>(TimeOffset::longest).count()))
        return failure(ErrorCode::outOfRange, "an offset is at most 100 years", "offset", 0);
    const Nanoseconds value{std::llround(seconds * 1e9)};
    return negative ? -value : value;
}

} // namespace

std::string TimeOffset::format(Nanoseconds offset)
{
    const auto millis = std::chrono::round<std::chrono::milliseconds>(offset).count();
    const auto magnitude = static_cast<std::uint64_t>(millis < 0 ? -millis : millis);
    const std::uint64_t days = magnitude / 86'400'000;
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%02llu:%02llu:%02llu.%03llu",
                  static_cast<unsigned long long>(magnitude / 3'600'000 % 24),
                  static_cast<unsigned long long>(magnitude / 60'000 % 60),
                  static_cast<unsigned long long>(magnitude / 1000 % 60),
                  static_cast<unsigned long long>(magnitude % 1000));
    return (millis < 0 ? "-" : "+") + (days > 0 ? std::to_string(days) + "d " : std::string()) + text.data();
}

Result<Nanoseconds> TimeOffset::parse(std::string_view text)
{
    OffsetText in(text);
    in.skipSpaces();
    const bool negative = in.take("-") || in.take("\u2212");
    if (!negative)
        in.take("+");
    in.skipSpaces();
    std::string_view digits = in.digits();
    if (digits.empty())
        return refused("a number is missing", in.at());
    std::int64_t days = 0;
    OffsetText ahead = in;
    ahead.skipSpaces();
    if (ahead.take("d")) {
        ahead.skipSpaces();
        if (!ahead.atEnd()) {
            days = number(digits);
            in = ahead;
            digits = in.digits();
            if (digits.empty() || !in.rest().starts_with(":"))
                return refused("a time of day is missing behind the days", in.at());
        }
    }
    if (!in.rest().starts_with(":")) { // a number with a unit
        double value = double(number(digits));
        if (in.take(".") || in.take(","))
            value += double(fraction(in.digits())) / 1e9;
        in.skipSpaces();
        Nanoseconds unit = 1s;
        if (!in.atEnd()) {
            const auto known = std::find_if(units.begin(), units.end(),
                                            [&in](const Unit &one) { return in.take(one.word); });
            if (known == units.end())
                return refused("this is no unit", in.at());
            unit = known->length;
        }
        in.skipSpaces();
        if (!in.atEnd())
            return refused("nothing may stand behind the unit", in.at());
        return withinReach(value * std::chrono::duration<double>(unit).count(), negative);
    }
    std::array<std::int64_t, 3> fields{}; // hours, minutes, seconds
    std::size_t count = 0;
    for (;;) {
        fields[count] = number(digits);
        if (digits.empty() || (count > 0 && (digits.size() != 2 || fields[count] > 59)))
            return refused("minutes and seconds are 00 to 59", in.at() - digits.size());
        ++count;
        if (count == fields.size() || !in.take(":"))
            break;
        digits = in.digits();
    }
    std::int64_t nanos = 0;
    if (in.take(".") || in.take(",")) {
        const std::string_view decimals = in.digits();
        if (decimals.empty())
            return refused("decimals are missing", in.at());
        nanos = fraction(decimals);
    }
    in.skipSpaces();
    if (!in.atEnd())
        return refused("this is not part of an offset", in.at());
    if (count == 2) // minutes and seconds
        fields = {0, fields[0], fields[1]};
    // Doubles first: the first field may be anything.
    if (auto far =
            withinReach(double(days) * 86'400 + double(fields[0]) * 3600 + double(fields[1]) * 60, negative);
        !far)
        return far;
    const Nanoseconds value = std::chrono::days{days} + std::chrono::hours{fields[0]} +
                              std::chrono::minutes{fields[1]} + std::chrono::seconds{fields[2]} +
                              Nanoseconds{nanos};
    return negative ? -value : value;
}

std::int64_t TimeOffset::add(std::int64_t time, std::int64_t by)
{
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(time, by, &sum))
        return sum;
    return by < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

std::int64_t TimeOffset::subtract(std::int64_t time, std::int64_t by)
{
    std::int64_t difference = 0;
    if (!__builtin_sub_overflow(time, by, &difference))
        return difference;
    return by < 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

Nanoseconds TimeOffset::between(Timestamp from, Timestamp to)
{
    const Nanoseconds distance{subtract(nanoseconds(to), nanoseconds(from))};
    return std::clamp(distance, -longest, longest);
}

} // namespace desk
