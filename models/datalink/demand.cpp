// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/demand.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace desk {

Demand::Demand(std::span<const GroundStation> stations, std::uint64_t seed, DemandOptions options)
    : m_options(options)
    , m_rates(stations.size() * stations.size())
{
    std::vector<double> weights;
    for (const GroundStation &station : stations) {
        m_longitudes.push_back(station.position.longitude);
        weights.push_back(CounterRandom(seed, station.id, "weight").uniform(0.6, 1.4));
    }
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    const std::size_t count = stations.size();
    for (std::size_t from = 0; from < count; ++from) {
        for (std::size_t to = 0; to < count; ++to) {
            if (from == to)
                continue;
            const double share = weights[to] / (total - weights[from]);
            Pair &pair = m_pairs.emplace_back(
                Pair{from * count + to, m_options.perStationGbps * weights[from] * share, 0});
            startSources(pair, seed, stations[from].id + "->" + stations[to].id);
        }
    }
}

// In the stationary state the rest of a sojourn follows the equilibrium law, whose density is
// P(X > x) / E[X]: uniform up to the least sojourn, then a Pareto tail of index - 1.
void Demand::startSources(Pair &pair, std::uint64_t seed, const std::string &name)
{
    const double index = m_options.tailIndex;
    const double least = m_options.leastSojournS;
    for (std::uint32_t i = 0; i < m_options.sources; ++i) {
        CounterRandom random(seed, name, "source " + std::to_string(i));
        const bool on = random.uniform() < 0.5;
        const bool body = random.uniform() < (index - 1) / index;
        const double rest = body ? random.uniform(0, least) : random.pareto(least, index - 1);
        m_sources.push_back({rest, random, on});
        pair.on += on ? 1 : 0;
    }
}

double Demand::diurnal(std::size_t station, double hourUtc) const
{
    const double hour = hourUtc + m_longitudes[station] / 15;
    return 1 + m_options.diurnalSwing * std::cos(2 * std::numbers::pi / 24 * (hour - m_options.busiestHour));
}

void Demand::advance(Timestamp time)
{
    if (m_start == Timestamp::min())
        m_start = time;
    const double now = std::chrono::duration<double>(time - m_start).count();
    const double hourUtc =
        std::chrono::duration<double, std::ratio<3600>>(time - std::chrono::floor<std::chrono::days>(time))
            .count();
    std::vector<double> busy(stations());
    for (std::size_t i = 0; i < busy.size(); ++i)
        busy[i] = diurnal(i, hourUtc);
    auto source = m_sources.begin();
    for (Pair &pair : m_pairs) {
        for (std::uint32_t i = 0; i < m_options.sources; ++i, ++source) {
            while (source->switchesAt <= now) {
                source->on = !source->on;
                source->on ? ++pair.on : --pair.on;
                source->switchesAt += source->random.pareto(m_options.leastSojournS, m_options.tailIndex);
            }
        }
        const std::size_t from = pair.place / stations();
        const std::size_t to = pair.place % stations();
        const double activity = 2.0 * pair.on / m_options.sources;
        m_rates[pair.place] = pair.meanGbps * (busy[from] + busy[to]) / 2 * activity;
    }
}

} // namespace desk
