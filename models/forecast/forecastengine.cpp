// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastengine.h"

#include "models/forecast/anglemetric.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::chrono::minutes roomInterval{1};
constexpr std::chrono::minutes clockSetBack{1};
constexpr std::size_t mostUnrecorded = 20'000;
constexpr std::chrono::seconds settled{5}; // then what comes late has come

} // namespace

ForecastEngine::ForecastEngine(Options options, const SeriesDictionary &names, const TimeService &time)
    : m_options(std::move(options))
    , m_time(time)
    , m_means(m_options.watched.most)
    , m_watched(m_options.watched, names, m_means)
    , m_maker(m_options.watched.most)
    , m_judge(m_options.judge)
    , m_roundBegan(time.steadyNow())
    , m_creditedAt(time.steadyNow())
    , m_roomMadeAt(time.steadyNow())
{
}

void ForecastEngine::take(const SampleBatch &batch)
{
    for (std::size_t point = 0; point < batch.points(); ++point) {
        const Timestamp generation = fromNanoseconds(batch.generation[point]);
        for (std::uint32_t i = batch.pointBegin(point); i < batch.pointEnd[point]; ++i) {
            const SeriesId series = batch.series[i];
            if (!m_means.isWatched(series) && !m_watched.admit(series))
                continue;
            if (m_means.add(series, generation, batch.value[i], batch.quality[i]))
                continue;
            // What is kept lies in the future of what comes: a clock was set back.
            if (const auto newest = m_means.newest(series);
                newest && *newest - batch.reception > clockSetBack) {
                m_means.restart(series);
                m_means.add(series, generation, batch.value[i], batch.quality[i]);
            }
        }
    }
}

const Forecast *ForecastEngine::latest(SeriesId series) const
{
    return index(series) < m_latest.size() ? m_latest[index(series)].get() : nullptr;
}

ForecastAnswer ForecastEngine::answer(const ForecastQuestion &question)
{
    const Timestamp now = m_time.now();
    ForecastAnswer answer;
    answer.forecasts.resize(question.series.size());
    std::vector<SeriesId> wanted;
    for (std::size_t i = 0; i < question.series.size(); ++i) {
        const SeriesId series = question.series[i];
        Forecast &forecast = answer.forecasts[i];
        forecast.series = series;
        forecast.end = forecast.issued = now;
        forecast.current = QuantileForecast::nothing;
        forecast.refusal = m_watched.ask(series);
        if (forecast.refusal != ForecastRefusal::none)
            continue;
        const Forecast *known = question.useCache ? latest(series) : nullptr;
        if (!known || now - known->issued >= m_options.cacheFor || known->issued > now)
            wanted.push_back(series);
    }
    answer.cached = wanted.empty() && question.useCache;
    std::ranges::sort(wanted);
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    for (std::size_t begin = 0; begin < wanted.size(); begin += slice)
        make(std::span(wanted).subspan(begin, std::min(slice, wanted.size() - begin)));
    for (Forecast &forecast : answer.forecasts) {
        const Forecast *known = forecast.refusal == ForecastRefusal::none ? latest(forecast.series) : nullptr;
        if (known)
            forecast = *known;
    }
    return answer;
}

void ForecastEngine::make(std::span<const SeriesId> series)
{
    const Timestamp now = m_time.now();
    Cases prepared;
    prepare(series, std::chrono::floor<std::chrono::seconds>(now), prepared);
    std::vector<ForecastMaker::Made> made(series.size());
    m_maker.make(prepared.cases, now, made);
    for (const ForecastMaker::Made &one : made)
        keep(one);
}

void ForecastEngine::prepare(std::span<const SeriesId> series, Timestamp end, Cases &prepared)
{
    if (m_options.fleet)
        m_tracks.setFleet(m_options.fleet());
    auto &[values, geometries, cases] = prepared;
    values.resize(series.size());
    geometries.reserve(series.size()); // of the links: series of one stand together
    cases.reserve(series.size());
    std::pair<NodeId, NodeId> link{noNode, noNode};
    for (std::size_t i = 0; i < series.size(); ++i) {
        m_means.read(series[i], end, values[i]);
        const WatchedSeries::Facts &facts = *m_watched.find(series[i]);
        const std::string &metric = m_watched.metricName(facts.metric);
        if (isAngle(metric))
            layOutAngles(values[i]);
        std::span<const LinkGeometry> geometry;
        if (facts.dst != noNode) {
            // A series of it that fell silent does not know where its ends are now.
            if (link != std::pair(facts.node, facts.dst) || geometries.back().empty()) {
                link = {facts.node, facts.dst};
                m_tracks.read(facts.node, facts.dst, end, values[i], geometries.emplace_back());
            }
            geometry = geometries.back();
        }
        cases.push_back({{.series = series[i],
                          .metric = metric,
                          .end = end,
                          .values = std::span<const double, ForecastWindow::seconds>(values[i]),
                          .geometry = geometry},
                         facts.metric});
    }
}

