// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastwindow.h"

#include <array>
#include <functional>
#include <limits>
#include <vector>

// A window of values made by a function of the second, 0 to 599; all NaN without one. It owns what it shows.
struct TestWindow
{
    static constexpr double none = std::numeric_limits<double>::quiet_NaN();

    TestWindow() { values.fill(none); }
    explicit TestWindow(const std::function<double(double)> &of)
    {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = of(static_cast<double>(i));
    }
    // Geometry by the second, from 0 (the window's first) to 899.
    TestWindow &withGeometry(const std::function<desk::LinkGeometry(double)> &of)
    {
        for (std::size_t i = 0; i < desk::ForecastWindow::seconds + desk::ForecastWindow::secondsAhead; ++i)
            geometry.push_back(of(static_cast<double>(i)));
        return *this;
    }
    [[nodiscard]] desk::ForecastWindow window() const
    {
        return {.series = desk::SeriesId{1},
                .metric = "snr_db",
                .end = desk::fromNanoseconds(1'000'000'000'000),
                .values = values,
                .geometry = geometry};
    }

    std::array<double, desk::ForecastWindow::seconds> values{};
    std::vector<desk::LinkGeometry> geometry;
};
