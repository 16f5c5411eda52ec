// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedskill.h"

#include "models/archive/sessionreader.h"
#include "models/forecast/anglemetric.h"
#include "models/forecast/forecastrecord.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto stretch = SkillHistory::spanLength;
constexpr auto longestToIssue = 30s; // from a window's end
constexpr std::size_t mostForecasts = 300'000;
constexpr std::size_t mostRows = 2'000'000;
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

bool isUsable(const Forecast &forecast)
{
    constexpr double most = ForecastWindow::greatestMagnitude;
    const auto isSmall = [](double value) { return std::abs(value) <= most; };
    return isSmall(forecast.current) &&
           std::all_of(forecast.horizons.begin(), forecast.horizons.end(), [&](const ForecastValue &value) {
               return value.endsAt || (isSmall(value.value) && !(std::abs(value.lower) > most) &&
                                       !(std::abs(value.upper) > most)); // NaN: no band
           });
}

// What had been received by a moment, until it goes.
class Horizon
{
public:
    Horizon(SessionReader &reader, Timestamp reception)
        : m_reader(reader)
        , m_set(reader.setHorizon(reception))
    {
    }
    ~Horizon() { static_cast<void>(m_reader.setHorizon({})); }
    Horizon(const Horizon &) = delete;
    Horizon &operator=(const Horizon &) = delete;
    [[nodiscard]] const Result<void> &set() const { return m_set; }

private:
    SessionReader &m_reader;
    Result<void> m_set;
};

