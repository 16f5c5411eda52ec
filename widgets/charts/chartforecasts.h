// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/predictionsource.h"
#include "widgets/charts/plotgrid.h"
#include "widgets/charts/trace.h"

#include <span>

namespace desk {

// What a chart shows to the right of now: of each of its series the newest forecast, as a fan from the value
// it was made of. A held view keeps those it was held with; what is too old to be told, or was made later
// than the moment shown, is not shown. The source must outlive it or be taken away. GUI thread.
class ChartForecasts
{
public:
    struct Point // generation time in ns; lower and upper NaN while nobody can say them
    {
        std::int64_t time = 0;
        double value = 0;
        double lower = 0;
        double upper = 0;
        bool operator==(const Point &) const = default;
    };
    struct Fan
    {
        SeriesId series = noSeries;
        std::vector<Point> points;       // at least two; the first is where it begins, and no forecast
        std::optional<Timestamp> endsAt; // the link ends then; no points behind it
        ForecastMethod method = ForecastMethod::persistence;
        bool operator==(const Fan &) const = default;
    };

    static constexpr std::chrono::seconds ahead{5 * 60}; // as far as forecasts reach
    static constexpr std::chrono::seconds oldest{2 * 60};

    void setSource(const PredictionSource *source);
    void setShown(bool shown);
    [[nodiscard]] bool areShown() const { return m_shown; }
    // A fan is there, or was since series came: a chart does not change its scale for one that is late.
    [[nodiscard]] bool needRoom() const { return m_shown && m_room; }

    // Returns whether anything is different now.
    bool update(const std::vector<Trace> &traces, const PlotGrid &grid, bool held);
    [[nodiscard]] const std::vector<Fan> &fans() const { return m_fans; }
    // Where a series was not what was forecast, by time; switched with the fans.
    [[nodiscard]] std::span<const Anomaly> anomalies(SeriesId series) const;
    // Between the points of a fan; nullopt where there is none, or at its beginning.
    [[nodiscard]] std::optional<Point> at(SeriesId series, Timestamp time) const;

private:
    [[nodiscard]] std::optional<Fan> fanOf(const Trace &trace, const PlotGrid &grid) const;

    const PredictionSource *m_source = nullptr;
    PredictionsPtr m_predictions;
    AnomaliesPtr m_anomalies; // null = nobody looks
    std::vector<Fan> m_fans;
    std::uint64_t m_version = 0;
    bool m_shown = true;
    bool m_room = false;
};

} // namespace desk