void ForecastEngine::rehearse(std::span<const SeriesId> series)
{
    const Timestamp now = std::chrono::floor<std::chrono::seconds>(m_time.now()) - settled;
    std::vector<SeriesId> unknown;
    for (const SeriesId id : series) {
        if (index(id) >= m_rehearsed.size())
            m_rehearsed.resize(index(id) + std::size_t{1});
        const auto newest = m_means.newest(id);
        if (m_rehearsed[index(id)] || !newest || now - *newest > forecastHorizons.front())
            continue; // known, or still in its past
        m_rehearsed[index(id)] = true;
        unknown.push_back(id);
    }
    if (unknown.empty())
        return;
    for (auto back = forecastHorizons.back(); back >= forecastHorizons.front();
         back -= forecastHorizons.front()) {
        Cases prepared;
        prepare(unknown, now - back, prepared);
        std::vector<ForecastMaker::Made> made(unknown.size());
        m_maker.make(prepared.cases, now - back, made);
        for (const auto &[forecast, issued] : made) {
            if (forecast.refusal != ForecastRefusal::none)
                continue;
            for (std::size_t horizon = 0;
                 horizon < forecastHorizons.size() && forecastHorizons[horizon] <= back; ++horizon)
                m_maker.learn({issued, horizon, m_judge.actualOf(issued, horizon, m_means)});
        }
    }
}

// Judged and recorded is at most one a series and second, whoever asks how often.
void ForecastEngine::keep(const ForecastMaker::Made &made)
{
    ++m_made;
    const std::size_t place = index(made.forecast.series);
    if (place >= m_latest.size())
        m_latest.resize(place + 1);
    std::unique_ptr<Forecast> &latest = m_latest[place];
    const bool isNew = !latest || latest->end != made.forecast.end;
    if (!latest)
        latest = std::make_unique<Forecast>();
    *latest = made.forecast;
    if (made.forecast.refusal != ForecastRefusal::none)
        return;
    ++m_issued;
    if (!isNew)
        return;
    m_judge.add(made.issued);
    if (m_issuedNow.size() < mostUnrecorded)
        m_issuedNow.push_back(made.forecast);
}

void ForecastEngine::judge()
{
    const Timestamp now = std::chrono::floor<std::chrono::seconds>(m_time.now());
    if (now == m_judgedAt)
        return;
    m_judgedAt = now;
    m_judge.judge(now, m_means, [this](const ForecastJudge::Verdict &verdict) {
        ++m_judged;
        m_maker.learn(verdict);
        m_anomalies.learn(verdict);
        m_skill.add(verdict, m_watched.metricName(metricOfShared(verdict.issued.metric)));
    });
}

void ForecastEngine::forget(SeriesId series)
{
    m_maker.forget(series);
    m_anomalies.forget(series);
    if (index(series) < m_rehearsed.size())
        m_rehearsed[index(series)] = false;
    if (index(series) < m_latest.size())
        m_latest[index(series)].reset();
}

// Nothing new can be said of it: that it is silent was.
bool ForecastEngine::isSilent(SeriesId series) const
{
    const Forecast *known = latest(series);
    if (!known || known->refusal != ForecastRefusal::stale)
        return false;
    const auto newest = m_means.newest(series);
    return newest && m_time.now() - *newest > forecastHorizons.front() + std::chrono::seconds(1);
}

std::size_t ForecastEngine::due()
{
    const SteadyTime now = m_time.steadyNow();
    const auto count = static_cast<double>(m_means.watched());
    const double round = std::max(static_cast<double>(m_options.shortestRound.count()),
                                  count / static_cast<double>(m_options.perSecond));
    const double passed = std::chrono::duration<double>(now - m_creditedAt).count();
    m_creditedAt = now;
    // What was missed while the machine slept is not made up for.
    m_credit = std::min(m_credit + passed * count / round, count);
    return static_cast<std::size_t>(m_credit);
}

bool ForecastEngine::step()
{
    judge();
    for (const SeriesId series : m_watched.takeDisplaced())
        forget(series);
    if (m_time.steadyNow() - m_roomMadeAt >= roomInterval) {
        m_roomMadeAt = m_time.steadyNow();
        m_watched.makeRoom(m_time.now(), [this](SeriesId series) { forget(series); });
    }
    const std::size_t wanted = std::min(due(), slice);
    const std::vector<SeriesId> &order = m_watched.inOrder();
    if (wanted == 0 || order.empty())
        return false;
    if (m_next >= order.size()) {
        if (m_time.steadyNow() - m_roundBegan < m_options.shortestRound)
            return false;
        m_next = 0;
        m_roundBegan = m_time.steadyNow();
    }
    std::vector<SeriesId> some;
    for (; m_next < order.size() && some.size() < wanted; ++m_next) {
        if (!isSilent(order[m_next]))
            some.push_back(order[m_next]);
    }
    rehearse(some);
    make(some);
    m_credit -= static_cast<double>(some.size());
    return m_credit >= 1;
}

PredictionsPtr ForecastEngine::predictions() const
{
    auto predictions = std::make_shared<Predictions>();
    predictions->time = m_time.now();
    predictions->forecasts.reserve(m_means.watched());
    for (const auto &latest : m_latest) {
        if (latest && m_means.isWatched(latest->series))
            predictions->forecasts.push_back(*latest);
    }
    return predictions;
}

} // namespace desk
