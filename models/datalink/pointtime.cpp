// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/pointtime.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 14> timeNames{
    "timestamp", "time",       "datetime",        "date",        "utc",        "ts",       "t", "epoch",
    "unixtime",  "created_at", "generation_time", "recorded_at", "event_time", "date_time"};
constexpr std::array<std::string_view, 5> elapsedNames{"time", "t", "elapsed", "uptime", "offset"};

// "Time (UTC) [ms]" as time, utc, ms.
std::vector<std::string> words(std::string_view name)
{
    std::vector<std::string> found(1);
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            found.back() += static_cast<char>(upper ? c + 32 : c);
        else if (!found.back().empty())
            found.emplace_back();
    }
    if (found.back().empty())
        found.pop_back();
    return found;
}

std::optional<std::chrono::nanoseconds> unitOfWord(std::string word)
{
    if (word.size() > 3 && word.back() == 's')
        word.pop_back(); // seconds, mins
    static constexpr std::array<std::pair<std::string_view, std::chrono::nanoseconds>, 16> units{
        {{"s", 1s},
         {"sec", 1s},
         {"second", 1s},
         {"ms", 1ms},
         {"msec", 1ms},
         {"millisecond", 1ms},
         {"us", 1us},
         {"usec", 1us},
         {"microsecond", 1us},
         {"ns", 1ns},
         {"nanosecond", 1ns},
         {"min", 1min},
         {"minute", 1min},
         {"hour", 1h},
         {"h", 1h},
         {"day", 24h}}};
    for (const auto &[known, unit] : units) {
        if (word == known)
            return unit;
    }
    return std::nullopt;
}

template <class Names>
bool contains(const Names &names, std::string_view word)
{
    return std::find(names.begin(), names.end(), word) != names.end();
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

} // namespace

Result<std::chrono::minutes> parseZone(std::string_view text)
{
    if (text == "UTC" || text == "utc" || text == "Z" || text == "GMT")
        return 0min;
    // The zone of a time, read by the reader of times.
    const auto noon = parseTimestamp("2000-01-01T12:00:00" + std::string(text));
    if (text.empty() || (text.front() != '+' && text.front() != '-') || !noon)
        return failure(ErrorCode::invalidArgument,
                       std::string(text) + " is not a zone; write UTC or an offset such as +02:00", "zone");
    const Timestamp utcNoon{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1} + 12h};
    return std::chrono::duration_cast<std::chrono::minutes>(utcNoon - *noon);
}

std::optional<Timestamp> timeOfNumber(std::string_view text)
{
    constexpr double seconds1973 = 1e8;
    std::int64_t integer = 0;
    const char *const end = text.data() + text.size();
    if (const auto read = std::from_chars(text.data(), end, integer);
        read.ec == std::errc{} && read.ptr == end) {
        std::int64_t unit = 1;
        for (const std::int64_t limit : {100'000'000'000'000'000, 100'000'000'000'000, 100'000'000'000}) {
            if (integer >= limit)
                break;
            unit *= 1000;
        }
        if (static_cast<double>(integer) < seconds1973 || integer > INT64_MAX / unit)
            return std::nullopt;
        return fromNanoseconds(integer * unit);
    }
    double number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || !(number >= seconds1973 && number < 9.2e18))
        return std::nullopt;
    const double unit = number < 1e11 ? 1e9 : number < 1e14 ? 1e6 : number < 1e17 ? 1e3 : 1;
    const double whole = std::floor(number);
    if (whole * unit > 9.2e18)
        return std::nullopt;
    return fromNanoseconds(static_cast<std::int64_t>(whole) * static_cast<std::int64_t>(unit) +
                           std::llround((number - whole) * unit));
}

Result<Timestamp> parsePointTime(std::string_view given, std::chrono::minutes zone)
{
    const std::string_view text = trimmed(given);
    if (const auto counted = timeOfNumber(text))
        return *counted;
    std::string iso(text);
    if (iso.size() >= 10) {
        for (const std::size_t at : {4U, 7U}) {
            if (iso[at] == '/')
                iso[at] = '-';
        }
    }
    if (const auto zoned = parseTimestamp(iso))
        return *zoned;
    constexpr std::size_t dateOnly = 10;
    if (const auto local = parseTimestamp(iso + (iso.size() == dateOnly ? "T00:00:00Z" : "Z")))
        return *local - zone;
    return failure(ErrorCode::parseError,
                   "'" + std::string(text.substr(0, 40)) +
                       "' is not a time; ISO 8601 such as 2026-11-21T14:03:07Z, or seconds since 1970",
                   "timestamp");
}

std::optional<std::chrono::nanoseconds> elapsedUnit(std::string_view column)
{
    const auto parts = words(column);
    if (parts.empty() || parts.size() > 2)
        return std::nullopt;
    if (parts.size() == 2 && !contains(elapsedNames, parts.front()))
        return std::nullopt;
    return unitOfWord(parts.back());
}

bool isTimeName(std::string_view column)
{
    auto parts = words(column);
    while (parts.size() > 1 && (parts.back() == "utc" || unitOfWord(parts.back())))
        parts.pop_back();
    std::string name;
    for (const std::string &part : parts)
        name += (name.empty() ? "" : "_") + part;
    return contains(timeNames, name);
}

} // namespace desk
