// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/forecast/forecast.h"
#include "models/forecast/secondmeans.h"
#include "models/telemetry/seriesdictionary.h"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace desk {

// Which series are watched, so that forecasts can be made of them: every number that comes but positions and
// raw values, until as many are watched as may be; then what links are judged by (SNR, utilisation, queue)
// takes the place of other things, and what nobody sends any more makes room. Some places are kept for series
// that somebody asks for. Reads the published names. One thread.
class WatchedSeries
{
public:
    struct Options
    {
        std::size_t most = 10'000;
        std::size_t keptForAsked = 500;            // of these
        std::chrono::seconds silentAfter{15 * 60}; // without a sample it makes room for others
    };
    struct Facts
    {
        NodeId node = noNode;
        NodeId dst = noNode; // noNode = of the node itself
        EntityId entity = noEntity;
        MetricId metric{}; // ids of our own: a name, whatever its labels
        ValueKind kind = ValueKind::number;
    };

    WatchedSeries(Options options, const SeriesDictionary &names, SecondMeans &means);

    // Worth a forecast: numbers but positions, capacities and raw values.
    static bool isWanted(ValueKind kind, std::string_view metric);
    // A sample of a series came that is not watched: whether it is from now on. Looks at each series once.
    bool admit(SeriesId series);
    // Somebody wants it.
    ForecastRefusal ask(SeriesId series);
    // Those silent for too long make room; reported to `gone`. Now and then.
    void makeRoom(Timestamp now, const std::function<void(SeriesId)> &gone);

    // Null where the name is not published.
    const Facts *find(SeriesId series);
    [[nodiscard]] const std::string &metricName(MetricId metric) const { return m_metrics[index(metric)]; }
    // In order of nodes and links, so that those of a link stand together.
    [[nodiscard]] const std::vector<SeriesId> &inOrder();
    [[nodiscard]] std::size_t waiting() const { return m_waiting.size(); }
    // Those that gave way since the last call: what was learnt of them may go. They wait for a place again.
    [[nodiscard]] std::vector<SeriesId> takeDisplaced() { return std::exchange(m_displaced, {}); }

private:
    enum class State : std::uint8_t { unknown, watched, wish, unwanted };

    void learnNames();
    [[nodiscard]] bool isMain(const Facts &facts) const;
    bool watch(SeriesId series, const Facts &facts);
    void leave(SeriesId series, State state);
    void wish(SeriesId series);
    State &stateOf(SeriesId series);

    const Options m_options;
    const SeriesDictionary &m_names;
    SecondMeans &m_means;
    DictionaryCursor m_known;
    std::vector<std::pair<NodeId, NodeId>> m_entities; // by EntityId
    std::vector<Facts> m_facts;                        // by SeriesId
    std::vector<std::string> m_metrics;                // by MetricId
    std::map<std::string, MetricId, std::less<>> m_metricByName;
    std::vector<State> m_states;     // by SeriesId
    std::vector<SeriesId> m_giveWay; // watched, of less interest; some may be watched no more
    std::deque<SeriesId> m_waiting;  // wishes, the oldest first
    std::vector<SeriesId> m_displaced;
    std::vector<SeriesId> m_order; // those watched
    bool m_orderIsOld = false;
};

} // namespace desk