// The samples of a series at [begin, end) as means of seconds. A series of so many samples that they do not
// fit into memory at once is read in pieces.
Result<void> readMeans(SessionReader &reader, SeriesId series, Timestamp begin, Timestamp end,
                       const std::function<bool()> &isStopped, SecondMeans &means)
{
    constexpr std::size_t mostSamples = 1'000'000;
    constexpr std::chrono::nanoseconds shortest = 1s;
    std::chrono::nanoseconds piece = end - begin;
    for (Timestamp at = begin; at < end && !isStopped();) {
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

std::optional<SeriesId> RecordedSkill::Places::of(SeriesId series)
{
    if (const auto known = places.find(series); known != places.end())
        return known->second;
    if (recorded.size() == mostSeries)
        return std::nullopt;
    const SeriesId place{static_cast<std::uint32_t>(recorded.size())};
    recorded.push_back(series);
    places.emplace(series, place);
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
    m_recent = {};
    m_anomalies = {};
    m_places = {};
    m_fault.clear();
}

bool RecordedSkill::step(SessionReader &reader, Timestamp head, const Owner &owner)
{
    if (head < earliest || head > latest)
        return false;
    const Timestamp until = std::chrono::floor<std::chrono::seconds>(head) - grace + 1ns;
    // With all places taken, those of links that are long gone are given anew.
    const bool isFull = m_places.recorded.size() == mostSeries && until - m_begun > recent + 1h;
    if (!m_hasBegun || until < m_judgedTo - smallStep || until - m_judgedTo > recent + stretch || isFull) {
        begin(until);
        m_isWhole = false;
        ++m_changes;
        return true; // what is of another time is not shown any longer
    }
    if (until - m_judgedTo < shortestStep)
        return !m_isWhole && judgePast(reader, owner);
    m_isWhole = m_isWhole && until - m_judgedTo <= stretch;
    const Timestamp end = std::min(until, stretchBegin(m_judgedTo) + stretch);
    const bool judged = judge(reader, m_judgedTo, end, owner, m_places,
                              [this](const ForecastJudge::Verdict &verdict, const std::string &metric) {
                                  m_recent.add(verdict, metric);
                                  m_anomalies.learn(verdict);
                              });
    if (!judged)
        return false;
    m_judgedTo = end;
    ++m_changes;
    return true;
}

bool RecordedSkill::judgePast(SessionReader &reader, const Owner &owner)
{
    const auto recorded = reader.span();
    if (!recorded)
        m_fault = recorded.error().message;
    const bool hasMore =
        recorded && m_judgedFrom > m_begun + recent - farthest && recorded->begin < nanoseconds(m_judgedFrom);
    if (hasMore && !m_past.contains(m_judgedFrom - stretch)) {
        SkillHistory history;
        Places places;
        if (!judge(reader, m_judgedFrom - stretch, m_judgedFrom, owner, places,
                   [&history](const ForecastJudge::Verdict &verdict, const std::string &metric) {
                       history.add(verdict, metric);
                   }))
            return false;
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

bool RecordedSkill::judge(SessionReader &reader, Timestamp begin, Timestamp end, const Owner &owner,
                          Places &places, const Report &report)
{
    if (!owner.goesOn())
        return false;
    struct Due
    {
        Timestamp at{};
        std::uint32_t said = 0; // which
        std::uint32_t horizon = 0;
        double actual = 0;
        bool isJudged = true;
    };
    const SessionNames &names = reader.names();
    const auto metricOf = [&](SeriesId series) {
        const auto name = names.series.find(series);
        return name == names.series.end() ? std::string() : name->second.metric;
    };
    std::vector<Said> said;
    std::vector<Due> due;
    std::size_t rows = 0;
    const auto take = [&](const SessionForecast &one) {
        if (++rows > mostRows || owner.isStopped())
            return false;
        const auto forecast = forecastFromRecord(one.series, one.issued, one.model, one.data);
        if (!forecast || !isUsable(*forecast))
            return true;
        std::array<Timestamp, forecastHorizons.size()> at{};
        bool isDue = false;
        for (std::size_t horizon = 0; horizon < at.size(); ++horizon) {
            at[horizon] = forecast->end + forecastHorizons[horizon];
            isDue = isDue || (at[horizon] >= begin && at[horizon] < end);
        }
        const std::string metric = isDue ? metricOf(one.series) : std::string();
        const auto place = metric.empty() ? std::nullopt : places.of(one.series);
        if (!place)
            return true;
        for (std::uint32_t horizon = 0; horizon < at.size(); ++horizon) {
            if (at[horizon] >= begin && at[horizon] < end)
                due.push_back({at[horizon], static_cast<std::uint32_t>(said.size()), horizon});
        }
        said.push_back(saidOf(*forecast, isAngle(metric)));
        said.back().series = *place;
        return said.size() < mostForecasts;
    };
    if (const auto read =
            reader.log().forecasts({}, begin - forecastHorizons.back(), end + longestToIssue, take);
        !read)
        m_fault = read.error().message;

    // By series, so that only one's means are in memory.
    std::sort(due.begin(), due.end(),
              [&](const Due &a, const Due &b) { return said[a.said].series < said[b.said].series; });
    const ForecastJudge judge({});
    SecondMeans means(1);
    means.watch(SeriesId{0}, ValueKind::number);
    std::optional<SeriesId> series;
    std::string metric;
    bool isRead = true;
    for (Due &one : due) {
        const Said &forecast = said[one.said];
        if (series != forecast.series) {
            if (!owner.goesOn())
                return false;
            series = forecast.series;
            metric = metricOf(places.recorded[index(*series)]);
            means.restart(SeriesId{0});
            const Horizon horizon(reader, end + grace);
            auto read = horizon.set();
            if (read)
                read = readMeans(reader, places.recorded[index(*series)], begin - reachOfJudge, end,
                                 owner.isStopped, means);
            isRead = read.has_value();
            if (!isRead)
                m_fault = read.error().message;
        }
        one.isJudged = isRead && !metric.empty();
        if (one.isJudged)
            one.actual = judge.actualOf(issuedOf(forecast, SeriesId{0}, metric), one.horizon, means);
    }
    if (owner.isStopped())
        return false;
    std::sort(due.begin(), due.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    for (const Due &one : due) {
        const Said &forecast = said[one.said];
        metric = metricOf(places.recorded[index(forecast.series)]);
        if (one.isJudged && !metric.empty())
            report({issuedOf(forecast, forecast.series, metric), one.horizon, one.actual}, metric);
    }
    return true;
}

SkillRecordPtr RecordedSkill::skill() const
{
    auto record = std::make_shared<SkillRecord>();
    record->isWhole = m_isWhole;
    record->fault = m_fault;
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
        const auto id = idOf(m_places.recorded[index(one.series)]);
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
