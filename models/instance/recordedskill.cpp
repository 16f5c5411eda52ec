// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedskill.h"

#include "models/archive/sessionreader.h"
#include "models/forecast/anglemetric.h"
#include "models/forecast/forecastrecord.h"

#include <algorithm>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto stretch = SkillHistory::spanLength;
constexpr auto longestToIssue = 30s; // from a window's end
constexpr std::size_t mostForecasts = 300'000;
// Sums of days with them hold.
constexpr Timestamp earliest{-std::chrono::hours(24 * 365 * 250)};
constexpr Timestamp latest{std::chrono::hours(24 * 365 * 250)};
constexpr std::chrono::seconds reachOfJudge = ForecastJudge::Options{}.reach;

Timestamp stretchBegin(Timestamp time)
{
    return std::chrono::floor<std::chrono::duration<std::int64_t, std::ratio<600>>>(time);
}

// A forecast as far as it is judged: there are many.
struct Said
{
    SeriesId series{}; // its place
    Timestamp end{};
    double current = 0;
    ForecastMethod method = ForecastMethod::persistence;
    std::array<IssuedForecast::Quantiles, forecastHorizons.size()> shown{};
};

Said saidOf(const Forecast &forecast, bool isAngleMetric)
{
    IssuedForecast issued;
    issued.current = forecast.current;
    QuantileForecast shown;
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        const ForecastValue &value = forecast.horizons[horizon];
        if (value.endsAt)
            continue;
        const double turn = isAngleMetric ? angleNear(value.value, forecast.current) - value.value : 0;
        shown.horizons[horizon] = {value.lower + turn, value.value + turn, value.upper + turn};
    }
    issued.setShown(forecast.method, shown);
    return {forecast.series, forecast.end, forecast.current, forecast.method, issued.shown};
}

IssuedForecast issuedOf(const Said &said, SeriesId series, std::string_view metric)
{
    IssuedForecast issued;
    issued.series = series;
    issued.end = said.end;
    issued.current = said.current;
    issued.isAngle = isAngle(metric);
    issued.answered = said.method;
    issued.shown = said.shown;
    return issued;
}

// The samples of a series at [begin, end) as means of seconds. A series of so many samples that they do not
// fit into memory at once is read in pieces.
Result<void> readMeans(SessionReader &reader, SeriesId series, Timestamp begin, Timestamp end,
                       SecondMeans &means)
{
    constexpr std::size_t mostSamples = 1'000'000;
    constexpr std::chrono::nanoseconds shortest = 1s;
    std::chrono::nanoseconds piece = end - begin;
    for (Timestamp at = begin; at < end;) {
        const Timestamp until = std::min(end, at + piece);
        const auto samples = reader.samples(series, nanoseconds(at), nanoseconds(until), mostSamples);
        if (!samples && samples.error().code != ErrorCode::tooLarge)
            return tl::unexpected(samples.error());
        if (!samples && piece > shortest) {
            piece = std::max(shortest, piece / 8);
            continue;
        }
        for (std::size_t i = 0; samples && i < samples->size(); ++i)
            means.add(SeriesId{0}, fromNanoseconds(samples->generation[i]), samples->value[i],
                      samples->quality[i]);
        at = until;
    }
    return {};
}

} // namespace

std::optional<SeriesId> RecordedSkill::placeOf(SeriesId recorded)
{
    if (const auto known = m_places.find(recorded); known != m_places.end())
        return known->second;
    if (m_recorded.size() == mostSeries)
        return std::nullopt;
    const SeriesId place{static_cast<std::uint32_t>(m_recorded.size())};
    m_recorded.push_back(recorded);
    m_places.emplace(recorded, place);
    return place;
}

void RecordedSkill::begin(Timestamp until)
{
    if (m_hasBegun) { // what is finished needs not be judged again
        const SkillRecordPtr judged = m_recent.record();
        for (const auto &span : judged->spans) {
            if (span->end <= m_judgedTo)
                m_past[span->begin] = span;
        }
    }
    m_hasBegun = true;
    m_begun = m_judgedTo = m_judgedFrom = stretchBegin(until - recent);
    std::erase_if(m_past, [this](const auto &one) {
        return one.first < m_begun - farthest || one.first > m_begun + farthest;
    });
    m_isWhole = false;
    m_recent = {};
    m_anomalies = {};
    ++m_changes;
}

Result<bool> RecordedSkill::step(SessionReader &reader, Timestamp head, const GoesOn &goesOn)
{
    if (head < earliest || head > latest)
        return false;
    const Timestamp until = std::chrono::floor<std::chrono::seconds>(head) - grace + 1ns;
    if (!m_hasBegun || until < m_judgedTo || until - m_judgedTo > recent + stretch)
        begin(until);
    if (until - m_judgedTo < shortestStep)
        return m_isWhole ? Result<bool>(false) : judgePast(reader, goesOn);
    const Timestamp end = std::min(until, stretchBegin(m_judgedTo) + stretch);
    auto judged = judge(reader, m_judgedTo, end, goesOn,
                        [this](const ForecastJudge::Verdict &verdict, const std::string &metric) {
                            m_recent.add(verdict, metric);
                            m_anomalies.learn(verdict);
                        });
    if (!judged || !*judged)
        return judged;
    m_judgedTo = end;
    ++m_changes;
    return true;
}

