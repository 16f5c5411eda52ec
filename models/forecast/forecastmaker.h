// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/bandcalibration.h"
#include "models/forecast/forecaster.h"
#include "models/forecast/methodpicker.h"

#include <memory>
#include <vector>

namespace desk {

// Makes forecasts of windows: all methods answer, those that have been right lately are mixed, the band is
// calibrated and kept within what the metric can be. Learns from what its forecasts came to. One thread.
class ForecastMaker
{
public:
    // What there is to tell of one series.
    struct Case
    {
        ForecastWindow window;
        MetricId metric{};
    };
    struct Made
    {
        Forecast forecast;     // `horizons` means something where there is no refusal
        IssuedForecast issued; // likewise
    };

    explicit ForecastMaker(std::size_t mostSeries);
    ~ForecastMaker();

    // made: as many as cases.
    void make(std::span<const Case> cases, Timestamp issued, std::span<Made> made);
    void learn(const ForecastJudge::Verdict &verdict);
    void forget(SeriesId series);

private:
    using Said = std::array<QuantileForecast, forecastMethodCount>;
    [[nodiscard]] std::vector<Said> sayAtEnds(std::span<const ForecastWindow> windows) const;
    [[nodiscard]] std::optional<ForecastValue> atEnd(const Case &one, const Said &said, const Said &held,
                                                     const Forecast &forecast, MetricId shared) const;
    void answer(const Case &one, Said said, Said held, Timestamp issued, Made &made);

    std::vector<std::unique_ptr<const Forecaster>> m_methods; // one of each
    MethodPicker m_picker;
    BandCalibration m_bands;
};

} // namespace desk
