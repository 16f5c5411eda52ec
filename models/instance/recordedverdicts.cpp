// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedverdicts.h"

#include "models/archive/sessionreader.h"
#include "models/forecast/anglemetric.h"
#include "models/forecast/forecastrecord.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace std::chrono_literals;

constexpr auto longestToIssue = 30s; // from a window's end
constexpr std::size_t mostForecasts = 300'000;
constexpr std::size_t mostRows = 2'000'000;
constexpr std::chrono::seconds reachOfJudge = ForecastJudge::Options{}.reach;
constexpr SeriesId onlySeries{0}; // of the means in memory

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
Result<void> addMeans(SessionReader &reader, SeriesId series, Timestamp begin, Timestamp end,
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

std::optional<SeriesId> SeriesPlaces::of(SeriesId recorded)
{
    if (const auto known = m_places.find(recorded); known != m_places.end())
        return known->second;
    if (isFull())
        return std::nullopt;
    const SeriesId place{static_cast<std::uint32_t>(m_recorded.size())};
    m_recorded.push_back(recorded);
    m_places.emplace(recorded, place);
    return place;
}

RecordedVerdicts::RecordedVerdicts(SessionReader &reader, SeriesPlaces &places, const JudgingOwner &owner,
                                   TimeRange stretch)
    : m_reader(reader)
    , m_places(places)
    , m_owner(owner)
    , m_stretch(stretch)
{
}

RecordedVerdicts::Said RecordedVerdicts::saidOf(const Forecast &forecast, SeriesId place, bool isAngleMetric)
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
    return {place, forecast.end, forecast.current, forecast.method, issued.shown};
}

IssuedForecast RecordedVerdicts::issuedOf(const Said &said, SeriesId series, std::string_view metric)
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

std::string RecordedVerdicts::metricOf(SeriesId recorded) const
{
    const auto &series = m_reader.names().series;
    const auto name = series.find(recorded);
    return name == series.end() ? std::string() : name->second.metric;
}

bool RecordedVerdicts::take(const SessionForecast &recorded)
{
    if (m_owner.isStopped())
        return false;
    if (++m_rows > mostRows || m_said.size() == mostForecasts) {
        m_fault = "there are more forecasts in ten minutes than can be judged (" +
                  std::to_string(mostForecasts) + "); those beyond are left out";
        return false;
    }
    const auto forecast = forecastFromRecord(recorded.series, recorded.issued, recorded.model, recorded.data);
    if (!forecast || !isUsable(*forecast))
        return true;
    const auto isDue = [&](std::chrono::minutes ahead) { return m_stretch.contains(forecast->end + ahead); };
    if (std::none_of(forecastHorizons.begin(), forecastHorizons.end(), isDue))
        return true;
    const std::string metric = metricOf(recorded.series);
    const auto place = metric.empty() ? std::nullopt : m_places.of(recorded.series);
    if (!place)
        return true;
    for (std::uint32_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        if (isDue(forecastHorizons[horizon]))
            m_due.push_back({forecast->end + forecastHorizons[horizon],
                             static_cast<std::uint32_t>(m_said.size()), horizon});
    }
    m_said.push_back(saidOf(*forecast, *place, isAngle(metric)));
    return true;
}

void RecordedVerdicts::readForecasts()
{
    const auto read = m_reader.log().forecasts({}, m_stretch.start - forecastHorizons.back(),
                                               m_stretch.end + longestToIssue,
                                               [this](const SessionForecast &one) { return take(one); });
    if (!read)
        m_fault = read.error().message;
}

bool RecordedVerdicts::readMeans(SeriesId place, SecondMeans &means)
{
    means.restart(onlySeries);
    const auto read = addMeans(m_reader, m_places.recorded(place), m_stretch.start - reachOfJudge,
                               m_stretch.end, m_owner.isStopped, means);
    if (!read)
        m_fault = read.error().message;
    return read.has_value();
}

bool RecordedVerdicts::judge()
{
    if (!m_owner.goesOn())
        return false;
    readForecasts();
    const Horizon horizon(m_reader, m_stretch.end + grace);
    if (!horizon.set()) {
        m_fault = horizon.set().error().message;
        m_due.clear();
    }
    // By series, so that only one's means are in memory.
    std::sort(m_due.begin(), m_due.end(),
              [this](const Due &a, const Due &b) { return m_said[a.said].place < m_said[b.said].place; });
    const ForecastJudge judge({});
    SecondMeans means(1);
    means.watch(onlySeries, ValueKind::number);
    std::vector<Due> judged;
    judged.reserve(m_due.size());
    std::optional<SeriesId> place;
    std::string metric;
    bool isRead = false;
    for (Due &one : m_due) {
        const Said &said = m_said[one.said];
        if (place != said.place) {
            if (!m_owner.goesOn())
                return false;
            place = said.place;
            metric = metricOf(m_places.recorded(*place));
            isRead = readMeans(*place, means);
        }
        if (!isRead)
            continue;
        one.actual = judge.actualOf(issuedOf(said, onlySeries, metric), one.horizon, means);
        judged.push_back(one);
    }
    std::sort(judged.begin(), judged.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    m_due = std::move(judged);
    return !m_owner.isStopped();
}

void RecordedVerdicts::report(const Report &report) const
{
    for (const Due &one : m_due) {
        const Said &said = m_said[one.said];
        const std::string metric = metricOf(m_places.recorded(said.place));
        report({issuedOf(said, said.place, metric), one.horizon, one.actual}, metric);
    }
}

} // namespace desk