Result<bool> RecordedSkill::judgePast(SessionReader &reader, const GoesOn &goesOn)
{
    const auto recorded = reader.span();
    if (!recorded)
        return tl::unexpected(recorded.error());
    const bool hasMore =
        m_judgedFrom > m_begun + recent - farthest && recorded->begin < nanoseconds(m_judgedFrom);
    if (hasMore && !m_past.contains(m_judgedFrom - stretch)) {
        SkillHistory history;
        auto judged = judge(reader, m_judgedFrom - stretch, m_judgedFrom, goesOn,
                            [&history](const ForecastJudge::Verdict &verdict, const std::string &metric) {
                                history.add(verdict, metric);
                            });
        if (!judged || !*judged)
            return judged;
        auto span =
            std::make_shared<const SkillSpan>(SkillSpan{m_judgedFrom - stretch, m_judgedFrom, {}, {}});
        m_past[span->begin] = history.isEmpty() ? span : history.record()->spans.front();
    }
    if (hasMore)
        m_judgedFrom -= stretch;
    m_isWhole = !hasMore;
    ++m_changes;
    return hasMore;
}

Result<bool> RecordedSkill::judge(SessionReader &reader, Timestamp begin, Timestamp end, const GoesOn &goesOn,
                                  const Report &report)
{
    if (!goesOn())
        return false;
    struct Due
    {
        Timestamp at{};
        std::uint32_t said = 0; // which
        std::uint32_t horizon = 0;
        double actual = 0;
    };
    const SessionNames &names = reader.names();
    const auto metricOf = [&](SeriesId place) {
        const auto name = names.series.find(m_recorded[index(place)]);
        return name == names.series.end() ? std::string() : name->second.metric;
    };
    std::vector<Said> said;
    std::vector<Due> due;
    const auto take = [&](const SessionForecast &one) {
        const auto place = placeOf(one.series);
        const auto forecast =
            place ? forecastFromRecord(*place, one.issued, one.model, one.data) : std::nullopt;
        if (!forecast)
            return true;
        const std::size_t before = due.size();
        for (std::uint32_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
            const Timestamp at = forecast->end + forecastHorizons[horizon];
            if (at >= begin && at < end)
                due.push_back({at, static_cast<std::uint32_t>(said.size()), horizon, 0});
        }
        if (due.size() > before)
            said.push_back(saidOf(*forecast, isAngle(metricOf(*place))));
        return said.size() < mostForecasts;
    };
    if (const auto read =
            reader.log().forecasts({}, begin - forecastHorizons.back(), end + longestToIssue, take);
        !read)
        return tl::unexpected(read.error());

    // By series, so that only one's means are in memory.
    std::sort(due.begin(), due.end(),
              [&](const Due &a, const Due &b) { return said[a.said].series < said[b.said].series; });
    const ForecastJudge judge({});
    SecondMeans means(1);
    means.watch(SeriesId{0}, ValueKind::number);
    std::optional<SeriesId> series;
    std::string metric;
    for (Due &one : due) {
        const Said &forecast = said[one.said];
        if (series != forecast.series) {
            if (!goesOn())
                return false;
            series = forecast.series;
            metric = metricOf(*series);
            means.restart(SeriesId{0});
            const Timestamp from = begin - reachOfJudge;
            if (auto read = readMeans(reader, m_recorded[index(*series)], from, end, means); !read)
                return tl::unexpected(read.error());
        }
        one.actual = judge.actualOf(issuedOf(forecast, SeriesId{0}, metric), one.horizon, means);
    }
    std::sort(due.begin(), due.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    for (const Due &one : due) {
        const Said &forecast = said[one.said];
        metric = metricOf(forecast.series);
        if (!metric.empty())
            report({issuedOf(forecast, forecast.series, metric), one.horizon, one.actual}, metric);
    }
    return true;
}

SkillRecordPtr RecordedSkill::skill() const
{
    auto record = std::make_shared<SkillRecord>();
    record->isWhole = m_isWhole;
    for (const auto &[begin, span] : m_past) {
        if (begin >= m_judgedFrom && begin < m_begun)
            record->spans.push_back(span);
    }
    const auto recentSpans = m_recent.record();
    record->spans.insert(record->spans.end(), recentSpans->spans.begin(), recentSpans->spans.end());
    return record;
}

AnomaliesPtr RecordedSkill::anomalies(const IdOf &idOf) const
{
    auto all = std::make_shared<std::vector<Anomaly>>();
    const AnomaliesPtr found = m_anomalies.record();
    for (Anomaly one : *found) {
        const auto id = idOf(m_recorded[index(one.series)]);
        if (!id)
            continue;
        one.series = *id;
        all->push_back(one);
    }
    std::stable_sort(all->begin(), all->end(),
                     [](const Anomaly &a, const Anomaly &b) { return a.series < b.series; });
    return all;
}

} // namespace desk
