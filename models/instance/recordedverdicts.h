// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecastjudge.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace desk {

class SessionReader;
struct SessionForecast;

// Numbers from 0 on for series of a file, whose own may be any. Bounded. A value.
class SeriesPlaces
{
public:
    static constexpr std::size_t most = 10'000;

    std::optional<SeriesId> of(SeriesId recorded); // nothing for one too many
    [[nodiscard]] SeriesId recorded(SeriesId place) const { return m_recorded[index(place)]; }
    [[nodiscard]] bool isFull() const { return m_recorded.size() == most; }

private:
    std::map<SeriesId, SeriesId> m_places;
    std::vector<SeriesId> m_recorded; // by place
};

// Asked while a recording is judged; what they say gives it up.
struct JudgingOwner
{
    std::function<bool()> goesOn;    // now and then; may read forecasts with the same reader
    std::function<bool()> isStopped; // often; may not
};

// Holds the forecasts of a recording that fell due in a stretch of time against its samples, as far as these
// had come by the stretch's end: what a desk told of them. Bounded: 10 minutes, 300,000 forecasts, one
// series' samples at a time. Used once; one thread.
class RecordedVerdicts
{
public:
    static constexpr std::chrono::seconds grace{5}; // for what came late
    // The series of what was issued is its place.
    using Report = std::function<void(const ForecastJudge::Verdict &, const std::string &metric)>;

    // All outlive it.
    RecordedVerdicts(SessionReader &reader, SeriesPlaces &places, const JudgingOwner &owner,
                     TimeRange stretch);

    // Reads and judges them. False: it was given up.
    bool judge();
    // In the order in which they fell due.
    void report(const Report &report) const;
    // What is left out because it cannot be read or is too much; for people.
    [[nodiscard]] const std::string &fault() const { return m_fault; }

private:
    // A forecast as far as it is judged: there are many.
    struct Said
    {
        SeriesId place{};
        Timestamp end{};
        double current = 0;
        ForecastMethod method = ForecastMethod::persistence;
        std::array<IssuedForecast::Quantiles, forecastHorizons.size()> shown{};
    };
    struct Due
    {
        Timestamp at{};
        std::uint32_t said = 0; // which
        std::uint32_t horizon = 0;
        double actual = 0;
    };

    void readForecasts();
    bool take(const SessionForecast &recorded); // false: no more
    // False: what came of its series cannot be read.
    bool readMeans(SeriesId place, SecondMeans &means);
    static Said saidOf(const Forecast &forecast, SeriesId place, bool isAngleMetric);
    static IssuedForecast issuedOf(const Said &said, SeriesId series, std::string_view metric);
    [[nodiscard]] std::string metricOf(SeriesId recorded) const; // empty: the file does not name it

    SessionReader &m_reader;
    SeriesPlaces &m_places;
    const JudgingOwner &m_owner;
    const TimeRange m_stretch;
    std::size_t m_rows = 0;
    std::vector<Said> m_said;
    std::vector<Due> m_due;
    std::string m_fault;
};

} // namespace desk
