// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"
#include "models/telemetry/quality.h"
#include "models/telemetry/seriesdictionary.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace desk {

// The last ten minutes of many series as means of whole seconds of generation time: what forecasts are made
// from and judged by. Bounded: 6.5 kB a series that is watched, 65 MB for 10,000; nothing is allocated by a
// sample. What comes late finds its second as long as that is kept. One thread.
class SecondMeans
{
public:
    // Beyond a window: the second that is still filling, and forecasts that are judged somewhat late.
    static constexpr std::size_t secondsKept = ForecastWindow::seconds + 40;

    struct Counters
    {
        std::uint64_t taken = 0;
        std::uint64_t unwatched = 0; // of series that are not watched
        std::uint64_t unusable = 0;  // not a number, invalid, replaced by a later one, from a clock ahead
        std::uint64_t tooLate = 0;   // older than what is kept

        bool operator==(const Counters &) const = default;
    };

    explicit SecondMeans(std::size_t mostSeries);

    // Numbers only: states, texts, booleans and counters of 64 bits have no mean to look ahead from.
    static bool canForecast(ValueKind kind) { return kind == ValueKind::number; }

    // From now on its samples are kept. False when it cannot be forecast or as many series are watched as may
    // be.
    bool watch(SeriesId series, ValueKind kind);
    void unwatch(SeriesId series);
    // False: it is older than all that is kept.
    bool add(SeriesId series, Timestamp generation, double value, Quality quality = Quality::good);
    // Forgets what was kept of it: the clock that gave it its times was set back.
    void restart(SeriesId series);

    [[nodiscard]] bool isWatched(SeriesId series) const { return rowOf(series) != nullptr; }
    [[nodiscard]] std::size_t watched() const { return m_watched; }
    [[nodiscard]] const Counters &counters() const { return m_counters; }

    // The end of the newest second that anything came in; nothing when nothing did.
    [[nodiscard]] std::optional<Timestamp> newest(SeriesId series) const;
    // The seconds before `end`, which is cut to a whole one, the newest last; NaN where nothing came.
    void read(SeriesId series, Timestamp end, std::span<double> seconds) const;

private:
    static constexpr std::int64_t noSecond = INT64_MIN;

    // A ring: second s is at s modulo secondsKept.
    struct Row
    {
        Row();
        void advance(std::int64_t second);

        std::int64_t newest = noSecond; // since 1970
        std::array<double, secondsKept> mean;
        std::array<std::uint16_t, secondsKept> count{}; // samples in the mean; full at 65,535
    };

    [[nodiscard]] Row *rowOf(SeriesId series) const;

    std::size_t m_mostSeries;
    std::size_t m_watched = 0;
    std::vector<std::unique_ptr<Row>> m_rows; // by series; null = not watched
    Counters m_counters;
};

} // namespace desk
