// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/timeticks.h"

#include <array>
#include <limits>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t second = 1000 * millisecond;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

constexpr std::array steps{
    1 * millisecond,  2 * millisecond,   5 * millisecond,   10 * millisecond,  20 * millisecond,
    50 * millisecond, 100 * millisecond, 200 * millisecond, 500 * millisecond, 1 * second,
    2 * second,       5 * second,        10 * second,       15 * second,       30 * second,
    1 * minute,       2 * minute,        5 * minute,        10 * minute,       15 * minute,
    30 * minute,      1 * hour,          2 * hour,          3 * hour,          6 * hour,
    12 * hour,        1 * day,           2 * day,           7 * day,           14 * day,
    28 * day,         56 * day,          112 * day,         224 * day};

QString label(std::int64_t time, std::int64_t step)
{
    const std::string full =
        formatTimestamp(fromNanoseconds(time), Fraction::milli); // 2026-11-21T14:03:07.250Z
    const std::string_view text = full;
    const std::size_t t = text.find('T');
    const auto part = [](std::string_view v) { return QString::fromLatin1(v.data(), qsizetype(v.size())); };
    if (time % day == 0)
        return part(text.substr(0, t));
    if (step < second)
        return part(text.substr(t + 1));
    return part(text.substr(t + 1, step < minute ? 8 : 5)) + u'Z';
}

} // namespace

std::vector<TimeTick> timeTicks(const TimeRange &range, double width, double leastSpacing)
{
    std::vector<TimeTick> out;
    const std::int64_t start = nanoseconds(range.start);
    const std::int64_t end = nanoseconds(range.end);
    if (end <= start || width <= 0)
        return out;
    const double least = double(end - start) / width * leastSpacing;
    std::int64_t step = steps.back();
    for (const std::int64_t candidate : steps) {
        // Hours and minutes need less room than seconds and their fractions.
        const double share = candidate >= minute ? 0.65 : candidate >= second ? 0.8 : 1.0;
        if (double(candidate) >= least * share) {
            step = candidate;
            break;
        }
    }
    std::int64_t time = start - start % step;
    if (time < start) {
        if (time > std::numeric_limits<std::int64_t>::max() - step)
            return out;
        time += step;
    }
    while (time < end && out.size() < 1000) {
        out.push_back({time, label(time, step)});
        if (time > std::numeric_limits<std::int64_t>::max() - step)
            break;
        time += step;
    }
    return out;
}

} // namespace desk
