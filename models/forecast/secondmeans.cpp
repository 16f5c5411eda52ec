// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/secondmeans.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr auto kept = static_cast<std::int64_t>(SecondMeans::secondsKept);
constexpr double greatest = 1e300;
constexpr double noMean = std::numeric_limits<double>::quiet_NaN();

// Since 1970.
std::int64_t wholeSecond(Timestamp time)
{
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::size_t slotOf(std::int64_t second)
{
    const std::int64_t slot = second % kept;
    return static_cast<std::size_t>(slot < 0 ? slot + kept : slot);
}

} // namespace

SecondMeans::Row::Row()
{
    mean.fill(noMean);
}

// Seconds that were stepped over hold nothing, and not what was there a turn of the ring ago.
void SecondMeans::Row::advance(std::int64_t second)
{
    const std::int64_t first = newest == noSecond ? second : std::max(newest + 1, second - kept + 1);
    for (std::int64_t each = first; each <= second; ++each) {
        mean[slotOf(each)] = noMean;
        count[slotOf(each)] = 0;
    }
    newest = second;
}

SecondMeans::SecondMeans(std::size_t mostSeries)
    : m_mostSeries(mostSeries)
{
}

bool SecondMeans::watch(SeriesId series, ValueKind kind)
{
    if (!canForecast(kind))
        return false;
    if (isWatched(series))
        return true;
    if (m_watched >= m_mostSeries)
        return false;
    if (index(series) >= m_rows.size())
        m_rows.resize(index(series) + std::size_t{1});
    m_rows[index(series)] = std::make_unique<Row>();
    ++m_watched;
    return true;
}

void SecondMeans::unwatch(SeriesId series)
{
    if (!isWatched(series))
        return;
    m_rows[index(series)].reset();
    --m_watched;
}

SecondMeans::Row *SecondMeans::rowOf(SeriesId series) const
{
    return index(series) < m_rows.size() ? m_rows[index(series)].get() : nullptr;
}

void SecondMeans::restart(SeriesId series)
{
    if (Row *row = rowOf(series))
        *row = Row();
}

bool SecondMeans::add(SeriesId series, Timestamp generation, double value, Quality quality)
{
    Row *row = rowOf(series);
    if (!row) {
        ++m_counters.unwatched;
        return true;
    }
    // A clock that is ahead would push out all that is kept.
    if (std::isnan(value) || has(quality, Quality::invalid) || has(quality, Quality::superseded) ||
        has(quality, Quality::clockAhead)) {
        ++m_counters.unusable;
        return true;
    }
    const std::int64_t second = wholeSecond(generation);
    if (row->newest != noSecond && second <= row->newest - kept) {
        ++m_counters.tooLate;
        return false;
    }
    if (row->newest == noSecond || second > row->newest)
        row->advance(second);
    // Infinities would make a mean of them no number, and the window look as if nothing had come.
    const double finite = std::clamp(value, -greatest, greatest);
    double &mean = row->mean[slotOf(second)];
    std::uint16_t &count = row->count[slotOf(second)];
    if (count == 0)
        mean = finite;
    else
        mean += (finite - mean) / (count + 1.0);
    count = static_cast<std::uint16_t>(std::min<int>(count + 1, UINT16_MAX));
    ++m_counters.taken;
    return true;
}

std::optional<Timestamp> SecondMeans::newest(SeriesId series) const
{
    const Row *row = rowOf(series);
    if (!row || row->newest == noSecond)
        return std::nullopt;
    return Timestamp{std::chrono::seconds(row->newest + 1)};
}

void SecondMeans::read(SeriesId series, Timestamp end, std::span<double> seconds) const
{
    std::ranges::fill(seconds, noMean);
    const Row *row = rowOf(series);
    if (!row || row->newest == noSecond)
        return;
    std::int64_t second = wholeSecond(end);
    for (std::size_t i = seconds.size(); i > 0; --i) {
        --second;
        if (second <= row->newest - kept)
            break;
        if (second <= row->newest)
            seconds[i - 1] = row->mean[slotOf(second)];
    }
}

} // namespace desk
