// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/anomalywatch.h"
#include "models/forecast/forecastmaker.h"
#include "models/forecast/linktracks.h"
#include "models/forecast/predictionsource.h"
#include "models/forecast/watchedseries.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/timeservice.h"

namespace desk {

// What somebody wants to know: forecasts of series as of now, or of the last minute.
struct ForecastQuestion
{
    std::vector<SeriesId> series;
    bool useCache = true;
};

struct ForecastAnswer
{
    std::vector<Forecast> forecasts; // as many as series
    bool cached = false;             // nothing had to be made anew
};

// The forecasts of a desk: keeps ten minutes of the series, makes forecasts of all in turns and of some on
// demand, holds them against what came and learns from it, from the past of a new series too. Those that are
// silent take nobody's turn. The window of a forecast ends with the last whole second; what has not come for
// a minute is refused, whatever its own clock says. No thread of its own, no lock: one thread.
class ForecastEngine
{
public:
    struct Options
    {
        WatchedSeries::Options watched = {};
        std::size_t perSecond = 200;            // made in turns at most; 10,000 series take 50 s
        std::chrono::seconds shortestRound{10}; // fewer series are made no more often
        std::chrono::seconds cacheFor{60};
        ForecastJudge::Options judge = {};
        // Where links are known to end; null = nobody knows. Any thread.
        std::function<TopologySnapshotPtr()> fleet = {};
    };

    ForecastEngine(Options options, const SeriesDictionary &names, const TimeService &time);

    void take(const SampleBatch &batch);
    ForecastAnswer answer(const ForecastQuestion &question);
    // Judges what has fallen due and makes the next few forecasts: some milliseconds. True when more are due
    // now.
    bool step();

    // Forecasts with numbers that were made since the last call: for the record.
    [[nodiscard]] std::vector<Forecast> takeIssued() { return std::exchange(m_issuedNow, {}); }
    [[nodiscard]] PredictionsPtr predictions() const;
    [[nodiscard]] SkillRecordPtr skill() const { return m_skill.record(); }
    [[nodiscard]] AnomaliesPtr anomalies() const { return m_anomalies.record(); }
    [[nodiscard]] std::uint64_t issued() const { return m_issued; }
    [[nodiscard]] std::uint64_t judged() const { return m_judged; }
    [[nodiscard]] std::size_t watched() const { return m_means.watched(); }
    // Grows with each forecast and each verdict.
    [[nodiscard]] std::uint64_t changes() const { return m_made + m_judged; }

    static constexpr std::size_t slice = 16; // forecasts made at a time

private:
    struct Cases // of some series as of a moment; what they borrow stays with them
    {
        std::vector<std::array<double, ForecastWindow::seconds>> values;
        std::vector<std::vector<LinkGeometry>> geometries;
        std::vector<ForecastMaker::Case> cases;
    };
    void prepare(std::span<const SeriesId> series, Timestamp end, Cases &prepared);
    void make(std::span<const SeriesId> series);
    // A series that came with a past (a back-fill, a restart) learns from what would have been said of it in
    // the last minutes, each time from no more than there was then. Once a series.
    void rehearse(std::span<const SeriesId> series);
    void keep(const ForecastMaker::Made &made);
    [[nodiscard]] const Forecast *latest(SeriesId series) const;
    void judge();
    void forget(SeriesId series);
    [[nodiscard]] bool isSilent(SeriesId series) const;
    // How many of the round are due now.
    std::size_t due();

    const Options m_options;
    const TimeService &m_time;
    SecondMeans m_means;
    WatchedSeries m_watched;
    LinkTracks m_tracks;
    ForecastMaker m_maker;
    ForecastJudge m_judge;
    SkillHistory m_skill;
    AnomalyWatch m_anomalies;
    std::vector<std::unique_ptr<Forecast>> m_latest; // by series
    std::vector<bool> m_rehearsed;                   // by series
    std::vector<Forecast> m_issuedNow;

    std::size_t m_next = 0;  // of the round
    SteadyTime m_roundBegan; // silent ones shorten a round, but no series is made more often than that
    double m_credit = 0;     // forecasts that are due
    SteadyTime m_creditedAt;
    SteadyTime m_roomMadeAt;
    Timestamp m_judgedAt{};
    std::uint64_t m_made = 0;
    std::uint64_t m_issued = 0;
    std::uint64_t m_judged = 0;
};

} // namespace desk
