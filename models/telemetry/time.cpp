// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/time.h"

#include <array>
#include <cstdio>

namespace desk {
namespace {

struct Reader
{
    std::string_view text;
    std::size_t at = 0;

    bool digits(int count, int &value)
    {
        if (at + static_cast<std::size_t>(count) > text.size())
            return false;
        value = 0;
        for (int i = 0; i < count; ++i) {
            const char c = text[at + static_cast<std::size_t>(i)];
            if (c < '0' || c > '9')
                return false;
            value = value * 10 + (c - '0');
        }
        at += static_cast<std::size_t>(count);
        return true;
    }

    bool take(char c)
    {
        if (at < text.size() && text[at] == c) {
            ++at;
            return true;
        }
        return false;
    }

    tl::unexpected<Error> wrong(const char *expected) const
    {
        return failure(ErrorCode::parseError,
                       std::string("not an ISO 8601 time with a zone: expected ") + expected +
                           " at character " + std::to_string(at + 1) +
                           ", for example 2026-11-21T14:03:07.250Z",
                       {}, static_cast<std::int64_t>(at));
    }
};

int digitRun(std::string_view text, std::size_t from)
{
    int n = 0;
    while (from + static_cast<std::size_t>(n) < text.size() &&
           text[from + static_cast<std::size_t>(n)] >= '0' && text[from + static_cast<std::size_t>(n)] <= '9')
        ++n;
    return n;
}

Result<std::chrono::sys_days> readDate(Reader &in)
{
    int year = 0;
    if (!in.digits(4, year) || !in.take('-'))
        return in.wrong("YYYY-");
    const int run = digitRun(in.text, in.at);
    if (run == 3) {
        int day = 0;
        in.digits(3, day);
        const bool leap = std::chrono::year{year}.is_leap();
        if (day < 1 || day > (leap ? 366 : 365))
            return in.wrong("a day of year 001-366");
        return std::chrono::sys_days{std::chrono::year{year} / 1 / 1} + std::chrono::days{day - 1};
    }
    int month = 0;
    int day = 0;
    if (!in.digits(2, month) || !in.take('-') || !in.digits(2, day))
        return in.wrong("MM-DD");
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{unsigned(month)},
                                           std::chrono::day{unsigned(day)}};
    if (!date.ok())
        return in.wrong("a day that exists");
    return std::chrono::sys_days{date};
}

Result<std::int64_t> readFraction(Reader &in)
{
    std::int64_t ns = 0;
    if (!in.take('.') && !in.take(','))
        return ns;
    const int run = digitRun(in.text, in.at);
    if (run == 0)
        return in.wrong("digits after the decimal point");
    std::int64_t scale = 100'000'000;
    for (int i = 0; i < run; ++i, scale /= 10)
        ns += scale * (in.text[in.at + static_cast<std::size_t>(i)] - '0');
    in.at += static_cast<std::size_t>(run);
    return ns;
}

Result<std::chrono::minutes> readZone(Reader &in)
{
    using std::chrono::minutes;
    if (in.take('Z') || in.take('z'))
        return minutes{0};
    const bool plus = in.take('+');
    if (!plus && !in.take('-'))
        return in.wrong("a zone (Z or +hh:mm)");
    int h = 0;
    int m = 0;
    if (!in.digits(2, h))
        return in.wrong("a zone +hh:mm");
    in.take(':');
    if (!in.digits(2, m) || h > 23 || m > 59)
        return in.wrong("a zone +hh:mm");
    return minutes{(plus ? 1 : -1) * (h * 60 + m)};
}

} // namespace

Result<Timestamp> parseTimestamp(std::string_view text)
{
    Reader in{text};
    const auto date = readDate(in);
    if (!date)
        return tl::unexpected(date.error());
    const int year = int(std::chrono::year_month_day{*date}.year());
    if (year < 1970 || year > 2261)
        return failure(ErrorCode::outOfRange, "year must be 1970 to 2261", {}, 0);
    if (!in.take('T') && !in.take('t') && !in.take(' '))
        return in.wrong("T and a time of day");
    int h = 0;
    int m = 0;
    int s = 0;
    if (!in.digits(2, h) || !in.take(':') || !in.digits(2, m))
        return in.wrong("hh:mm");
    if (in.take(':') && !in.digits(2, s))
        return in.wrong("seconds");
    if (h > 23 || m > 59 || s > 60)
        return in.wrong("a time of day up to 23:59:60");
    const auto fraction = readFraction(in);
    if (!fraction)
        return tl::unexpected(fraction.error());
    const auto zone = readZone(in);
    if (!zone)
        return tl::unexpected(zone.error());
    if (in.at != text.size())
        return in.wrong("the end");
    return Timestamp{*date} + std::chrono::hours{h} + std::chrono::minutes{m} + std::chrono::seconds{s} +
           std::chrono::nanoseconds{*fraction} - *zone;
}

std::string formatTimestamp(Timestamp t, Fraction fraction)
{
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{t - day};
    // Written by hand: every answer to a producer carries one. Times in nanoseconds lie in 1677 … 2262.
    std::string text = "0000-00-00T00:00:00.000000000Z";
    const auto put = [&text](std::size_t at, std::size_t digits, std::int64_t number) {
        for (; digits > 0; --digits, number /= 10)
            text[at + digits - 1] = static_cast<char>('0' + number % 10);
    };
    put(0, 4, int(date.year()));
    put(5, 2, unsigned(date.month()));
    put(8, 2, unsigned(date.day()));
    put(11, 2, time.hours().count());
    put(14, 2, time.minutes().count());
    put(17, 2, time.seconds().count());
    put(20, 9, time.subseconds().count());
    if (fraction != Fraction::nano)
        text.replace(fraction == Fraction::none ? 19 : 23, std::string::npos, "Z");
    return text;
}

std::string formatDayOfYear(Timestamp t)
{
    const auto day = std::chrono::floor<std::chrono::days>(t);
    const std::chrono::year_month_day date{day};
    const auto dayOfYear = (day - std::chrono::sys_days{date.year() / 1 / 1}).count() + 1;
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(t - day)};
    std::array<char, 48> text{};
    const int n =
        std::snprintf(text.data(), text.size(), "%04d-%03dT%02d:%02d:%02dZ", int(date.year()), int(dayOfYear),
                      int(time.hours().count()), int(time.minutes().count()), int(time.seconds().count()));
    return {text.data(), static_cast<std::size_t>(n)};
}

} // namespace desk
