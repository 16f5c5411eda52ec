// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/issuedforecast.h"
#include "models/forecast/secondmeans.h"

#include <array>
#include <functional>
#include <vector>

namespace desk {

// Keeps what was said until its horizon has come, then holds it against what came: the newest mean of the
// last `reach` seconds up to the horizon, so that a series of 10 seconds is judged too. What came before the
// forecast was made is never taken. Angles are taken on
// the shorter way. Bounded: a ring of forecasts, the oldest go first and are counted. One
// thread.
class ForecastJudge
{
public:
    struct Options
    {
        std::size_t mostForecasts = 100'000;                   // 20 MB
        std::chrono::seconds reach = std::chrono::seconds{10}; // at most 60
        std::chrono::seconds grace = std::chrono::seconds{5};  // for what comes late; at most 30
    };
    struct Verdict
    {
        const IssuedForecast &issued; // for the call
        std::size_t horizon = 0;
        double actual = 0; // NaN = it never came
    };
    using Report = std::function<void(const Verdict &)>;

    explicit ForecastJudge(Options options);

    // In the order of their windows' ends; one that goes back in time (another replay) makes it forget the
    // others.
    void add(const IssuedForecast &issued);
    // Reports each forecast and horizon that is over at `now`, once.
    void judge(Timestamp now, const SecondMeans &means, const Report &report);
    void clear();
    // What came at a horizon of it; NaN = nothing did.
    [[nodiscard]] double actualOf(const IssuedForecast &issued, std::size_t horizon,
                                  const SecondMeans &means) const;

    [[nodiscard]] std::size_t waiting() const { return m_count; }
    // Those that had to go before all their horizons had come.
    [[nodiscard]] std::uint64_t displaced() const { return m_displaced; }

private:
    [[nodiscard]] IssuedForecast &at(std::size_t place) { return m_ring[(m_first + place) % m_ring.size()]; }
    void removeOldest();

    Options m_options;
    std::vector<IssuedForecast> m_ring; // grows to mostForecasts
    std::size_t m_first = 0;
    std::size_t m_count = 0;
    std::array<std::size_t, forecastHorizons.size()> m_judged{}; // by horizon, how many from the oldest on
    std::uint64_t m_displaced = 0;
};

} // namespace desk
